/** Intercepts the traffic between the checks and an implementation, and changes the responses of one operation. */
import type { Operation } from '../../src/openapi/document.js';
import { createMatcher } from '../../src/openapi/match.js';
import type { Fetch } from '../../src/checker/http/in-process.js';
import { toAnswer, toResponse, type Answer } from './answer.js';
import type { Implementation } from './mutant.js';

/** Returns the response to send instead; undefined keeps the right one. */
export type Change = (answer: Answer, request: Request) => Answer | undefined | Promise<Answer | undefined>;

/** Whether a request is of an operation, with any base path. */
export function isFor(operation: Operation, base: URL, request: Request): boolean {
  const find = matchers.get(operation) ?? createMatcher([operation]);
  matchers.set(operation, find);
  const { pathname } = new URL(request.url);
  const root = base.pathname.replace(/\/$/, '');
  return pathname.startsWith(root) && 'route' in (find(request.method, pathname.slice(root.length)) ?? {});
}

const matchers = new WeakMap<Operation, ReturnType<typeof createMatcher<Operation>>>();

/** An implementation that is sound except for its responses of one operation. */
export function answering(sound: Fetch, operation: Operation, base: URL, change: Change): Implementation {
  let erred = false;
  const fetch: Fetch = async (request) => {
    if (!isFor(operation, base, request)) return sound(request);
    // The implementation reads the body.
    const asked = request.clone();
    const answer = await toAnswer(await sound(request));
    const changed = await change(answer, asked);
    if (changed) erred = true;
    return toResponse(changed ?? answer);
  };
  return { fetch, hasErred: () => erred };
}
