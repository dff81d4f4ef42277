// generated from spec/sila/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Start a classic verification of an end user
 *
 * Starts classic KYC for an end user who has been created with `register`, for apps that do not use Advanced KYC (`kyc`). A business gets KYB by itself. The verification goes on after the answer, on average for 33 seconds: wait for the webhook `kyc`, then read the result with `checkKyc`.
 *
 * Two attempts are all there are. How a third is refused is not documented.
 *
 * **Source:** [/request_kyc](https://docs.silamoney.com/docs/request_kyc).
 *
 * `POST /0.2/request_kyc`
 */
export const request = /* @__PURE__ */ operation('post', '/0.2/request_kyc');

/**
 * Read the result of classic verification
 *
 * Returns how the classic verification of an end user stands. HTTP 200 alone does not mean passed: `success` is true and `status` SUCCESS only for an end user who may go on. Before verification has been requested, while it is pending, after it has failed, and for a business that has passed but is not certified, the answer is 200 too, with `success` false and `status` FAILURE; `verification_status` tells them apart.
 *
 * Sila asks not to poll the operation but to receive the webhook `kyc`.
 *
 * **Evidence:** conflicting ([/check_kyc](https://docs.silamoney.com/docs/check_kyc)). Every copy of this page wants both signatures; Sila's Postman collection and the C# SDK, whose tests pass, send the app's alone. Chosen, either, both first. The 200 with FAILURE is in the tests of three SDKs.
 *
 * `POST /0.2/check_kyc`
 */
export const check = /* @__PURE__ */ operation('post', '/0.2/check_kyc');

/**
 * Read the verification result of a partner app's end user
 *
 * Returns how the verification of an end user of another app stands, for an app that serves the same people. Both handles have to be known, and Sila's support has to connect the two apps first. As with `checkKyc`, HTTP 200 alone does not mean passed.
 *
 * **Source:** [/check_partner_kyc](https://docs.silamoney.com/docs/check_partner_kyc).
 *
 * `POST /0.2/check_partner_kyc`
 */
export const checkPartner = /* @__PURE__ */ operation('post', '/0.2/check_partner_kyc');

/**
 * Ask which documents a verification needs
 *
 * Tells which types of documents a classic verification needs to go on. No page mentions the operation and no source shows its answer: it is known from Sila's Postman collections alone.
 *
 * It is a GET with a JSON body. HTTP gives such a body no meaning, and OpenAPI 3.1 allows it with a warning: browsers and `fetch` refuse to send it, proxies may drop it. That is how Sila sends it, so it stands.
 *
 * **Evidence:** sdk ([Sila's Postman collection for token authentication](https://github.com/Sila-Money/sila-postman-auth)). The collection for ECDSA has it too, signed by app and end user.
 *
 * `GET /0.2/check_kyc/{verification_id}/required_document_types`
 */
export const listRequiredDocumentTypes = /* @__PURE__ */ operation(
  'get',
  '/0.2/check_kyc/{verification_id}/required_document_types',
);
