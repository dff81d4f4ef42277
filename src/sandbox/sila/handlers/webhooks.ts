import { recordsOf } from '../../core/draft.js';
import { resendEvent } from '../events.js';
import type { Body, ResponseBody } from '../handler-types.js';
import { forApp } from '../operation.js';
import { pageOf } from '../paging.js';
import { badRequest, ok, references, responseTime, success } from '../reply.js';
import { bareHandle, type Endpoint, type SentEvent } from '../state.js';

type Filters = NonNullable<Body<'getWebhooks'>['search_filters']>;

/** Source: docs/get_webhooks. `sort_ascending` sorts by time; the default of latest first is our choice. */
export const getWebhooks = forApp((call, { app, header }) => {
  const filters: Filters = (call.body as Body<'getWebhooks'>).search_filters ?? {};
  const endpointOf = (event: SentEvent) => call.state.endpoints[event.endpoint];
  const events = recordsOf(call.state.events)
    .filter((event) => event.app === app.handle && matches(event, endpointOf(event), filters))
    .sort((a, b) => (filters.sort_ascending === true ? a.number - b.number : b.number - a.number));
  const page = pageOf(events, { page: filters.page, perPage: filters.per_page });
  if ('refusal' in page) return page.refusal;
  const { reference, sila_reference_id } = references(call, header);
  const body: ResponseBody<'getWebhooks', 200> = {
    success: true,
    customer_reference_id: reference,
    sila_reference_id,
    status: 'SUCCESS',
    ...responseTime,
    page: page.pagination.current_page,
    returned_count: page.pagination.returned_count,
    total_count: page.pagination.total_count,
    webhooks: page.entries.map((event) => view(event, endpointOf(event))),
    pagination: page.pagination,
  };
  return ok(body);
});

/** The classic event, `kyc` in its own body, is listed as `kyc_update`; either name finds it. */
const listedType = (type: string): string => (type === 'kyc' ? 'kyc_update' : type);

function matches(event: SentEvent, endpoint: Endpoint | undefined, filters: Filters): boolean {
  const { uuid, delivered, event_type, endpoint_name, user_handle, start_epoch, end_epoch } = filters;
  return (
    (uuid === undefined || event.id === uuid.toLowerCase()) &&
    (delivered === undefined || event.delivered === delivered) &&
    (event_type === undefined || listedType(event.type) === listedType(event_type)) &&
    (endpoint_name === undefined || endpoint?.name === endpoint_name) &&
    (user_handle === undefined || event.handle === bareHandle(user_handle)) &&
    (start_epoch === undefined || event.created >= start_epoch) &&
    (end_epoch === undefined || event.created <= end_epoch)
  );
}

const view = (event: SentEvent, endpoint: Endpoint | undefined) => ({
  user_handle: event.handle,
  uuid: event.id,
  delivered: event.delivered,
  details: event.details,
  attempts: event.attempts,
  responses: event.responses,
  processing: event.processing,
  created_epoch: event.created,
  last_update_epoch: event.updated,
  next_attempt_epoch: event.nextAttempt ?? '',
  event_type: listedType(event.type),
  endpoint_name: endpoint?.name ?? '',
  endpoint_url: endpoint?.url ?? '',
});

/** Source: docs/retry_webhook. The response to an unknown event is not documented: 400 is our choice. */
export const retryWebhook = forApp((call, { app, header }) => {
  const event = call.state.events[(call.body as Body<'retryWebhook'>).event_uuid.toLowerCase()];
  const endpoint = event && call.state.endpoints[event.endpoint];
  if (!event || event.app !== app.handle) {
    return badRequest({ event_uuid: 'No event of this app has this UUID.' });
  }
  // An event of the examples has no endpoint if the settings have none.
  if (endpoint) resendEvent(call, event, endpoint);
  const body = success(call, header, { message: 'Event successfully re-sent.' });
  return ok({ customer_reference_id: body.reference, ...body });
});
