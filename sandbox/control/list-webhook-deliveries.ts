import type { Reply } from '../handler.js';
import { listOutbox } from '../outbox.js';
import type { ControlCall } from './access.js';
import { toIso } from './iso.js';

export function listWebhookDeliveries({ state }: ControlCall): Reply {
  const deliveries = listOutbox(state).map(({ key, provider, event, status, attempts }) => ({
    provider,
    id: event.id,
    url: event.url,
    status,
    ...(status === 'pending' && { dueAt: toIso(state.due[key] ?? 0) }),
    body: event.body,
    attempts: attempts.map((attempt) => ({ ...attempt, at: toIso(attempt.at) })),
  }));
  return { status: 200, body: { deliveries } };
}
