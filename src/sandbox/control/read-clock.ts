import type { Reply } from '../core/handler.js';
import type { ControlCall } from './access.js';
import { toIso } from './iso.js';

export function readClock({ settings: { transaction } }: ControlCall): Reply {
  const { now, core } = transaction;
  return {
    status: 200,
    body: { now: toIso(now), unixMilliseconds: now, frozen: core.clock.frozenAt !== null },
  };
}
