import { checkNumbers, count } from '../../../runtime/numeric-options.js';

/** The processed events by `event_uuid`, which is "unique for every event" (docs/webhook-event-reference). */
export interface SeenEvents {
  has(eventUuid: string): boolean | Promise<boolean>;
  /** Called after an event was processed. Keep the id for as long as Sila may send the event again. */
  add(eventUuid: string): unknown;
}

/**
 * Remembers the events of one process. Several processes need a shared table.
 * @param max how many are remembered; the oldest are dropped first
 * @throws {TypeError} unless `max` is an integer from 1
 */
export function seenInMemory(max = 10_000): SeenEvents {
  checkNumbers({ max }, count);
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
