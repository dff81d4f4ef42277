// generated from spec/sila/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Start a verification for an end user
 *
 * Starts Advanced KYC for an end user who has been created with `register`, with a KYC Flow that has been set up in the Sila console and approved by Sila. The verification goes on after the answer: read its result with `getVerifications` or `getVerification`.
 *
 * With partner Priority the operation also creates the end user's wallet, which stays frozen until verification has passed; its UUID comes with the webhook `kyc_status`.
 *
 * For a business, the members are linked before (`linkBusinessMember`): at least one controlling officer, with Priority the administrator first, and every role that the kind of business needs, all of its owners' shares included. Called for the business, the operation starts one verification for the business and one for each member; a member who has passed already is not verified again. A business that has passed still has to be certified (`certifyBusiness`).
 *
 * Rules of time, per entity: no second request within 15 minutes while the first is pending; none within 30 days of a passed verification; none after two failed ones within 30 days. A verification that rests in any status but passed or failed (waiting for documents, for example) expires after 30 days: it turns failed and counts as one of the two.
 *
 * **Source:** [/kyc](https://docs.silamoney.com/docs/kyc).
 *
 * `POST /0.2/kyc`
 */
export const start = /* @__PURE__ */ operation('post', '/0.2/kyc');

/**
 * List the verifications of an end user
 *
 * Returns every verification of one end user with its UUID and status. `getVerification` has the details of one. No source shows paging.
 *
 * **Source:** [/get_verifications](https://docs.silamoney.com/docs/get_verifications).
 *
 * `POST /0.2/get_verifications`
 */
export const list = /* @__PURE__ */ operation('post', '/0.2/get_verifications');

/**
 * Read one verification of an end user
 *
 * Returns one verification in detail. Sila asks not to poll it but to receive webhooks, and may limit its rate. Do not show `reasons` to the end user.
 *
 * **Source:** [/get_verifications/<verification_uuid>](https://docs.silamoney.com/docs/get_verification).
 *
 * `POST /0.2/get_verifications/{verification_uuid}`
 */
export const get = /* @__PURE__ */ operation('post', '/0.2/get_verifications/{verification_uuid}');

/**
 * Go on with a verification that waits
 *
 * Makes a verification that waits go on, after the end user's data has been corrected (`update` is `entity`) or documents have been uploaded (`document`). The webhook `kyc_action` and `kyc_action` of `getVerification` tell which of the two is asked for. In the sandbox it also lifts what made the verification stop there, so that the verification passes.
 *
 * The newest pages, of partner Priority, do not mention the operation: there an upload for the verification makes it go on by itself.
 *
 * **Evidence:** conflicting ([/resume_verification](https://docs.silamoney.com/docs/resume_verification)). Four copies of this page and Sila's Postman collection for ECDSA have the operation; Sila's newer collection and the newest page of /kyc do without it. A customer's fork of the Java SDK added it in June 2025, beside classes of partner Priority, for the documents of members of a business. Chosen, the operation, since nothing says that it is gone.
 *
 * `PUT /0.2/resume_verification`
 */
export const resume = /* @__PURE__ */ operation('put', '/0.2/resume_verification');
