// generated from spec/alfred-customers/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Send a person's details
 *
 * Makes a submission of what is known of a person, in the status `CREATED`. Files come next, then `submitKyc`. What is wanted depends on the country: see the tag KYC. In Argentina a `cuit` that does not contain the `dni` is refused with a message that names both; its code is not known.
 *
 * **Source:** [Submit KYC information, reference](https://alfredpay.readme.io/reference/kyccontroller_submitkyccustomer).
 *
 * `POST /customers/{customerId}/kyc`
 */
export const createKycSubmission = /* @__PURE__ */ operation('post', '/customers/{customerId}/kyc');

/**
 * Correct a person's details
 *
 * Replaces fields of a submission. After `UPDATE_REQUIRED` an integrator then sends all files again and submits anew. In which other states it is taken is not known.
 *
 * **Evidence:** assumed ([An integrator's own pages on Alfred, alfred-kyc-fallback.html and others](https://frontend-hub-alfred-andx-docs.cryptosrvc-staging.com/alfred-kyc-fallback.html)). No page of Alfred's shows it; an integrator calls it live.
 *
 * `PUT /customers/kyc`
 */
export const updateKycSubmission = /* @__PURE__ */ operation('put', '/customers/kyc');

/**
 * Send one file of a person
 *
 * Sends one file of a submission. A file of one pixel is taken; whether it can be read is found out in the review. Whether a file can be replaced is not known.
 *
 * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. Three integrators call it, one of them live; for a week one of them named the file rawBody, and took that back.
 *
 * `POST /customers/{customerId}/kyc/{submissionId}/files`
 */
export const uploadKycFile = /* @__PURE__ */ operation('post', '/customers/{customerId}/kyc/{submissionId}/files');

/**
 * Send a submission to review
 *
 * Hands the submission to the reviewer, once its files are there. An integrator's own pages end with another call, whose path they do not show.
 *
 * **Evidence:** conflicting ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page of Alfred's shows it. Two integrators call it, one of them live; a third speaks of updateKycStatusByCircle. Chosen, what is called.
 *
 * `POST /customers/{customerId}/kyc/{submissionId}/submit`
 */
export const submitKyc = /* @__PURE__ */ operation('post', '/customers/{customerId}/kyc/{submissionId}/submit');

/**
 * How a person's submission stands
 *
 * Returns the status of a submission. In the sandbox a submission was completed within 90 seconds; an integrator asks every five seconds. How long production takes is not known.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Four integrators call it, two of them live.
 *
 * `GET /customers/{customerId}/kyc/{submissionId}/status`
 */
export const getKycStatus = /* @__PURE__ */ operation('get', '/customers/{customerId}/kyc/{submissionId}/status');

/**
 * Find a person's latest submission
 *
 * Returns the id of the latest submission of a customer.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Two integrators call it.
 *
 * `GET /customers/kyc/{customerId}`
 */
export const getLatestKycSubmission = /* @__PURE__ */ operation('get', '/customers/kyc/{customerId}');

/**
 * Begin a failed verification again
 *
 * Opens a submission that has failed. An integrator calls it in countries with a hosted form only, and then asks for a new link; in the others the form is filled in again.
 *
 * **Evidence:** conflicting ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it after FAILED; another's own pages call FAILED final, with Alfred's support as the only way. Chosen, the call that exists.
 *
 * `POST /customers/{customerId}/kyc/{submissionId}/retry`
 */
export const retryKyc = /* @__PURE__ */ operation('post', '/customers/{customerId}/kyc/{submissionId}/retry');
