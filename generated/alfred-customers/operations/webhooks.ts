// generated from spec/alfred-customers/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Tell Alfred how something stands
 *
 * Tells Alfred a status from outside, and is worked on in the background. In the sandbox it moves a submission on. The page describes it as an entry for third parties without saying that it is for tests alone: treat it as that.
 *
 * **Source:** [Update information by webhook, reference](https://alfredpay.readme.io/reference/webhookscontroller_webhooksupdateinfo).
 *
 * `POST /webhooks`
 */
export const sendStatusEvent = /* @__PURE__ */ operation('post', '/webhooks');
