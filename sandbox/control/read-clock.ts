import type { Reply } from '../handler.js';
import type { ControlCall } from './access.js';
import { toIso } from './iso.js';

export function readClock({ settings: { world } }: ControlCall): Reply {
  const { now, core } = world;
  return {
    status: 200,
    body: { now: toIso(now), unixMilliseconds: now, frozen: core.clock.frozenAt !== null },
  };
}
