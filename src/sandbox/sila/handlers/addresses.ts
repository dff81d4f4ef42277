import { addEntry, deleteEntry, updateEntry } from '../change-entries.js';
import { addressOf } from '../entries.js';
import type { Body } from '../handler-types.js';
import { forUser } from '../operation.js';
import { postalCodeProblem } from '../personal-data.js';
import { badRequest } from '../reply.js';

/** Source: docs/addregistration-data. */
export const addAddress = forUser((call, request) => {
  const address = call.body as Body<'addAddress'>;
  const problem = postalCodeProblem(address);
  return problem ? badRequest({ postal_code: problem }) : addEntry(call, request, 'address', addressOf(address));
});

/**
 * Source: docs/updateregistration-data: omitted members stay; no change while pending, nor for 30 days after a pass.
 */
export const updateAddress = forUser((call, request) => {
  const address = call.body as Body<'updateAddress'>;
  const problem = postalCodeProblem(address);
  if (problem) return badRequest({ postal_code: problem });
  return updateEntry(call, request, 'address', address.uuid, (old) => addressOf(address, old));
});

/** Source: docs/deleteregistration-data. */
export const deleteAddress = forUser((call, request) =>
  deleteEntry(call, request, 'address', (call.body as Body<'deleteAddress'>).uuid),
);
