/** Implementations whose behaviour differs from the sound one's, by wrappers around its handlers. */
import type { Call, Handler, Reply } from '../../../src/sandbox/index.js';
import type { Implementation } from '../mutant.js';
import { play, type Subject } from '../subject.js';

/** Wraps a handler, which it may call, and calls `err` when its response or effect differs from the handler's. */
export type Around = (call: Call<any>, sound: Handler, err: () => void) => Reply | Promise<Reply>;

/** Operations that are not listed keep their sound behaviour. */
export function behaving(subject: Subject, operationIds: readonly string[], around: Around): Implementation {
  let erred = false;
  const { implementation } = subject;
  const { behaviour } = implementation;
  const wrapped = operationIds.map((operationId): [string, Handler] => {
    const sound = behaviour.handlers[operationId] as Handler;
    return [operationId, (call) => around(call, sound, () => (erred = true))];
  });
  const handlers = { ...behaviour.handlers, ...Object.fromEntries(wrapped) };
  const sandbox = play(subject, { ...implementation, behaviour: { ...behaviour, handlers } });
  return { fetch: (request) => sandbox.fetch(request), hasErred: () => erred };
}

/** Calls the sound handler as if it were another time, which tokens and messages then have too. */
export function atAnotherTime(call: Call<any>, seconds: number): Call {
  const body = call.body as { header?: { created?: number } } | undefined;
  const created = body?.header?.created;
  const shifted = created === undefined ? body : { ...body, header: { ...body?.header, created: created + seconds } };
  return { ...call, now: call.now + seconds * 1000, body: shifted };
}
