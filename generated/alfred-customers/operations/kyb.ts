// generated from spec/alfred-customers/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Send a company's details
 *
 * Makes a submission of what is known of a company. Files come next, those of related persons after `getKybDetails`, which has their ids; then `submitKyb`. While one is open, correct it with `updateKybSubmission`.
 *
 * **Source:** [Submit KYB information, reference](https://alfredpay.readme.io/reference/kybcontroller_submitkybcustomer).
 *
 * `POST /customers/{customerId}/kyb`
 */
export const createKybSubmission = /* @__PURE__ */ operation('post', '/customers/{customerId}/kyb');

/**
 * Correct a company's details
 *
 * Replaces the whole set. An integrator does so while the submission is `PENDING` or `CREATED`.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
 *
 * `PUT /customers/kyb`
 */
export const updateKybSubmission = /* @__PURE__ */ operation('put', '/customers/kyb');

/**
 * Read the companies of a customer
 *
 * Returns an entry for each company of the customer, with the ids of related persons. Take the entry of your submission: files for an older one are refused.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator checks it daily against the live sandbox.
 *
 * `GET /customers/{customerId}/kyb/details`
 */
export const getKybDetails = /* @__PURE__ */ operation('get', '/customers/{customerId}/kyb/details');

/**
 * Send one file of a company
 *
 * Sends one file of a submission. Wanted are `taxIdDocument`, `articlesIncorporation`, `proofAddress` and `shareholderRegistry`, and of a regulated company `businessLicense` and `uploadAmlPolicy`.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
 *
 * `POST /customers/{customerId}/kyb/{submissionId}/files`
 */
export const uploadKybFile = /* @__PURE__ */ operation('post', '/customers/{customerId}/kyb/{submissionId}/files');

/**
 * Send one side of a related person’s document
 *
 * Sends the front or the back of the document of an owner or representative, whose id `getKybDetails` has. The name of the file has to be ASCII.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live; a comment of its own has the id of the answer of createKybSubmission in its place.
 *
 * `POST /customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person`
 */
export const uploadRelatedPersonFile = /* @__PURE__ */ operation(
  'post',
  '/customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person',
);

/**
 * Send a company's submission to review
 *
 * Hands the submission to the reviewer. What is missing, of the questionnaire and of the files, is named.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
 *
 * `PUT /customers/{customerId}/kyb/{submissionId}/submit`
 */
export const submitKyb = /* @__PURE__ */ operation('put', '/customers/{customerId}/kyb/{submissionId}/submit');

/**
 * How a company's submission stands
 *
 * Returns the status of a submission. In the sandbox a company with blank images fails in about 30 seconds.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
 *
 * `GET /customers/{customerId}/kyb/{submissionId}/status`
 */
export const getKybStatus = /* @__PURE__ */ operation('get', '/customers/{customerId}/kyb/{submissionId}/status');

/**
 * Find a company's latest submission
 *
 * Returns the id of the latest submission of a customer. The answer may be an empty object although there is one.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator calls it live.
 *
 * `GET /customers/kyb/{customerId}`
 */
export const getLatestKybSubmission = /* @__PURE__ */ operation('get', '/customers/kyb/{customerId}');
