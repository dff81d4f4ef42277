// generated from spec/sila/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Get the app's bearer token
 *
 * Issues the token that every other operation takes, against the app's client id and secret as HTTP Basic. It is good for eight hours. Asked again while more than 30 minutes of them are left, the operation returns the same token; after that, a new one with eight hours of its own. So keep the token, and ask again when less than 30 minutes are left.
 *
 * The page says that a token can also be invalidated here; how is not readable.
 *
 * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
 *
 * `POST /0.2/auth_token`
 */
export const issueToken = /* @__PURE__ */ operation('post', '/0.2/auth_token');
