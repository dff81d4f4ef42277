/** Source: docs/deleteregistration-data. */
import { deleteEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import type { Body } from '../handler-types.js';

export const deleteAddress = forUser((call, request) =>
  deleteEntry(call, request, 'address', (call.body as Body<'deleteAddress'>).uuid),
);
