// generated from spec/sila/openapi.yaml — do not edit

import { operation } from '../../../src/runtime/operations.js';

/**
 * List the kinds of businesses
 *
 * Returns the kinds of businesses that Sila knows, for `entity.business_type` or `entity.business_type_uuid` of `register`.
 *
 * Which members a business needs depends on its kind. With partner Priority a sole proprietorship has exactly one beneficial owner with 100 %, the owners of a partnership have 50 % together, a non-profit has four owners at most, and trusts and unincorporated associations are not supported; for the other kinds owners are optional. Before Priority, corporations, non-profits, partnerships, LLC, LLP and LP have to link and certify every owner of more than 25 %, and the other kinds none.
 *
 * **Source:** [/get_business_types](https://docs.silamoney.com/docs/get_business_types).
 *
 * `POST /0.2/get_business_types`
 */
export const listTypes = /* @__PURE__ */ operation('post', '/0.2/get_business_types');

/**
 * List the roles in a business
 *
 * Returns the roles that `linkBusinessMember` can give a person in a business. An `administrator` links the others and certifies; a `controlling_officer` can sign for the business, which needs at least one at any time; a `beneficial_owner` owns a share of it.
 *
 * **Source:** [/get_business_roles](https://docs.silamoney.com/docs/get_business_roles).
 *
 * `POST /0.2/get_business_roles`
 */
export const listRoles = /* @__PURE__ */ operation('post', '/0.2/get_business_roles');

/**
 * List the industries of businesses
 *
 * Returns the industries of the North American classification (NAICS), for `entity.naics_code` of `register`, which every business needs.
 *
 * **Source:** [/get_naics_categories](https://docs.silamoney.com/docs/get_naics_categories).
 *
 * `POST /0.2/get_naics_categories`
 */
export const listNaicsCategories = /* @__PURE__ */ operation('post', '/0.2/get_naics_categories');

/**
 * Give a person a role in a business
 *
 * Gives a person a role in a business, one role a request; a person may have several roles, and roles in several businesses. Only persons can be members: where a business owns a part of another, one of its people stands for it.
 *
 * With partner Priority the administrator comes first: `header.user_handle` links itself as `administrator`, and then links the others by `member_handle`. All members, with every role that the kind of business needs, have to be linked before `kyc` is called for the business, which verifies them all. A member whose own verification has already begun has to have passed before being linked. Before Priority each person could link itself.
 *
 * **Source:** [/link_business_member](https://docs.silamoney.com/docs/link_business_member).
 *
 * `POST /0.2/link_business_member`
 */
export const linkMember = /* @__PURE__ */ operation('post', '/0.2/link_business_member');

/**
 * Take a role in a business from a person
 *
 * Takes one role in a business from a person. The only controlling officer cannot be unlinked; another has to be linked before. Unlinking a beneficial owner of a certified business lets its certification end 30 days later, so that it has to be certified again.
 *
 * **Source:** [/unlink_business_member](https://docs.silamoney.com/docs/unlink_business_member).
 *
 * `POST /0.2/unlink_business_member`
 */
export const unlinkMember = /* @__PURE__ */ operation('post', '/0.2/unlink_business_member');

/**
 * Certify a beneficial owner
 *
 * An administrator of the business (`header.user_handle`) certifies that the data of a beneficial owner are right. The business has to have passed verification, and the token of the owner comes from `getEntity` of the owner. With partner Priority every linked owner has to be certified, before Priority those of the kinds of businesses whose `requires_certification` is true.
 *
 * **Source:** [/certify_beneficial_owner](https://docs.silamoney.com/docs/certify_beneficial_owner).
 *
 * `POST /0.2/certify_beneficial_owner`
 */
export const certifyBeneficialOwner = /* @__PURE__ */ operation('post', '/0.2/certify_beneficial_owner');

/**
 * Certify a business
 *
 * An administrator of the business (`header.user_handle`) certifies that all owners of a quarter or more are registered, linked and certified. The business and all its members have to have passed verification, and every beneficial owner has to be certified; a business without owners is certified directly. Only a certified business can transact, where its kind needs certification; `checkKyc` tells.
 *
 * **Source:** [/certify_business](https://docs.silamoney.com/docs/certify_business).
 *
 * `POST /0.2/certify_business`
 */
export const certify = /* @__PURE__ */ operation('post', '/0.2/certify_business');
