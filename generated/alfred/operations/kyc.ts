// generated from spec/alfred/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Open a session and get its UUID
 *
 * Opens a deposit (`in`) or withdrawal (`out`) session for a wallet user and returns the partner's registration data with a UUID that is unique to the session. That UUID is the `initial_transaction` of `loginSofKyc`.
 *
 * **Source:** [Account Information + Get uuid Initial Transaction (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/account-information-+-get-uuid-initial-transaction).
 *
 * `POST /my-info`
 */
export const openSession = /* @__PURE__ */ operation('post', '/my-info');

/**
 * Send a user's details (KYC Lite) and get an access token
 *
 * Signs the wallet user in, or up when Alfred does not know the user yet, and runs the light verification with the details sent. The access token in the answer opens `uploadDocument` (KYC Full) for two minutes; calling this operation again is the only documented way to another token.
 *
 * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
 *
 * `POST /login-sof-kyc`
 */
export const signIn = /* @__PURE__ */ operation('post', '/login-sof-kyc');

/**
 * Send one document of a user (KYC Full)
 *
 * Sends one of the three documents that KYC Full takes. Call it three times, in this order: front of the ID document, back of it, selfie. It needs the access token of `loginSofKyc`, sent bare, and that token lives for two minutes.
 *
 * Which ID document serves in which country is on a page of Alfred's that could not be read. Neither a way to read the result nor a notification of it is documented.
 *
 * **Source:** [KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full).
 *
 * `PUT /kyc/upload-document`
 */
export const uploadDocument = /* @__PURE__ */ operation('put', '/kyc/upload-document');
