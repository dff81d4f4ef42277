// generated from spec/alfred-customers/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * A link to the form for a person
 *
 * Returns a link to a form of the reviewer, where the customer fills in details and sends files. It is the only known way for the United States. The user cannot change the country. Nothing tells your application that the form is done but the status.
 *
 * **Source:** [Hosted KYC onboarding (iFrame)](https://alfredpay.readme.io/docs/iframe-kyc-session).
 *
 * `GET /customers/{customerId}/kyc/{country}/url`
 */
export const getKycLink = /* @__PURE__ */ operation('get', '/customers/{customerId}/kyc/{country}/url');

/**
 * A link to the form for a company
 *
 * Returns a link to a form of the reviewer: company, address, owners, documents. Progress can be saved. After a refusal ask again: that gives a new link, and no other way to try again is known.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). The page describes the form; path and answer are those of an integrator.
 *
 * **Page:** https://alfredpay.readme.io/docs/hosted-kyc-onboarding-iframe-copy
 *
 * `GET /customers/kyb/{customerId}/verification/url`
 */
export const getKybLink = /* @__PURE__ */ operation('get', '/customers/kyb/{customerId}/verification/url');
