// generated from spec/sandbox/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * List verifications
 *
 * Lists the verifications of all providers, the oldest first. Alfred documents none, so its users have none here.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `GET /verifications`
 */
export const list = /* @__PURE__ */ operation('get', '/verifications');

/**
 * Decide a verification
 *
 * Ends a verification, or sends it to another state, with all that follows from it at the provider, such as webhooks.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /verifications/{provider}/{verification_id}/decision`
 */
export const decide = /* @__PURE__ */ operation('post', '/verifications/{provider}/{verification_id}/decision');
