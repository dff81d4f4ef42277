/** The one clock of a sandbox: the platform's, shifted, or frozen at an instant. */

export interface Duration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
}

/** Unix milliseconds, ISO 8601, or a Date. */
export type Instant = number | string | Date;

/** What is kept of it. */
export interface ClockState {
  /** Unix milliseconds at which it stands still; null while it runs. */
  frozenAt: number | null;
  /** Milliseconds by which it is ahead of the platform's while it runs. */
  offset: number;
}

export const running: ClockState = { frozenAt: null, offset: 0 };

export function readClock({ frozenAt, offset }: ClockState): number {
  return frozenAt ?? Math.min(Date.now() + offset, latest);
}

/** A clock that says `now` and stands still there, or runs on from there. */
export function clockAt(now: number, frozen: boolean): ClockState {
  return frozen ? { frozenAt: now, offset: 0 } : { frozenAt: null, offset: now - Date.now() };
}

/** RFC 3339 has four digits for the year. Unix milliseconds. */
export const earliest = Date.parse('0000-01-01T00:00:00Z');
export const latest = Date.UTC(10000, 0) - 1;

/** @throws {RangeError} for what is no instant, or one beyond the years 0 to 9999. */
export function toInstant(instant: Instant): number {
  const time = typeof instant === 'number' ? instant : new Date(instant).getTime();
  if (Number.isInteger(time) && time >= earliest && time <= latest && isOfCalendar(instant)) return time;
  throw new RangeError('expected an instant such as 2026-01-31T12:00:00Z');
}

/** JavaScript takes 31 February for 3 March. */
function isOfCalendar(instant: Instant): boolean {
  const [date] = /^\d{4}-\d\d-\d\d/.exec(String(instant)) ?? [];
  return date === undefined || new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/** @returns milliseconds @throws {RangeError} for one that is not finite */
export function toMilliseconds({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Duration): number {
  const total = Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds);
  if (!Number.isSafeInteger(total)) throw new RangeError('expected a duration such as { minutes: 15 }');
  return total;
}
