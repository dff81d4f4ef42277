/**
 * Retries of deliveries. Source: docs/webhook-management: 200 is success, 4xx and 5xx are retried (count and delay are
 * set in the console), 3xx is final at once, and 15 consecutive events that failed finally disable the endpoint.
 */
import type { Delivery } from '../core/handler.js';
import type { DeliveryVerdict } from '../core/provider.js';
import { defaults } from './settings.js';
import { seconds } from './state.js';
import type { SilaContext } from './handler-types.js';

const failuresToDeactivate = 15;

export function checkDelivery(context: SilaContext, delivery: Delivery): DeliveryVerdict {
  const event = context.state.events[delivery.event.id];
  // A snapshot may have been restored since.
  if (!event) return 'abandoned';
  const endpoint = context.state.endpoints[event.endpoint];
  const now = seconds(context);
  const { status } = delivery;
  event.attempts += 1;
  event.tries += 1;
  event.updated = now;
  if (status !== undefined) event.responses.push({ created: String(now), status_code: status });

  // The page names 200. That another 2xx fails is our choice, so that an integrator finds out here and not at Sila.
  if (status === 200) {
    Object.assign(event, { delivered: true, processing: false, nextAttempt: null });
    if (endpoint) endpoint.failures = 0;
    return 'delivered';
  }
  const isRedirect = status !== undefined && status >= 300 && status < 400;
  const { retries = defaults.retries, retryDelay = defaults.retryDelay } = context.settings.webhooks ?? {};
  if (endpoint?.active && !isRedirect && event.tries <= retries) {
    event.nextAttempt = now + retryDelay;
    return { retryAt: context.now + retryDelay * 1000 };
  }
  Object.assign(event, { processing: false, nextAttempt: null });
  if (endpoint) {
    endpoint.failures += 1;
    if (endpoint.failures >= failuresToDeactivate) endpoint.active = false;
  }
  return 'abandoned';
}
