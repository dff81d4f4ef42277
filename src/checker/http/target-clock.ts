/** The implementation's clock, as the `Date` headers of its answers show it: a sandbox's may stand days ahead of ours. */
import type { ReceivedResponse } from '../../openapi/exchange.js';

/** Seconds that two clocks of the same time may differ by: `Date` has whole seconds, and answers take a while. */
const tolerance = 5;

export class TargetClock {
  #ahead = 0;

  /** Unix seconds. */
  now(): number {
    return Math.floor(Date.now() / 1000 + this.#ahead);
  }

  /** One sentence where it is off by more than the tolerance, or was when last observed; undefined otherwise. */
  skew(): string | undefined {
    const seconds = Math.round(Math.abs(this.#ahead));
    if (seconds === 0) return undefined;
    const way = this.#ahead > 0 ? 'ahead of' : 'behind';
    return `the target's clock is ${seconds} s ${way} this machine's, by the Date of its answers: requests are dated by the target's`;
  }

  observe({ headers }: ReceivedResponse): void {
    const date = Date.parse(headers.date?.[0] ?? '');
    if (Number.isNaN(date)) return;
    const ahead = (date - Date.now()) / 1000;
    this.#ahead = Math.abs(ahead) > tolerance ? ahead : 0;
  }
}
