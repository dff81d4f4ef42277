import { addEntry, deleteEntry, sameUuid, updateEntry } from '../change-entries.js';
import type { Body } from '../handler-types.js';
import { forUser } from '../operation.js';
import { identityProblem } from '../personal-data.js';
import { badRequest } from '../reply.js';

/** Source: docs/addregistration-data: one number of each kind. The refusal of a second one is not published. */
export const addIdentity = forUser((call, request) => {
  const { identity_alias: type, identity_value: value } = call.body as Body<'addIdentity'>;
  const problem = identityProblem(type, value);
  if (problem) return badRequest({ identity_value: problem });
  if (request.entity.identities.some((one) => one.type === type)) {
    return badRequest({ identity_alias: `An identity of type ${type} exists for user ${request.entity.handle}.` });
  }
  return addEntry(call, request, 'identity', { type, value });
});

/**
 * Source: docs/updateregistration-data: no change while a verification is pending, nor after a pass; one number of each
 * kind.
 */
export const updateIdentity = forUser((call, request) => {
  const { uuid, identity_alias: type, identity_value: value } = call.body as Body<'updateIdentity'>;
  const problem = identityProblem(type, value);
  if (problem) return badRequest({ identity_value: problem });
  const { identities } = request.entity;
  const own = identities.find((one) => sameUuid(one.uuid, uuid));
  if (own && identities.some((one) => one !== own && one.type === type)) {
    return badRequest({ identity_alias: `An identity of type ${type} exists for user ${request.entity.handle}.` });
  }
  return updateEntry(call, request, 'identity', uuid, () => ({ type, value }));
});

/** Source: docs/deleteregistration-data. */
export const deleteIdentity = forUser((call, request) =>
  deleteEntry(call, request, 'identity', (call.body as Body<'deleteIdentity'>).uuid),
);
