/**
 * Methods that the document does not have for a path. RFC 9110, 15.5.6, has 405 for them and, for a method that a
 * server does not know at all, 501; no OpenAPI document says it. So any refusal will do, and its body is not validated.
 */
import { escapeToken, type Operation } from '../../../openapi/document.js';
import type { Negative } from './negative.js';

/** DELETE is not tried: where it is there after all, somebody loses something. HEAD and OPTIONS go with others. */
const allTried = ['GET', 'POST', 'PUT', 'PATCH'];

/** @param tried Those that may be sent at all. */
export function methodNegatives(
  operations: readonly Operation[],
  operation: Operation,
  tried: readonly string[] = allTried,
): Negative[] {
  const documented = operations.filter(({ path }) => overlaps(path, operation.path)).map(({ method }) => method);
  return tried
    .filter((method) => !documented.includes(method))
    .map((method) => ({
      name: `method: ${method}`,
      clause: `/paths/${escapeToken(operation.path)}`,
      refusal: 'method',
      hasCurl: true,
      change: {
        alter: (request) => (method === 'GET' ? { ...request, method, body: undefined } : { ...request, method }),
      },
    }));
}

/** `/users/{id}` and `/users/me` are one path as far as this request can tell. */
function overlaps(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')];
  return left.length === right.length && left.every((part, at) => isSame(part, right[at] ?? ''));
}

const isSame = (left: string, right: string): boolean => left === right || left.includes('{') || right.includes('{');
