import { latest, toMilliseconds, type Duration } from '../core/clock.js';
import type { Reply } from '../core/handler.js';
import type { ControlCall } from './access.js';
import { invalidTime } from './invalid.js';
import { readClock } from './read-clock.js';

export async function advanceClock(call: ControlCall): Promise<Reply> {
  const { transaction, setTime } = call.settings;
  const time = transaction.now + toMilliseconds(call.body as Duration);
  if (time > latest) return invalidTime('');
  await setTime(time);
  return readClock(call);
}
