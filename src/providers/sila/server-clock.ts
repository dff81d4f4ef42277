/**
 * Sila's time for `header.created`: Unix seconds, not in the future and at most five minutes old (docs/kyc). The offset
 * of this machine's clock is computed from the `Date` of each response. A page in a browser cannot read that header,
 * and uses its own clock.
 */
export interface ServerClock {
  /** Unix seconds by Sila's clock, as far as known. It is rather late than early, since Sila refuses the future. */
  now(): number;
  /** Updates the offset from a response that was just received. */
  learn(response: Response): void;
  /** Whether `/kyc` and its siblings accept this `created` now. */
  accepts(created: number): boolean;
}

const oldest = 5 * 60;

/** @param local current Unix milliseconds by this machine's clock */
export function createServerClock(local: () => number): ServerClock {
  let ahead = 0;
  const now = () => Math.floor((local() + ahead) / 1000);
  return {
    now,
    learn({ headers }) {
      const time = Date.parse(headers.get('date') ?? '');
      // `Date` has whole seconds and is older by the way back: both make the time late, never early.
      if (time) ahead = time - local();
    },
    accepts: (created) => created <= now() && now() - created <= oldest,
  };
}
