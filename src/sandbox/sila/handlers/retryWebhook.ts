/** Source: docs/retry_webhook. What an unknown event gets is not documented: 400 is our choice. */
import { resendEvent } from '../events.js';
import { forApp } from '../operation.js';
import { badRequest, ok, success } from '../reply.js';
import type { Body } from '../handler-types.js';

export const retryWebhook = forApp((call, { app, header }) => {
  const event = call.state.events[(call.body as Body<'retryWebhook'>).event_uuid.toLowerCase()];
  const endpoint = event && call.state.endpoints[event.endpoint];
  if (!event || event.app !== app.handle) {
    return badRequest({ event_uuid: 'No event of this app has this UUID.' });
  }
  // An event of the examples has no endpoint where the settings have none.
  if (endpoint) resendEvent(call, event, endpoint);
  const body = success(call, header, { message: 'Event successfully re-sent.' });
  return ok({ customer_reference_id: body.reference, ...body });
});
