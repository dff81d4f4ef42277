/** The webhook events of a sandbox: kept with the state, so that none is sent for what did not happen. */
import type { CoreState, Outgoing } from './core-state.js';
import type { WebhookEvent } from './handler.js';

/** How many events that are done with are kept for the control API to show. */
const kept = 1000;

export function enqueue(core: CoreState, provider: string, event: WebhookEvent, now: number): void {
  const { protocol } = new URL(event.url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new TypeError('webhooks go to http: and https: only');
  core.sent += 1;
  const key = `${provider}/${event.id}`;
  core.outbox[key] = { order: core.sent, provider, event, status: 'pending', attempts: [] };
  core.due[key] = event.dueAt ?? now;
  if (core.sent % kept === 0) forget(core);
}

export function listDue(core: CoreState, now: number): Map<string, Outgoing> {
  const keys = Object.keys(core.due).filter((key) => core.due[key]! <= now);
  return new Map(keys.map((key) => [key, core.outbox[key]!]));
}

/** In the order in which they were enqueued. */
export function listOutbox(core: CoreState): (Outgoing & { key: string })[] {
  return Object.entries(core.outbox)
    .map(([key, outgoing]) => ({ key, ...outgoing }))
    .sort((a, b) => a.order - b.order);
}

function forget(core: CoreState): void {
  const done = listOutbox(core).filter(({ status }) => status !== 'pending');
  for (const { key } of done.slice(0, -kept)) delete core.outbox[key];
}
