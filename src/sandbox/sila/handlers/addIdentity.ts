/** Source: docs/addregistration-data: one number of a kind. How a second one is refused is not published. */
import { addEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import { identityProblem } from '../personal-data.js';
import { badRequest } from '../reply.js';
import type { Body } from '../handler-types.js';

export const addIdentity = forUser((call, request) => {
  const { identity_alias: type, identity_value: value } = call.body as Body<'addIdentity'>;
  const problem = identityProblem(type, value);
  if (problem) return badRequest({ identity_value: problem });
  if (request.entity.identities.some((one) => one.type === type)) {
    return badRequest({ identity_alias: `An identity of type ${type} exists for user ${request.entity.handle}.` });
  }
  return addEntry(call, request, 'identity', { type, value });
});
