/** The implementation's clock, as the `Date` headers of its answers show it: a sandbox's may stand days ahead of ours. */
import type { ReceivedResponse } from '../../openapi/exchange.js';

/** Seconds that two clocks of the same time may differ by: `Date` has whole seconds, and answers take a while. */
const tolerance = 5;

/** Seconds by which an answer may come late. */
const maxLag = 60;

/** Answers in a row that say that the clock went back, before that is believed. */
const proofs = 3;

export class TargetClock {
  #ahead = 0;
  /** Answers in a row that were dated long before the others: a proxy that refuses by itself has a clock of its own. */
  #back = 0;
  #isKnown = false;
  /** By how much its `Date` was ahead at first, within the tolerance: of a gateway, maybe, and not of who validates. */
  #lead: number | undefined;

  /** Unix seconds. */
  now(): number {
    return Math.floor(Date.now() / 1000 + this.#ahead);
  }

  /** One sentence where it is off by more than the tolerance, or was when last observed; undefined otherwise. */
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
    // Who is behind by a little would find what is dated by this machine's clock in the future.
    this.#ahead = isNear ? Math.min(0, ahead + 1) : ahead - this.#lead;
  }
}
