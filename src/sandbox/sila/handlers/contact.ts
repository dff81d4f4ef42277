import { addEntry, deleteEntry, updateEntry } from '../change-entries.js';
import type { Body } from '../handler-types.js';
import { forUser } from '../operation.js';
import { phoneProblem } from '../personal-data.js';
import { badRequest } from '../reply.js';

/** Source: docs/addregistration-data. */
export const addEmail = forUser((call, request) => {
  const { email } = call.body as Body<'addEmail'>;
  return addEntry(call, request, 'email', { email });
});

/** Source: docs/updateregistration-data. */
export const updateEmail = forUser((call, request) => {
  const { uuid, email } = call.body as Body<'updateEmail'>;
  return updateEntry(call, request, 'email', uuid, () => ({ email }));
});

/** Source: docs/deleteregistration-data. */
export const deleteEmail = forUser((call, request) =>
  deleteEntry(call, request, 'email', (call.body as Body<'deleteEmail'>).uuid),
);

/** Source: docs/addregistration-data. */
export const addPhone = forUser((call, request) => {
  const { phone, sms_opt_in } = call.body as Body<'addPhone'>;
  const problem = phoneProblem(phone);
  return problem
    ? badRequest({ phone: problem })
    : addEntry(call, request, 'phone', { phone, smsOptIn: sms_opt_in === true });
});

/** Source: docs/updateregistration-data. */
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

/** Source: docs/deleteregistration-data. */
export const deletePhone = forUser((call, request) =>
  deleteEntry(call, request, 'phone', (call.body as Body<'deletePhone'>).uuid),
);
