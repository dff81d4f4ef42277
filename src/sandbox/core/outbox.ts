/** The webhook events of a sandbox: kept with the state, so that none is sent for what did not happen. */
import { never, type CoreState, type Outgoing } from './core-state.js';
import type { WebhookEvent } from './handler.js';

/** How many events that are done with are kept for the control API to show. */
const kept = 1000;

/** An event of a key that is there already takes its place: it is to be sent once more. */
export function enqueue(core: CoreState, provider: string, event: WebhookEvent, now: number): void {
  const key = `${provider}/${event.id}`;
  const former = core.outbox[key];
  if (former) delete core.order[former.order];
  core.sent += 1;
  core.outbox[key] = { order: core.sent, provider, event, status: 'pending', attempts: [] };
  core.order[core.sent] = key;
  putOff(core, key, event.dueAt ?? now);
  if (core.sent % kept === 0) forget(core);
}

export function putOff(core: CoreState, key: string, at: number): void {
  core.due[key] = at;
  core.nextDue = Math.min(core.nextDue, at);
}

export function listDue(core: CoreState, now: number): Map<string, Outgoing> {
  if (now < core.nextDue) return new Map();
  const due = Object.entries(core.due);
  const keys = due.flatMap(([key, at]) => (at <= now ? [key] : []));
  core.nextDue = due.reduce((earliest, [, at]) => Math.min(earliest, at), never);
  return new Map(keys.flatMap((key) => (core.outbox[key] ? [[key, core.outbox[key]]] : [])));
}

/**
 * What is due and no other sandbox of this state is sending. It is this one's for so long.
 * @param by the sandbox that will send them
 * @param until Unix milliseconds of the platform's clock, after which another one may: this one has ended before its time
 */
export function claimDue(core: CoreState, now: number, by: string, until: number): Map<string, Outgoing> {
  const due = listDue(core, now);
  for (const key of due.keys()) {
    const claim = core.sending[key];
    if (claim && claim.by !== by && claim.until > Date.now()) due.delete(key);
    else if (claim?.by !== by) core.sending[key] = { by, until };
  }
  return due;
}

/**
 * Events in the order in which they were enqueued. Nothing but these is read.
 * @param after the `order` of an event, or 0
 */
export function listOutbox(core: CoreState, after: number, limit: number): (Outgoing & { key: string })[] {
  const page: (Outgoing & { key: string })[] = [];
  // By the numbers that there are: a restored state may have counted up to any.
  const orders = Object.keys(core.order)
    .map(Number)
    .filter((order) => order > after)
    .sort((a, b) => a - b);
  for (const order of orders) {
    if (page.length >= limit) break;
    const key = core.order[order]!;
    const outgoing = core.outbox[key];
    if (outgoing) page.push({ key, ...outgoing });
  }
  return page;
}

/** What is due is not done with. */
function forget(core: CoreState): void {
  const orders = Object.keys(core.order)
    .map(Number)
    .sort((a, b) => a - b);
  const done = orders.filter((order) => !(core.order[order]! in core.due));
  for (const order of done.slice(0, -kept)) {
    delete core.outbox[core.order[order]!];
    delete core.order[order];
  }
  core.forgotten = (orders.find((order) => core.order[order] !== undefined) ?? core.sent) - 1;
}
