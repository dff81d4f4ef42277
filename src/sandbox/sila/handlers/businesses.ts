import type { Reply } from '../../core/handler.js';
import {
  businessTypes,
  endCertification,
  findRole,
  giveRole,
  hasPassed,
  isAdministrator,
  isCertified,
  roleIn,
  roles,
  takeRole,
} from '../business.js';
import { displayName } from '../entity-view.js';
import type { Body, ResponseBody, SilaCall } from '../handler-types.js';
import { industries } from '../industries.js';
import { forApp, forBusiness, unknownHandle, type BusinessRequest } from '../operation.js';
import { badRequest, failure, ok, success } from '../reply.js';
import { entityKey, type Entity } from '../state.js';
import { verificationsOf } from '../verification-status.js';
import { notAChoice } from '../violations.js';

/**
 * Sources: docs/link_business_member, docs/unlink_business_member; messages and statuses: tests of the PHP SDK and a
 * third party's tests of 2020. `success` is false if nothing changes. Our choice: the statuses of all refusals of
 * members and signers.
 */
export const linkBusinessMember = forBusiness((call, request) => {
  const body = call.body as Body<'linkBusinessMember'>;
  const found = memberAndRole(call, request, body);
  if ('refusal' in found) return found.refusal;
  const { person, role } = found;
  const { business, header } = request;
  const isOwner = role.name === 'beneficial_owner';
  if (isOwner && body.ownership_stake === undefined) {
    return failure(400, `An ownership stake value must be supplied when granting the "${role.label}" role.`);
  }
  if (roleIn(business, person, role.name)) {
    const message = `Business role "${role.label}" has already been assigned to member ${person.handle} for business ${displayName(business)}.`;
    return ok({ ...success(call, header, { message, role: role.name }), ...nothingDone });
  }
  const hasBegun = verificationsOf(call, person).some(({ parent }) => parent === null);
  if (hasBegun && !hasPassed(call, person)) {
    return failure(400, `The verification of ${person.handle} has begun and has to pass before the person is linked.`);
  }
  giveRole(call, business, person, {
    name: role.name,
    details: body.details,
    stake: isOwner ? body.ownership_stake : undefined,
  });
  const { first_name = '', last_name = '' } = person.details;
  return ok(
    success(call, header, {
      message: `User "${first_name} ${last_name}" has been made a ${role.label} for business ${displayName(business)}.`,
      role: role.name,
      details: body.details ?? null,
      verification_uuid: business.verifications.at(-1) ?? null,
    }) satisfies ResponseBody<'linkBusinessMember', 200>,
  );
});

export const unlinkBusinessMember = forBusiness((call, request) => {
  const found = memberAndRole(call, request, call.body as Body<'unlinkBusinessMember'>);
  if ('refusal' in found) return found.refusal;
  const { person, role } = found;
  const { business, header } = request;
  if (!roleIn(business, person, role.name)) {
    const message = `User handle ${person.handle} has not been granted the role of ${role.label} for business ${displayName(business)}.`;
    return ok({ ...success(call, header, { message, role: null }), ...nothingDone });
  }
  const isLastOfficer =
    role.name === 'controlling_officer' && business.roles.filter((one) => one.role === role.name).length === 1;
  if (isLastOfficer) return failure(400, 'The only controlling officer cannot be unlinked.');
  takeRole(business, person, role.name);
  if (role.name === 'beneficial_owner' && isCertified(call, business)) endCertification(call, business);
  const message = `User "${person.handle}" has been unlinked as a ${role.label} for business ${displayName(business)}.`;
  return ok(success(call, header, { message, role: role.name }));
});

const nothingDone = { success: false, status: 'FAILURE' };

interface Wanted {
  role?: string;
  role_uuid?: string;
  member_handle?: string;
}

type Found = { person: Entity; role: NonNullable<ReturnType<typeof findRole>> } | { refusal: Reply };

function memberAndRole(call: SilaCall, { app, entity, business }: BusinessRequest, wanted: Wanted): Found {
  const role = findRole(wanted);
  if (!role) return { refusal: badRequest({ [wanted.role_uuid === undefined ? 'role' : 'role_uuid']: notAChoice }) };
  const { member_handle } = wanted;
  const person = member_handle === undefined ? entity : call.state.entities[entityKey(app.handle, member_handle)];
  if (!person) return { refusal: unknownHandle(member_handle ?? '') };
  if (person.type !== 'individual') return { refusal: badRequest({ member_handle: 'A member has to be a person.' }) };
  if (person !== entity && !isAdministrator(business, entity)) return { refusal: notAdministrator(entity) };
  return { person, role };
}

export const notAdministrator = ({ handle }: Entity): Reply =>
  failure(403, `${handle} is not an administrator of the business.`);

/**
 * Categories for the registration of businesses. Sources: docs/get_business_types, get_business_roles,
 * get_naics_categories.
 */
export const getBusinessTypes = forApp((call, { header }) =>
  ok(success(call, header, { business_types: businessTypes })),
);

export const getBusinessRoles = forApp((call, { header }) => ok(success(call, header, { business_roles: roles })));

export const getNaicsCategories = forApp((call, { header }) =>
  ok(success(call, header, { naics_categories: industries })),
);
