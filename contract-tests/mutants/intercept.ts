/** Stands between the checks and an implementation, and changes what one operation answers. */
import type { Operation } from '../engine/document.js';
import type { Fetch } from '../engine/in-process.js';
import { toAnswer, toResponse, type Answer } from './answer.js';
import type { Implementation } from './mutant.js';

/** The answer that is sent in place of the right one; undefined leaves it as it is. */
export type Change = (answer: Answer, request: Request) => Answer | undefined | Promise<Answer | undefined>;

/** Whether a request is one of an operation, wherever the paths of its document begin. */
export function isFor({ method, path }: Operation, base: URL, request: Request): boolean {
  const template = base.pathname.replace(/\/$/, '') + path;
  const pattern = template.replaceAll(/[.+*?^$()[\]|\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '[^/]+');
  return request.method === method && new RegExp(`^${pattern}$`).test(new URL(request.url).pathname);
}

/** An implementation that is sound but for what it answers to one operation. */
export function answering(sound: Fetch, operation: Operation, base: URL, change: Change): Implementation {
  let erred = false;
  const fetch: Fetch = async (request) => {
    if (!isFor(operation, base, request)) return sound(request);
    const answer = await toAnswer(await sound(request));
    const changed = await change(answer, request);
    if (changed) erred = true;
    return toResponse(changed ?? answer);
  };
  return { fetch, hasErred: () => erred };
}
