/**
 * Sources: docs/certify_beneficial_owner, docs/certify_business; messages: tests of the Java SDK. The refusals are not
 * documented: 403 for a signer who is no administrator, 400 for the rest, and their texts are our choice.
 */
import { hasPassed, isAdministrator, needsVerification, ownersOf, roleIn } from '../business.js';
import { forBusiness } from '../operation.js';
import { badRequest, failure, ok, success } from '../reply.js';
import { entityKey, seconds } from '../state.js';
import type { Body } from '../handler-types.js';
import { notAdministrator } from './businesses.js';

export const certifyBeneficialOwner = forBusiness((call, { app, header, entity, business }) => {
  const { member_handle, certification_token } = call.body as Body<'certifyBeneficialOwner'>;
  if (!isAdministrator(business, entity)) return notAdministrator(entity);
  if (!hasPassed(call, business)) return failure(400, notPassed);
  const owner = call.state.entities[entityKey(app.handle, member_handle)];
  const role = owner && roleIn(business, owner, 'beneficial_owner');
  const mirrored = owner && roleIn(owner, business, 'beneficial_owner');
  if (!role || !mirrored) return badRequest({ member_handle: 'Not a beneficial owner of the business.' });
  if (role.token !== certification_token) return badRequest({ certification_token: 'Not the token of this owner.' });
  role.isCertified = mirrored.isCertified = true;
  return ok(success(call, header, { message: 'Beneficial owner successfully certified.' }));
});

export const certifyBusiness = forBusiness((call, { app, header, entity, business }) => {
  if (!isAdministrator(business, entity)) return notAdministrator(entity);
  const members = business.roles.filter(needsVerification).map(({ other }) => entityKey(app.handle, other));
  const isThrough = members.every((key) => hasPassed(call, call.state.entities[key]!));
  if (!hasPassed(call, business) || !isThrough) return failure(400, notPassed);
  const owners = ownersOf(business);
  if (!owners.every(({ isCertified }) => isCertified)) return failure(400, 'A beneficial owner is not certified.');
  business.certifications.push({
    by: entity.handle,
    at: seconds(call),
    expiresAt: null,
    owners: owners.map(({ other }) => other),
  });
  return ok(success(call, header, { message: 'Business successfully certified.' }));
});

const notPassed = 'The business and its members have not passed verification.';
