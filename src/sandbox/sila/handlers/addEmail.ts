/** Source: docs/addregistration-data. */
import { addEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import type { Body } from '../handler-types.js';

export const addEmail = forUser((call, request) => {
  const { email } = call.body as Body<'addEmail'>;
  return addEntry(call, request, 'email', { email });
});
