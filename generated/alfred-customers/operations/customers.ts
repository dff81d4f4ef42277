// generated from spec/alfred-customers/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Make a customer
 *
 * Makes a person or a company known to Alfred. There is no way to delete one. One integrator knows the operation as `POST /customers`, which is older.
 *
 * **Evidence:** conflicting ([KYC Onboarding (API)](https://alfredpay.readme.io/docs/onboarding-in-brazil-copy)). The pages and four integrators have the body; /customers/create is what two of them call, one of them live in 2026, a third called /customers in February 2026. Chosen, the newer report.
 *
 * `POST /customers/create`
 */
export const createCustomer = /* @__PURE__ */ operation('post', '/customers/create');

/**
 * Find a customer by e-mail address
 *
 * Finds the customer who has an e-mail address in a country. Use it when `createCustomer` says that the address is taken, and compare country and type.
 *
 * **Evidence:** assumed ([Adapter of an integrator (vortex), with a nightly test against the live sandbox](https://github.com/pendulum-chain/vortex)). No page shows it. Three integrators call it, one of them live.
 *
 * `GET /customers/find/{email}/{country}`
 */
export const findCustomer = /* @__PURE__ */ operation('get', '/customers/find/{email}/{country}');

/**
 * Read what is known of a person
 *
 * Returns a person's details and how the verification stands. An integrator uses it to fill a form for corrections, and calls it no general way to look a customer up.
 *
 * **Evidence:** assumed ([Client of an integrator (regional-starter-pack), src/lib/anchors/alfredpay](https://github.com/ElliotFriend/regional-starter-pack)). No page shows it. Three integrators call it.
 *
 * `GET /customers/{customerId}`
 */
export const getCustomer = /* @__PURE__ */ operation('get', '/customers/{customerId}');
