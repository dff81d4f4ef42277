/** 422 for an invalid request to the control API. */
import type { Reply } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { RequestViolation, Unknown } from '../core/provider.js';

type InvalidPart = Pick<RequestViolation, 'in' | 'instancePath' | 'message'>;

export function invalid(found: readonly InvalidPart[]): Reply {
  const reply = problem(422, 'Invalid request', 'The request is not as the document has it.');
  const violations = found.map(({ in: place, instancePath: pointer, message = 'is wrong' }) => ({
    in: place,
    pointer,
    message,
  }));
  return { ...reply, body: { ...(reply.body as object), violations } };
}

/** @param pointer to the member that leads out of the range of the clock */
export function invalidTime(pointer: string): Reply {
  return invalid([{ in: 'body', instancePath: pointer, message: 'must lead to an instant of the years 0 to 9999' }]);
}

/** Answers a value that the document allows and this provider does not know. */
export function unknownValue({ unknown }: Unknown): Reply {
  return invalid([{ in: 'body', instancePath: `/${unknown}`, message: 'is nothing that this provider knows' }]);
}
