/** Sends webhook events: each after it has been committed, and none twice at the same time. */
import type { Outgoing } from './core-state.js';
import type { Delivery, WebhookEvent } from './handler.js';
import { claimDue, listDue, putOff } from './outbox.js';
import type { StateEngine } from './state-engine.js';
import type { Provider } from './provider.js';
import type { Transaction } from './transaction.js';
import { webhookUrlProblem } from './webhook-url.js';

/** Real milliseconds that a receiver has to answer. */
const timeout = 10_000;
/** Real milliseconds after which another sandbox of the same state sends what this one has begun to. */
const longestClaim = 2 * timeout;

export class Deliveries {
  readonly #engine: StateEngine;
  readonly #providers: readonly Provider[];
  readonly #fetch: typeof fetch;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #stopped = new AbortController();
  /** Among several sandboxes that share a state. */
  readonly #name = crypto.randomUUID();

  constructor(engine: StateEngine, providers: readonly Provider[], webhookFetch: typeof fetch) {
    this.#engine = engine;
    this.#providers = providers;
    this.#fetch = webhookFetch;
  }

  /** What this sandbox has to send now, as of a transaction. */
  due({ core, now }: Transaction): ReadonlyMap<string, Outgoing> {
    return this.#engine.isShared ? claimDue(core, now, this.#name, Date.now() + longestClaim) : listDue(core, now);
  }

  /** Begins to send what is due. To be called after the transaction, lest something be sent that it undoes. */
  start(due: ReadonlyMap<string, Outgoing>): void {
    for (const [key, outgoing] of due) {
      if (this.#underWay.has(key)) continue;
      const sending = this.#attempt(key, outgoing)
        .catch(() => {})
        .finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, sending);
    }
  }

  /** Fulfilled when nothing is being sent any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  /** Breaks off what is being sent: as if it had never begun, so that it stays due. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.settled();
  }

  async #attempt(key: string, { provider: name, event, attempts, order }: Outgoing): Promise<void> {
    const outcome = await this.#send(event);
    if (this.#stopped.signal.aborted) return;
    const provider = this.#providers.find(({ behaviour }) => behaviour.name === name);
    await this.#engine.transaction(async (transaction) => {
      const outgoing = transaction.core.outbox[key];
      if (this.#engine.isShared) delete transaction.core.sending[key];
      // A reset may have come in between, or the same event once more, which is still to be sent.
      if (outgoing?.status !== 'pending' || outgoing.order !== order) return;
      outgoing.attempts.push({ at: transaction.now, ...outcome });
      const delivery: Delivery = { event, attempt: attempts.length + 1, ...outcome };
      const checkDelivery = provider?.behaviour.checkDelivery;
      const verdict =
        provider && checkDelivery
          ? await checkDelivery(transaction.contextOf(provider), delivery)
          : anySuccess(delivery);
      if (typeof verdict === 'object') {
        putOff(transaction.core, key, verdict.retryAt);
        return;
      }
      delete transaction.core.due[key];
      outgoing.status = verdict;
    });
  }

  async #send(event: WebhookEvent): Promise<Pick<Delivery, 'status' | 'failure'>> {
    // Registration refuses such URLs; a snapshot may bring one all the same.
    if (webhookUrlProblem(event.url)) return { failure: 'network' };
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeout);
    try {
      const response = await this.#fetch(event.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...event.headers },
        body: event.body,
        redirect: 'manual',
        signal: AbortSignal.any([late.signal, this.#stopped.signal]),
      });
      // Nobody reads what a receiver says, so it may say as much as it likes.
      void response.body?.cancel().catch(() => {});
      return { status: response.status };
    } catch {
      return { failure: late.signal.aborted ? 'timeout' : 'network' };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** For a provider that says nothing about it. */
const anySuccess = ({ status = 0 }: Delivery) =>
  status >= 200 && status < 300 ? ('delivered' as const) : ('abandoned' as const);
