/**
 * Work that an operation does after its answer. A target may do it at once or later, so the next request of a case waits
 * until a read shows that it is done: for ten times as long as it has ever taken.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../openapi/document.js';
import type { RequestTemplate } from '../openapi/request.js';

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

export class Background {
  /** Milliseconds that the longest wait with a result took; undefined until there is one. */
  #took: number | undefined;
  #withoutResult = 0;

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

  get #limit(): number {
    if (this.#took !== undefined) return Math.min(Math.max(10 * this.#took, longest.known), longest.unknown);
    return this.#withoutResult > mostWithoutResult ? longest.known : longest.unknown;
  }
}
