/** Source: docs/updateregistration-data: what is left out stays; not while pending, nor for 30 days after a pass. */
import { updateEntry } from '../change-entries.js';
import { addressOf } from '../entries.js';
import { forUser } from '../operation.js';
import { postalCodeProblem } from '../personal-data.js';
import { badRequest } from '../reply.js';
import type { Body } from '../handler-types.js';

export const updateAddress = forUser((call, request) => {
  const address = call.body as Body<'updateAddress'>;
  const problem = postalCodeProblem(address);
  if (problem) return badRequest({ postal_code: problem });
  return updateEntry(call, request, 'address', address.uuid, (old) => addressOf(address, old));
});
