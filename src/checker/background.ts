/**
 * Work that an operation does after its answer. A target may do it at once or later, so the next request of a case waits
 * until a read shows that it is done: for ten times as long as it has ever taken.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../openapi/document.js';
import type { Exchange } from '../openapi/exchange.js';
import { parseJson } from '../openapi/json.js';
import type { RequestTemplate } from '../openapi/request.js';
import { unwrapped } from './records/wrapping.js';
import { isFinal, stateShown } from './relations/final-states.js';
import { NotExercised } from './step-failed.js';

/** A read that shows that an operation's work is done. */
export interface BackgroundRead extends RequestTemplate {
  /** What the request must have had. */
  when?: Json;
  /** operationId of what reads. */
  operation: string;
  /** What it then answers. */
  expect: Json;
}

/** In milliseconds: between two reads at first and at most, and how long one wait may take. */
const pause = { first: 10, most: 250 };
const longest = { known: 200, unknown: 5000 };
/** Milliseconds that the waits of a run may take without a result, until one has a result. */
const mostWithoutResult = 10_000;

/** Milliseconds between two looks at it, where the target does not say how long to wait. */
const betweenLooks = 150;
/** Waits for such work that may be in vain, in one run. */
const mostInVain = 2;

export class Background {
  /** Milliseconds that the longest wait with a result took; undefined until there is one. */
  #took: number | undefined;
  #withoutResult = 0;
  #inVain = 0;

  /** @param isDone undefined where the read does not show it */
  async wait(isDone: () => Promise<boolean | undefined>, signal?: AbortSignal): Promise<void> {
    const begun = performance.now();
    for (let next = pause.first; ; next = Math.min(2 * next, pause.most)) {
      const done = await isDone();
      const elapsed = performance.now() - begun;
      // What is done at the first look may have been so before: it says nothing of how long the work takes.
      if (done && next > pause.first) this.#took = Math.max(this.#took ?? 0, elapsed);
      if (done !== false || signal?.aborted) return;
      if (elapsed + next > this.#limit) {
        if (this.#took === undefined) this.#withoutResult += elapsed;
        return;
      }
      await sleep(next, undefined, { signal }).catch(() => {});
    }
  }

  /**
   * Sends a request again until the record that it shows is in a state in which work has come to its end.
   * @throws {NotExercised} where it goes on for a second longer, or work has done so twice before
   */
  async sendUntilEnd(send: () => Promise<Exchange>, seconds: number, signal?: AbortSignal): Promise<Exchange> {
    const most = (seconds + 1) * 1000;
    const end = Date.now() + most;
    while (this.#inVain < mostInVain) {
      const exchange = await send();
      if ('failure' in exchange || signal?.aborted) return exchange;
      const { body, headers } = exchange.response;
      if (isFinal(stateShown(unwrapped(parseJson(body) ?? null)))) return exchange;
      if (Date.now() > end) {
        this.#inVain++;
        break;
      }
      const said = Number(headers['retry-after']?.[0]) * 1000;
      await sleep(said > 0 ? Math.min(said, most) : betweenLooks, undefined, { signal }).catch(() => {});
    }
    throw new NotExercised(`what it needs is not done after ${seconds} seconds`);
  }

  get #limit(): number {
    if (this.#took !== undefined) return Math.min(Math.max(10 * this.#took, longest.known), longest.unknown);
    return this.#withoutResult > mostWithoutResult ? longest.known : longest.unknown;
  }
}
