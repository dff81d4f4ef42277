/** Source: docs/deleteregistration-data. */
import { deleteEntry } from '../change-entries.js';
import { forUser } from '../operation.js';
import type { Body } from '../handler-types.js';

export const deleteIdentity = forUser((call, request) =>
  deleteEntry(call, request, 'identity', (call.body as Body<'deleteIdentity'>).uuid),
);
