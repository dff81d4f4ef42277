/** What businesses are registered with. Sources: docs/get_business_types, get_business_roles, get_naics_categories. */
import { businessTypes, roles } from '../business.js';
import { industries } from '../industries.js';
import { forApp } from '../operation.js';
import { ok, success } from '../reply.js';

export const getBusinessTypes = forApp((call, { header }) =>
  ok(success(call, header, { business_types: businessTypes })),
);

export const getBusinessRoles = forApp((call, { header }) => ok(success(call, header, { business_roles: roles })));

export const getNaicsCategories = forApp((call, { header }) =>
  ok(success(call, header, { naics_categories: industries })),
);
