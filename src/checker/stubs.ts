/** Answers that the steps of a case have had the control API force, and that no request has asked for yet. */
import { isObject, type Json } from '../openapi/document.js';

/** More are not asked for, whatever a recipe forces. */
const mostOfOperation = 20;

export class Stubs {
  /** By operationId. */
  readonly #left = new Map<string, number>();

  /** @param body of a request of `forceResponse` */
  add(body: Json | undefined): void {
    if (!isObject(body) || typeof body.operationId !== 'string') return;
    const times = typeof body.times === 'number' ? body.times : 1;
    this.#left.set(body.operationId, (this.#left.get(body.operationId) ?? 0) + times);
  }

  /** A request of the operation was sent: it got the next of its stubs. */
  use(operationId: string): void {
    const left = this.#left.get(operationId) ?? 0;
    if (left > 0) this.#left.set(operationId, left - 1);
  }

  /** How many are left, by operationId; after it none are. */
  takeAll(): [operationId: string, count: number][] {
    const all = [...this.#left].map(([operationId, left]): [string, number] => [
      operationId,
      Math.min(left, mostOfOperation),
    ]);
    this.#left.clear();
    return all;
  }
}
