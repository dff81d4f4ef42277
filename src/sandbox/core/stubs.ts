/** Answers that the control API has forced on the next calls of an operation. */
import type { CoreState } from './core-state.js';
import type { Reply } from './handler.js';

/** Uses up one of them. @param key `provider/operationId` */
export function takeStub({ forced }: CoreState, key: string): Reply | undefined {
  if (!(key in forced)) return undefined;
  const [next, ...later] = forced[key] ?? [];
  if (!next) return undefined;
  const { times, ...reply } = next;
  forced[key] = times > 1 ? [{ ...next, times: times - 1 }, ...later] : later;
  return reply;
}
