import type { Reply } from '../core/handler.js';
import { controls, type ControlCall } from './access.js';

export function listWebhookEndpoints({ settings }: ControlCall): Reply {
  const endpoints = controls(settings, 'webhookEndpoints').flatMap(({ provider, control, context }) =>
    control(context).map(({ url, name, events, active }) => ({
      provider,
      url,
      ...(name !== undefined && { name }),
      ...(events && { events }),
      active,
    })),
  );
  return { status: 200, body: { endpoints } };
}
