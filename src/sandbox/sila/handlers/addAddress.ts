/** Source: docs/addregistration-data. */
import { addEntry } from '../change-entries.js';
import { addressOf } from '../entries.js';
import { forUser } from '../operation.js';
import { postalCodeProblem } from '../personal-data.js';
import { badRequest } from '../reply.js';
import type { Body } from '../handler-types.js';

export const addAddress = forUser((call, request) => {
  const address = call.body as Body<'addAddress'>;
  const problem = postalCodeProblem(address);
  return problem ? badRequest({ postal_code: problem }) : addEntry(call, request, 'address', addressOf(address));
});
