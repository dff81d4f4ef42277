import type { Reply } from '../core/handler.js';
import { listOutbox } from '../core/outbox.js';
import type { ControlCall } from './access.js';
import { toIso } from './iso.js';

export function listWebhookDeliveries({ state, query }: ControlCall): Reply {
  const { after = 0, limit = 100 } = query;
  const page = listOutbox(state, Number(after), Number(limit) + 1);
  const shown = page.slice(0, Number(limit));
  const deliveries = shown.map(({ key, order, provider, event, status, attempts }) => ({
    number: order,
    provider,
    id: event.id,
    url: event.url,
    status,
    ...(status === 'pending' && { dueAt: toIso(state.due[key] ?? 0) }),
    body: event.body,
    attempts: attempts.map((attempt) => ({ ...attempt, at: toIso(attempt.at) })),
  }));
  return { status: 200, body: { deliveries, ...(page.length > shown.length && { next: shown.at(-1)!.order }) } };
}
