/** Source: docs/addregistration-data. */
import { addEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import { phoneProblem } from '../personal-data.js';
import { badRequest } from '../reply.js';
import type { Body } from '../handler-types.js';

export const addPhone = forUser((call, request) => {
  const { phone, sms_opt_in } = call.body as Body<'addPhone'>;
  const problem = phoneProblem(phone);
  return problem
    ? badRequest({ phone: problem })
    : addEntry(call, request, 'phone', { phone, smsOptIn: sms_opt_in === true });
});
