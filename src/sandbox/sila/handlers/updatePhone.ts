/** Source: docs/updateregistration-data. */
import { updateEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import { phoneProblem } from '../personal-data.js';
import { badRequest } from '../reply.js';
import type { Body } from '../handler-types.js';

export const updatePhone = forUser((call, request) => {
  const { uuid, phone, sms_opt_in } = call.body as Body<'updatePhone'>;
  const problem = phoneProblem(phone);
  return problem
    ? badRequest({ phone: problem })
    : updateEntry(call, request, 'phone', uuid, (old) => ({
        phone,
        smsOptIn: sms_opt_in ?? old.smsOptIn ?? false,
      }));
});
