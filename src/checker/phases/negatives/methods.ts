/**
 * Derives requests with undocumented methods. RFC 9110, 15.5.6, asks for 405 or 501, which OpenAPI documents do not
 * list: any refusal passes, and its body is not validated.
 */
import { escapeToken, type Operation } from '../../../openapi/document.js';
import type { Negative } from './negative.js';

/** DELETE is not sent, since it could delete data. HEAD and OPTIONS are often answered for other methods. */
const allTried = ['GET', 'POST', 'PUT', 'PATCH'];

/** @param tried the methods that may be sent */
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

/** A request may match both `/users/{id}` and `/users/me`, so they count as one path. */
function overlaps(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')];
  return left.length === right.length && left.every((part, at) => isSame(part, right[at] ?? ''));
}

const isSame = (left: string, right: string): boolean => left === right || left.includes('{') || right.includes('{');
