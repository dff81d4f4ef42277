// generated from spec/sandbox/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * List received requests
 *
 * Lists the last 500 requests to providers since the start, the newest last. Of headers only media types and lengths are shown, of bodies only types, lengths, and the names that the provider's document has; any other name is `*`. No credential and nothing about a person.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `GET /requests`
 */
export const listRequests = /* @__PURE__ */ operation('get', '/requests');

/**
 * List webhook events and attempts
 *
 * Lists the events for webhooks in the order in which they came up, with each attempt to deliver them. At least the last 1000 that are done with are kept.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `GET /webhook-deliveries`
 */
export const listWebhookDeliveries = /* @__PURE__ */ operation('get', '/webhook-deliveries');
