/**
 * Source: docs/check_partner_kyc. How apps that Sila's support has not connected, and end users that nobody has, are
 * refused is not documented: 403 with the body of other refusals is our choice. Verifications of either system count.
 */
import { decisive, statusMessage, unverified, unverifiedMessage } from '../classic.js';
import { forApp } from '../operation.js';
import { failure, ok, references, responseTime } from '../reply.js';
import { verificationsOf } from '../verification-status.js';
import { bareHandle, entityKey } from '../state.js';
import type { Answer, Body } from '../handler-types.js';

export const checkPartnerKyc = forApp((call, { app, header }) => {
  const { query_app_handle, query_user_handle } = call.body as Body<'checkPartnerKyc'>;
  const isPartner = app.partners?.includes(query_app_handle) ?? false;
  if (!isPartner) return failure(403, 'Permission to auth this resource has been denied.');
  const entity = call.state.entities[entityKey(query_app_handle, query_user_handle)];
  if (!entity) return failure(403, `Handle ${bareHandle(query_user_handle)} not registered by app.`);
  const verification = decisive(verificationsOf(call, entity));
  const { reference, sila_reference_id } = references(call, header);
  const common = {
    message: verification ? statusMessage(entity, verification.status) : unverifiedMessage(entity),
    ...responseTime,
    customer_reference_id: reference,
    sila_reference_id,
    entity_type: entity.type,
    verification_status: verification?.status ?? unverified,
  };
  const body: Answer<'checkPartnerKyc', 200> =
    verification?.status === 'passed'
      ? { success: true, status: 'SUCCESS', ...common }
      : { success: false, status: 'FAILURE', ...common };
  return ok(body);
});
