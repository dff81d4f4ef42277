/** 422 for a request that violates the document. It lists every violated rule, as on the page of errors. */
import type { Reply } from '../core/handler.js';
import type { RequestViolation } from '../core/provider.js';
import { rules } from './rules.js';
import type { AlfredCall } from './state.js';

interface Reason {
  message: string;
  path: string;
  validation: string;
}

export function invalid(call: AlfredCall, violations: readonly RequestViolation[]): Reply {
  // No source shows the body of a refused upload, so the response has none.
  if (!rules[call.operationId]) return { status: 422 };
  return {
    status: 422,
    body: {
      statusCode: 422,
      message: 'A logic validation has not been fulfilled',
      reasons: listReasons(call, violations),
      code: 'VALIDATION_ERROR',
    },
  };
}

/** The order is that of the members in the documentation. */
function listReasons({ operationId, body }: AlfredCall, violations: readonly RequestViolation[]): Reason[] {
  const unreadable = violations.find(({ keyword }) => ['contentType', 'charset', 'parse', 'depth'].includes(keyword));
  if (unreadable) return [{ message: `body ${unreadable.message}`, path: 'body', validation: 'isObject' }];
  // A missing body, a list or a text is validated as an object without members.
  const members = isObject(body) ? body : {};
  const all = !isObject(body);
  const broken = new Set(violations.map(memberOf));
  const reasons = Object.entries(rules[operationId]!)
    .filter(([name, [first]]) => broken.has(name) || (all && first?.isBroken(undefined) && !optional.has(name)))
    .flatMap(([path, list]) =>
      list
        .filter((rule) => rule.isBroken(members[path]))
        .map(({ message, validation }) => ({ message: `${path} ${message}`, path, validation })),
    );
  return reasons;
}

/** Members of my-info that no page marks as required. */
const optional = new Set(['user', 'chain', 'countrywithdraw']);

function memberOf({ instancePath, params }: RequestViolation): string {
  const missing = params['missingProperty'];
  return typeof missing === 'string' ? missing : (instancePath.split('/')[1] ?? '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
