// generated from spec/sila/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * List the events sent to webhooks
 *
 * Returns the events that Sila has sent, or tried to send, to the app's webhooks, with every answer that it got, page by page. `retryWebhook` sends one again.
 *
 * **Source:** [/get_webhooks](https://docs.silamoney.com/docs/get_webhooks).
 *
 * `POST /0.2/get_webhooks`
 */
export const list = /* @__PURE__ */ operation('post', '/0.2/get_webhooks');

/**
 * Send an event to its webhook again
 *
 * Sends one event again to the webhook that did not take it in. The Sila console can do the same. What is answered when the webhook fails again, or when there is no such event, is not documented.
 *
 * **Evidence:** conflicting ([/retry_webhook](https://docs.silamoney.com/docs/retry_webhook)). This page, Sila's Postman collections and the SDKs for C# and Java use the app's signature alone, the SDKs for JavaScript and Python add the end user's. Chosen, the app's.
 *
 * `POST /0.2/retry_webhook`
 */
export const retry = /* @__PURE__ */ operation('post', '/0.2/retry_webhook');
