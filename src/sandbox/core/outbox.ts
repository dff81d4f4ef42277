/** The webhook events of a sandbox. They are part of the state, so that a call that is undone sends none. */
import { never, type CoreState, type Outgoing } from './core-state.js';
import type { WebhookEvent } from './handler.js';

/** How many finished events are kept for the control API. */
const kept = 1000;

/** Enqueues an event. It replaces an earlier event of its key, and is sent again. */
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

/** Lists the keys of due events, the earliest first. It reads all that are not finished. */
export function listDue(core: CoreState, now: number): string[] {
  if (now < core.nextDue) return [];
  const due = Object.entries(core.due);
  core.nextDue = due.reduce((earliest, [, at]) => Math.min(earliest, at), never);
  return due
    .filter(([, at]) => at <= now)
    .sort(([, a], [, b]) => a - b)
    .map(([key]) => key);
}

/**
 * Takes the first events of a list that `listDue` has returned, and reads no others. The result is in their order.
 * @param keys those that are no longer due are skipped
 * @param isWanted by key
 */
export function takeDue(
  core: CoreState,
  now: number,
  keys: Iterator<string>,
  most: number,
  isWanted: (key: string) => boolean,
): Map<string, Outgoing> {
  const found: [string, Outgoing][] = [];
  while (found.length < most) {
    const { done, value: key } = keys.next();
    if (done) break;
    if (!((core.due[key] ?? never) <= now && isWanted(key))) continue;
    const outgoing = core.outbox[key];
    if (outgoing) found.push([key, outgoing]);
    // A restored state may have no event of this key.
    else delete core.due[key];
  }
  return new Map(found.sort(([, a], [, b]) => a.order - b.order));
}

/**
 * Lists events in the order in which they were enqueued, and reads no others.
 * @param after the `order` of an event, or 0
 */
export function listOutbox(core: CoreState, after: number, limit: number): (Outgoing & { key: string })[] {
  const page: (Outgoing & { key: string })[] = [];
  // Uses the existing numbers, since a restored state may have counted up to any number.
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

/** Removes the oldest finished events; a due event is not finished. */
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
