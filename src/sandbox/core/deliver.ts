/** Sends webhook events after their commit, and never the same one twice at once. */
import type { Claim, Outgoing } from './core-state.js';
import type { Delivery, WebhookEvent } from './handler.js';
import { listDue, putOff, takeDue } from './outbox.js';
import type { StateEngine } from './state-engine.js';
import type { Provider } from './provider.js';
import type { Transaction } from './transaction.js';
import { webhookUrlProblem } from './webhook-url.js';

/** Real milliseconds that a receiver has for its response. */
const timeout = 10_000;
/** How many events are sent at once. */
const mostAtOnce = 50;
/** Real milliseconds after which another sandbox of the same state sends an event that this one has claimed. */
const longestClaim = 2 * timeout;

/** Events that are due as of a transaction. */
export interface DueEvents {
  readonly events: ReadonlyMap<string, Outgoing>;
  /** Of this sandbox, where others could send the events too. */
  readonly claim: Claim | undefined;
  /** Aborted when the state of the events is replaced. */
  readonly signal: AbortSignal;
}

export class Deliveries {
  readonly #engine: StateEngine;
  readonly #providers: readonly Provider[];
  readonly #fetch: typeof fetch;
  /** By key, and by claim where there are claims. */
  #underWay = new Map<string, Promise<void>>();
  #stopping = new AbortController();
  /** Whether due events may wait until there is room. */
  #isBehind = false;
  /** Keys of events that were due when there was no room for them. To list them anew for each would be quadratic. */
  #waiting: Iterator<string> = [].values();

  constructor(engine: StateEngine, providers: readonly Provider[], webhookFetch: typeof fetch) {
    this.#engine = engine;
    this.#providers = providers;
    this.#fetch = webhookFetch;
  }

  /**
   * The events that this sandbox has to send, as of a transaction.
   * @param ending how many of those under way are about to end
   */
  due({ core, now }: Transaction, ending = 0): DueEvents | undefined {
    const underWay = this.#underWay;
    const room = mostAtOnce - underWay.size + ending;
    this.#isBehind = room <= 0;
    if (this.#isBehind) return undefined;
    const claim = this.#engine.isShared ? { by: crypto.randomUUID(), until: Date.now() + longestClaim } : undefined;
    const isWanted = claim
      ? (key: string) => (core.sending[key]?.until ?? 0) <= Date.now()
      : (key: string) => !underWay.has(nameOf(key));
    const events = takeDue(core, now, this.#waiting, room, isWanted);
    if (events.size < room) {
      this.#waiting = listDue(core, now).values();
      // The list has those that were just taken, too.
      const isNew = (key: string) => !events.has(key) && isWanted(key);
      for (const entry of takeDue(core, now, this.#waiting, room - events.size, isNew)) events.set(...entry);
    }
    if (claim) for (const key of events.keys()) core.sending[key] = claim;
    this.#isBehind = events.size === room;
    return { events, claim, signal: this.#stopping.signal };
  }

  /** Starts to send the due events. It is called after the transaction, so that no event of an undone call is sent. */
  start({ events, claim, signal }: DueEvents): void {
    if (signal.aborted) return;
    const underWay = this.#underWay;
    for (const [key, outgoing] of events) {
      const name = nameOf(key, claim);
      if (underWay.has(name)) continue;
      const sending = this.#attempt(key, outgoing, claim, signal)
        .catch(() => {})
        .finally(() => underWay.delete(name));
      underWay.set(name, sending);
    }
  }

  /** Resolves when no event is being sent. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  /**
   * Aborts the requests that are under way, in the transaction that replaces the state. The new state may have events
   * of the same keys and numbers, for which their outcomes must not count.
   */
  forget(): void {
    this.#stopping.abort();
    this.#stopping = new AbortController();
    this.#underWay = new Map();
    this.#waiting = [].values();
  }

  /** Aborts the requests that are under way; their events stay due. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.settled();
  }

  async #attempt(key: string, outgoing: Outgoing, claim: Claim | undefined, signal: AbortSignal): Promise<void> {
    const { provider: name, event, attempts, order } = outgoing;
    const outcome = await this.#send(event, signal);
    if (signal.aborted) return;
    const provider = this.#providers.find(({ behaviour }) => behaviour.name === name);
    const record = async (transaction: Transaction) => {
      const { outbox, sending } = transaction.core;
      // The state may have been replaced since, here or by another sandbox.
      if (signal.aborted || (claim && sending[key]?.by !== claim.by)) return;
      delete sending[key];
      const outgoing = outbox[key];
      // The same event may have been enqueued again.
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
    };
    const next = await this.#engine.transaction(async (transaction) => {
      await record(transaction);
      return this.#isBehind ? this.due(transaction, 1) : undefined;
    });
    if (next) this.start(next);
  }

  async #send(event: WebhookEvent, signal: AbortSignal): Promise<Pick<Delivery, 'status' | 'failure'>> {
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
        signal: AbortSignal.any([late.signal, signal]),
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

/** Of an event on its way. Where there are claims, one of the same key and another claim may be under way. */
const nameOf = (key: string, claim?: Claim): string => (claim ? `${claim.by} ${key}` : key);

/** The default for providers without a rule of their own. */
const anySuccess = ({ status = 0 }: Delivery) =>
  status >= 200 && status < 300 ? ('delivered' as const) : ('abandoned' as const);
