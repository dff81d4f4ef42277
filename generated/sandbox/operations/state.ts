// generated from spec/sandbox/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Begin anew
 *
 * Makes the sandbox as it was when it was fresh: no users, no events, the clock and the ids as at the start. The list of requests is emptied, too.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /reset`
 */
export const reset = /* @__PURE__ */ operation('post', '/reset');

/**
 * Take a snapshot
 *
 * Returns all state, which `restoreSnapshot` brings back, in this sandbox or in another one of the same version. It holds the secrets of that state and the data of its people.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `GET /snapshot`
 */
export const takeSnapshot = /* @__PURE__ */ operation('get', '/snapshot');

/**
 * Go back to a snapshot
 *
 * Replaces all state with that of a snapshot, clock and ids included.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /restore`
 */
export const restoreSnapshot = /* @__PURE__ */ operation('post', '/restore');

/**
 * Make a person a member of a business
 *
 * Gives a person a role in a business, both registered at the provider. For providers that show members and document no operation that makes any.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /members`
 */
export const addMember = /* @__PURE__ */ operation('post', '/members');

/**
 * Issue a token
 *
 * Issues a token of a provider as one that was obtained at some other time, or elsewhere: one that has run out, one of another app, one of another environment. It changes nothing: what the provider's own operation issues stays as it was.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /tokens`
 */
export const issueToken = /* @__PURE__ */ operation('post', '/tokens');

/**
 * Force the next answers of an operation
 *
 * Has the next calls of one operation answered with this, whatever they send, unless their body is too large to be read (413). Nothing is validated or changed by them. A second one for the same operation is used up after the first.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 *
 * `POST /force`
 */
export const forceResponse = /* @__PURE__ */ operation('post', '/force');
