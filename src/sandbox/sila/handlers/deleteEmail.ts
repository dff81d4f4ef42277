/** Source: docs/deleteregistration-data. */
import { deleteEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import type { Body } from '../handler-types.js';

export const deleteEmail = forUser((call, request) =>
  deleteEntry(call, request, 'email', (call.body as Body<'deleteEmail'>).uuid),
);
