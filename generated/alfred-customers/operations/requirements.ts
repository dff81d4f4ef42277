// generated from spec/alfred-customers/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * What is wanted of a person in a country
 *
 * Lists the fields of `kycSubmission` and the files that Alfred wants in a country. It is the authority: the pages lag behind.
 *
 * **Source:** [User KYC Onboarding](https://alfredpay.readme.io/docs/user-kyc-onboarding).
 *
 * `GET /kycRequirements`
 */
export const getKycRequirements = /* @__PURE__ */ operation('get', '/kycRequirements');

/**
 * What is wanted of a company in a country
 *
 * Lists what Alfred wants of a company in a country, with a marker `requiredIf` on what depends on something else. What it says is required is just what `submitKyb` refuses when it is missing.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. An integrator called it live; it answers for every country, with two letters or three.
 *
 * `GET /kybRequirements`
 */
export const getKybRequirements = /* @__PURE__ */ operation('get', '/kybRequirements');
