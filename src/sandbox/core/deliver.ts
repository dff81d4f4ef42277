/** Sends webhook events after their commit, and never the same one twice at once. */
import type { Outgoing } from './core-state.js';
import type { Delivery, WebhookEvent } from './handler.js';
import { claimDue, listDue, putOff } from './outbox.js';
import type { StateEngine } from './state-engine.js';
import type { Provider } from './provider.js';
import type { Transaction } from './transaction.js';
import { webhookUrlProblem } from './webhook-url.js';

/** Real milliseconds that a receiver has for its response. */
const timeout = 10_000;
/** Real milliseconds after which another sandbox of the same state sends an event that this one has claimed. */
const longestClaim = 2 * timeout;

export class Deliveries {
  readonly #engine: StateEngine;
  readonly #providers: readonly Provider[];
  readonly #fetch: typeof fetch;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #stopped = new AbortController();
  /** Identifies this sandbox among those that share a state. */
  readonly #name = crypto.randomUUID();

  constructor(engine: StateEngine, providers: readonly Provider[], webhookFetch: typeof fetch) {
    this.#engine = engine;
    this.#providers = providers;
    this.#fetch = webhookFetch;
  }

  /** The events that this sandbox has to send, as of a transaction. */
  due({ core, now }: Transaction): ReadonlyMap<string, Outgoing> {
    return this.#engine.isShared ? claimDue(core, now, this.#name, Date.now() + longestClaim) : listDue(core, now);
  }

  /** Starts to send the due events. It is called after the transaction, so that no event of an undone call is sent. */
  start(due: ReadonlyMap<string, Outgoing>): void {
    for (const [key, outgoing] of due) {
      if (this.#underWay.has(key)) continue;
      const sending = this.#attempt(key, outgoing)
        .catch(() => {})
        .finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, sending);
    }
  }

  /** Resolves when no event is being sent. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  /** Aborts the requests that are under way; their events stay due. */
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
      // A reset, or the same event enqueued again, may have changed the state since.
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
    // Registration refuses such URLs, but a snapshot may contain one.
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
      // The body of the receiver's response is not read, so its size does not matter.
      void response.body?.cancel().catch(() => {});
      return { status: response.status };
    } catch {
      return { failure: late.signal.aborted ? 'timeout' : 'network' };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The default for providers without a rule of their own. */
const anySuccess = ({ status = 0 }: Delivery) =>
  status >= 200 && status < 300 ? ('delivered' as const) : ('abandoned' as const);
