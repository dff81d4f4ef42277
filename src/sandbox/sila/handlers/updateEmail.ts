/** Source: docs/updateregistration-data. */
import { updateEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import type { Body } from '../handler-types.js';

export const updateEmail = forUser((call, request) => {
  const { uuid, email } = call.body as Body<'updateEmail'>;
  return updateEntry(call, request, 'email', uuid, () => ({ email }));
});
