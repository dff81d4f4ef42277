import type { Reply } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { WebhookEndpoint } from '../core/provider.js';
import { webhookUrlProblem } from '../core/webhook-url.js';
import { controls, type ControlCall } from './access.js';
import { invalid } from './invalid.js';

export async function registerWebhookEndpoint({ settings, body }: ControlCall): Promise<Reply> {
  const { provider: name, ...endpoint } = body as WebhookEndpoint & { provider: string };
  const found = controls(settings, 'registerWebhook').find(({ provider }) => provider === name);
  if (!found) return problem(404, 'Not found', 'There is no provider of this name that sends webhooks.');
  const message = webhookUrlProblem(endpoint.url);
  if (message) return invalid([{ in: 'body', instancePath: '/url', message }]);
  await found.control(found.context, endpoint);
  return { status: 204 };
}
