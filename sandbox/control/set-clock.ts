import { clockAt, earliest, latest } from '../clock.js';
import type { Reply } from '../handler.js';
import type { ControlCall } from './access.js';
import { invalidTime } from './invalid.js';
import { readClock } from './read-clock.js';

export async function setClock(call: ControlCall): Promise<Reply> {
  const { world, setTime } = call.settings;
  const body = call.body as { now?: string; frozen?: boolean };
  const time = body.now === undefined ? world.now : Date.parse(body.now);
  if (!(time >= earliest && time <= latest)) return invalidTime('/now');
  const frozen = body.frozen ?? world.core.clock.frozenAt !== null;
  world.core.clock = clockAt(time, frozen);
  await setTime(time);
  return readClock(call);
}
