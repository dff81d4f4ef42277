// generated from spec/sandbox/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * List webhook endpoints
 *
 * Lists the URLs that events are sent to, without their secrets.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `GET /webhook-endpoints`
 */
export const listEndpoints = /* @__PURE__ */ operation('get', '/webhook-endpoints');

/**
 * Register a webhook endpoint
 *
 * Has the events of a provider sent to a URL. The sandbox contacts no other addresses than these. Registering a URL again replaces what was known of it, and makes it active again.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /webhook-endpoints/register`
 */
export const registerEndpoint = /* @__PURE__ */ operation('post', '/webhook-endpoints/register');
