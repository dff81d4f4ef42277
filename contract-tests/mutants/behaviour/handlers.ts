/** Implementations whose behaviour is other than the sound one's, by what stands around its handlers. */
import type { Call, Handler, Reply } from '../../../src/sandbox/index.js';
import type { Implementation } from '../mutant.js';
import { play, type Subject } from '../subject.js';

/** Answers in place of a handler, which it may ask, and says when it does so other than that would. */
export type Around = (call: Call<any>, sound: Handler, err: () => void) => Reply | Promise<Reply>;

/** Of operations that are not named everything is as it should be. */
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

/** Asks the sound handler as if it were another time; a token or a message is then of that time, too. */
export function atAnotherTime(call: Call<any>, seconds: number): Call {
  const body = call.body as { header?: { created?: number } } | undefined;
  const created = body?.header?.created;
  const shifted = created === undefined ? body : { ...body, header: { ...body?.header, created: created + seconds } };
  return { ...call, now: call.now + seconds * 1000, body: shifted };
}
