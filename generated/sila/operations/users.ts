// generated from spec/sila/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Ask whether a handle is free
 *
 * Tells whether a handle can be given to a new end user, to be asked before `register`. The HTTP status is 200 in either case: `success` is false for a handle that is in use.
 *
 * **Evidence:** conflicting ([/check_handle](https://docs.silamoney.com/docs/check_handle)). Newer copies ask for both signatures, in words that other pages share, while their sample, the older copies and Sila's Postman collection have the app's alone. Chosen, the app's alone, since a free handle has no key yet.
 *
 * `POST /0.2/check_handle`
 */
export const checkHandle = /* @__PURE__ */ operation('post', '/0.2/check_handle');

/**
 * Create an end user
 *
 * Creates an end user, a person or a business, under a handle of your choice (`checkHandle` tells whether it is free), with the data that verification will need. It does not start the verification: `kyc` does. Before that, missing data can be added (`addIdentity`, for example) and wrong data changed.
 *
 * One SSN serves for one person in production; newer pages ask for unique SSNs and EINs in the sandbox too. With what status, and in what body, a second one is refused is not published.
 *
 * In the sandbox certain values decide how a later verification comes out: the tables stand under the tags KYC and Classic KYC.
 *
 * **Source:** [/register](https://docs.silamoney.com/docs/register).
 *
 * `POST /0.2/register`
 */
export const register = /* @__PURE__ */ operation('post', '/0.2/register');

/**
 * Read what is registered about an end user
 *
 * Returns an end user's name and date, addresses, identities (masked), e-mail addresses and phone numbers, each of the latter four with the UUID that updating and deleting it takes. For a person it also has the roles in businesses, with the token that certifying a beneficial owner takes; for a business, the persons who have a role in it.
 *
 * **Source:** [/get_entity](https://docs.silamoney.com/docs/get_entity).
 *
 * `POST /0.2/get_entity`
 */
export const get = /* @__PURE__ */ operation('post', '/0.2/get_entity');

/**
 * List the app's end users
 *
 * Lists the end users of the app, persons and businesses apart, a page at a time.
 *
 * **Source:** [/get_entities](https://docs.silamoney.com/docs/get_entities).
 *
 * `POST /0.2/get_entities`
 */
export const list = /* @__PURE__ */ operation('post', '/0.2/get_entities');
