/** The only clock of a sandbox: the platform's clock with an offset, or an instant at which it is frozen. */

export interface Duration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
}

/** Unix milliseconds, ISO 8601, or a Date. */
export type Instant = number | string | Date;

/** The stored state of the clock. */
export interface ClockState {
  /** The Unix milliseconds at which the clock is frozen; null while it runs. */
  frozenAt: number | null;
  /** Milliseconds by which the running clock is ahead of the platform's. */
  offset: number;
}

export const running: ClockState = { frozenAt: null, offset: 0 };

export function readClock({ frozenAt, offset }: ClockState): number {
  return frozenAt ?? Math.min(Date.now() + offset, latest);
}

/** A clock that shows `now`, and is frozen there or runs on. */
export function clockAt(now: number, frozen: boolean): ClockState {
  return frozen ? { frozenAt: now, offset: 0 } : { frozenAt: null, offset: now - Date.now() };
}

/** Unix milliseconds. The year has four digits in RFC 3339. */
export const earliest = Date.parse('0000-01-01T00:00:00Z');
export const latest = Date.UTC(10000, 0) - 1;

/** @throws {RangeError} for a value that is no instant, or an instant outside the years 0 to 9999. */
export function toInstant(instant: Instant): number {
  const time = typeof instant === 'number' ? instant : new Date(instant).getTime();
  const isRead = typeof instant !== 'string' || isIso8601(instant);
  if (isRead && Number.isInteger(time) && time >= earliest && time <= latest) return time;
  throw new RangeError('expected an instant such as 2026-01-31T12:00:00Z');
}

/** `Date` also reads `5` as a day in May 2001, and 31 February as 3 March. */
function isIso8601(text: string): boolean {
  const [, date] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ?? [];
  const day = date === undefined ? undefined : new Date(`${date}T00:00:00Z`);
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date!);
}

const units = new Map([
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
  ['milliseconds', 1],
]);

/** @returns milliseconds @throws {RangeError} for a duration that is negative or not finite, or of another unit */
export function toMilliseconds(duration: Duration): number {
  const parts = Object.entries<number | undefined>({ ...duration });
  const total = Math.round(parts.reduce((sum, [unit, count = 0]) => sum + count * (units.get(unit) ?? NaN), 0));
  if (parts.length > 0 && Number.isSafeInteger(total) && total >= 0) return total;
  throw new RangeError('expected a duration such as { minutes: 15 }');
}
