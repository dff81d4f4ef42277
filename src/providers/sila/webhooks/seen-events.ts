import { checkNumbers } from '../../../runtime/numeric-options.js';

/** Which events have been taken in, by `event_uuid`: "unique for every event" (docs/webhook-event-reference). */
export interface SeenEvents {
  has(eventUuid: string): boolean | Promise<boolean>;
  /** Called once an event has been dealt with. Keep it for as long as Sila may send again. */
  add(eventUuid: string): unknown;
}

/**
 * For one process, until it ends. Several need a table that they share.
 * @param max how many are remembered; the oldest go first
 * @throws {TypeError} unless `max` is a whole number from 1
 */
export function seenInMemory(max = 10_000): SeenEvents {
  checkNumbers({ max }, 'count');
  const seen = new Set<string>();
  return {
    has: (eventUuid) => seen.has(eventUuid),
    add(eventUuid) {
      seen.add(eventUuid);
      for (const oldest of seen) {
        if (seen.size <= max) break;
        seen.delete(oldest);
      }
    },
  };
}
