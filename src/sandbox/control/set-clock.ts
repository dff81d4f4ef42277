import { clockAt, earliest, latest } from '../core/clock.js';
import type { Reply } from '../core/handler.js';
import type { ControlCall } from './access.js';
import { invalidTime } from './invalid.js';
import { readClock } from './read-clock.js';

export async function setClock(call: ControlCall): Promise<Reply> {
  const { transaction, setTime } = call.settings;
  const body = call.body as { now?: string; frozen?: boolean };
  const time = body.now === undefined ? transaction.now : Date.parse(body.now);
  if (!(time >= earliest && time <= latest)) return invalidTime('/now');
  const frozen = body.frozen ?? transaction.core.clock.frozenAt !== null;
  transaction.core.clock = clockAt(time, frozen);
  await setTime(time);
  return readClock(call);
}
