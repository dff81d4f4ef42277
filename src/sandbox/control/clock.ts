import { clockAt, earliest, latest, toMilliseconds, type Duration } from '../core/clock.js';
import type { Reply } from '../core/handler.js';
import type { ControlCall } from './access.js';
import { invalidTime } from './invalid.js';
import { toIso } from './iso.js';

export function readClock({ settings: { transaction } }: ControlCall): Reply {
  const { now, core } = transaction;
  return {
    status: 200,
    body: { now: toIso(now), unixMilliseconds: now, frozen: core.clock.frozenAt !== null },
  };
}

export async function setClock(call: ControlCall): Promise<Reply> {
  const { transaction, setTime } = call.settings;
  const body = call.body as { now?: string; frozen?: boolean };
  const time = body.now === undefined ? transaction.now : parse(body.now);
  if (!(time >= earliest && time <= latest)) return invalidTime('/now');
  const frozen = body.frozen ?? transaction.core.clock.frozenAt !== null;
  transaction.core.clock = clockAt(time, frozen);
  await setTime(time);
  return readClock(call);
}

/** A leap second of RFC 3339 is the second after it, since Unix time has none. */
function parse(instant: string): number {
  const unleaped = instant.replace(/:60(?=[.Z+-])/i, ':59');
  return Date.parse(unleaped) + (unleaped === instant ? 0 : 1000);
}

export async function advanceClock(call: ControlCall): Promise<Reply> {
  const { transaction, setTime } = call.settings;
  const time = transaction.now + toMilliseconds(call.body as Duration);
  if (time > latest) return invalidTime('');
  await setTime(time);
  return readClock(call);
}
