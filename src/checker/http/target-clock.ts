/** The clock of the implementation by the `Date` headers of its responses: a sandbox's clock may be days ahead. */
import type { ReceivedResponse } from '../../openapi/exchange.js';

/** Seconds by which two clocks of the same time may differ: `Date` has whole seconds, and responses take a while. */
const tolerance = 5;

/** Seconds by which a response may be late. */
const maxLag = 60;

/** Responses in a row that must show a clock that went back, before it is believed. */
const proofs = 3;

export class TargetClock {
  #ahead = 0;
  /** Counts responses in a row with a much earlier `Date`: a proxy that refuses requests has another clock. */
  #back = 0;
  #isKnown = false;
  /** By how much its first `Date` was ahead, within the tolerance: a gateway may have set it. */
  #lead: number | undefined;

  /** Unix seconds. */
  now(): number {
    return Math.floor(Date.now() / 1000 + this.#ahead);
  }

  /** A sentence where the clock is off by more than the tolerance, or was when last observed; otherwise undefined. */
  skew(): string | undefined {
    const seconds = Math.round(Math.abs(this.#ahead));
    if (seconds <= tolerance) return undefined;
    const way = this.#ahead > 0 ? 'ahead of' : 'behind';
    return `the target's clock is ${seconds} s ${way} this machine's, by the Date of its answers: requests are dated by the target's`;
  }

  observe({ headers }: ReceivedResponse): void {
    const date = Date.parse(headers.date?.[0] ?? '');
    if (Number.isNaN(date)) return;
    const ahead = (date - Date.now()) / 1000;
    this.#back = this.#isKnown && ahead < this.#ahead - maxLag ? this.#back + 1 : 0;
    if (this.#back > 0 && this.#back < proofs) return;
    this.#back = 0;
    this.#isKnown = true;
    const isNear = Math.abs(ahead) <= tolerance;
    // `Date` leaves out the fraction of a second.
    this.#lead ??= isNear && ahead > 0 ? ahead + 1 : 0;
    // Without it a clock that is slightly behind would find values dated by this machine in the future.
    this.#ahead = isNear ? Math.min(0, ahead + 1) : ahead - this.#lead;
  }
}
