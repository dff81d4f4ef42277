import { compare } from '../core/compare.js';
import type { Reply } from '../core/handler.js';
import { listOutbox } from '../core/outbox.js';
import { problem } from '../core/problem.js';
import type { WebhookEndpoint } from '../core/provider.js';
import { webhookUrlProblem } from '../core/webhook-url.js';
import { controls, type ControlCall } from './access.js';
import { invalid } from './invalid.js';
import { toIso } from './iso.js';

export async function registerWebhookEndpoint({ settings, body }: ControlCall): Promise<Reply> {
  const { provider: name, ...endpoint } = body as WebhookEndpoint & { provider: string };
  const found = controls(settings, 'registerWebhook').find(({ provider }) => provider === name);
  if (!found) return problem(404, 'Not found', 'There is no provider of this name that sends webhooks.');
  const message = webhookUrlProblem(endpoint.url);
  if (message) return invalid([{ in: 'body', instancePath: '/url', message }]);
  await found.control(found.context, endpoint);
  return { status: 204 };
}

export function listWebhookEndpoints({ settings }: ControlCall): Reply {
  const endpoints = controls(settings, 'webhookEndpoints').flatMap(({ provider, control, context }) =>
    control(context)
      .sort((a, b) => compare(a.url, b.url) || compare(a.name ?? '', b.name ?? ''))
      .map(({ url, name, events, active }) => ({
        provider,
        url,
        ...(name !== undefined && { name }),
        ...(events && { events }),
        active,
      })),
  );
  return { status: 200, body: { endpoints } };
}

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
