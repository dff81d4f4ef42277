/** Source: docs/deleteregistration-data. */
import { deleteEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import type { Body } from '../handler-types.js';

export const deletePhone = forUser((call, request) =>
  deleteEntry(call, request, 'phone', (call.body as Body<'deletePhone'>).uuid),
);
