/**
 * Sila's time, for `header.created`: Unix seconds, not in the future and at most five minutes old (docs/kyc). A machine
 * whose clock is off learns by how much from the `Date` of each answer. A page in a browser does not get to see that
 * header, and goes by its own clock.
 */
export interface ServerClock {
  /** Unix seconds by Sila's clock, as far as known. A second or two late rather than early: the future is refused. */
  now(): number;
  /** Takes over the time of an answer that has just come. */
  learn(response: Response): void;
  /** Whether `/kyc` and its siblings take this `created` now. */
  accepts(created: number): boolean;
}

const oldest = 5 * 60;

/** @param local Unix milliseconds by this machine's clock */
export function createServerClock(local: () => number): ServerClock {
  let ahead = 0;
  const now = () => Math.floor((local() + ahead) / 1000);
  return {
    now,
    learn({ headers }) {
      const time = Date.parse(headers.get('date') ?? '');
      // Whole seconds, and the time of the way back is missing: both make it late, never early.
      if (time) ahead = time - local();
    },
    accepts: (created) => created <= now() && now() - created <= oldest,
  };
}
