// generated from spec/sila/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * Add an e-mail address
 *
 * Adds an e-mail address to an end user.
 *
 * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
 *
 * `POST /0.2/add/email`
 */
export const addEmail = /* @__PURE__ */ operation('post', '/0.2/add/email');

/**
 * Add a phone number
 *
 * Adds a phone number to an end user.
 *
 * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
 *
 * `POST /0.2/add/phone`
 */
export const addPhone = /* @__PURE__ */ operation('post', '/0.2/add/phone');

/**
 * Add an identity
 *
 * Adds an identity (SSN or EIN) to an end user who has none of its kind. A second one of a kind is refused. With what status, and in what body, it is refused is not published.
 *
 * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
 *
 * `POST /0.2/add/identity`
 */
export const addIdentity = /* @__PURE__ */ operation('post', '/0.2/add/identity');

/**
 * Add an address
 *
 * Adds an address to an end user.
 *
 * **Source:** [/add/<registration-data>](https://docs.silamoney.com/docs/addregistration-data).
 *
 * `POST /0.2/add/address`
 */
export const addAddress = /* @__PURE__ */ operation('post', '/0.2/add/address');

/**
 * Change an e-mail address
 *
 * Replaces an e-mail address of an end user. A passed verification stays good.
 *
 * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
 *
 * `POST /0.2/update/email`
 */
export const updateEmail = /* @__PURE__ */ operation('post', '/0.2/update/email');

/**
 * Change a phone number
 *
 * Replaces a phone number of an end user. A passed verification stays good.
 *
 * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
 *
 * `POST /0.2/update/phone`
 */
export const updatePhone = /* @__PURE__ */ operation('post', '/0.2/update/phone');

/**
 * Change an identity
 *
 * Replaces an identity of an end user. The change is refused while a verification is pending and after one has passed. With what status, and in what body, it is refused is not published.
 *
 * **Source:** [/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data).
 *
 * `POST /0.2/update/identity`
 */
export const updateIdentity = /* @__PURE__ */ operation('post', '/0.2/update/identity');

/**
 * Change an address
 *
 * Changes an address of an end user. The change is refused while a verification is pending and for 30 days after one has passed. With what status, and in what body, it is refused is not published. After a passed verification the change calls for a new one, with `kyc`.
 *
 * **Evidence:** conflicting ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)). The oldest copy has no such rule; the newer ones refuse the change after a pass in one sentence and for 30 days after it in the next. Chosen, refused while pending and for the 30 days.
 *
 * `POST /0.2/update/address`
 */
export const updateAddress = /* @__PURE__ */ operation('post', '/0.2/update/address');

/**
 * Change name, date or business data
 *
 * Changes the name or birthdate of a person, or the name, date of incorporation or other data of a business. What the request leaves out stays. The change is refused while a verification is pending. With what status, and in what body, it is refused is not published. After a passed verification the change calls for a new one, with `kyc`.
 *
 * **Evidence:** conflicting ([/update/<registration-data>](https://docs.silamoney.com/docs/updateregistration-data)). Older copies refuse the change after a pass too, newer ones only while a verification is pending. Chosen, the newer.
 *
 * `POST /0.2/update/entity`
 */
export const updateEntity = /* @__PURE__ */ operation('post', '/0.2/update/entity');

/**
 * Delete an e-mail address
 *
 * Deletes an e-mail address of an end user. That is refused while a verification is pending. With what status, and in what body, it is refused is not published.
 *
 * For a UUID that no such entry has, the sandbox of 2020 answered a success as well, with another message.
 *
 * **Evidence:** conflicting ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). Only the newest generation of the page (partner Priority) has the rule, older ones have none. Chosen, the newest.
 *
 * `POST /0.2/delete/email`
 */
export const deleteEmail = /* @__PURE__ */ operation('post', '/0.2/delete/email');

/**
 * Delete a phone number
 *
 * Deletes a phone number of an end user. That is refused while a verification is pending. With what status, and in what body, it is refused is not published.
 *
 * For a UUID that no such entry has, the sandbox of 2020 answered a success as well, with another message.
 *
 * **Evidence:** conflicting ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). Only the newest generation of the page (partner Priority) has the rule, older ones have none. Chosen, the newest.
 *
 * `POST /0.2/delete/phone`
 */
export const deletePhone = /* @__PURE__ */ operation('post', '/0.2/delete/phone');

/**
 * Delete an identity
 *
 * Deletes an identity of an end user. That is refused while a verification is pending and after one has passed, and for a business also while its status is one of those that begin with `member_`. With what status, and in what body, it is refused is not published.
 *
 * For a UUID that no such entry has, the sandbox of 2020 answered a success as well, with another message.
 *
 * **Evidence:** conflicting ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). The rule for businesses is in the newest generation of the page (partner Priority) only. Chosen, the newest.
 *
 * `POST /0.2/delete/identity`
 */
export const deleteIdentity = /* @__PURE__ */ operation('post', '/0.2/delete/identity');

/**
 * Delete an address
 *
 * Deletes an address of an end user. That is refused while a verification is pending and after one has passed, and for a business also while its status is one of those that begin with `member_`. With what status, and in what body, it is refused is not published.
 *
 * For a UUID that no such entry has, the sandbox of 2020 answered a success as well, with another message.
 *
 * **Evidence:** conflicting ([/delete/<registration-data>](https://docs.silamoney.com/docs/deleteregistration-data)). Only the newest generation of the page (partner Priority) has the rules, older ones have none. Chosen, the newest.
 *
 * `POST /0.2/delete/address`
 */
export const deleteAddress = /* @__PURE__ */ operation('post', '/0.2/delete/address');
