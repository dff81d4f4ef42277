/** Source: docs/get_verification, as it is of the time of docs/kyc: `entity_type` and `reasons` as in the older sample. */
import { certificationStatus } from '../business.js';
import { forUser } from '../operation.js';
import { failure, ok, success } from '../reply.js';
import { findRun } from '../find-run.js';

export const getVerification = forUser((call, { entity, header }) => {
  const uuid = call.params.verification_uuid ?? '';
  const run = findRun(call, entity, uuid, 'advanced');
  // No readable copy of the page has its failures; the spec assumes 404.
  if (!run) return failure(404, `No verification found with id: ${uuid}`);
  return ok(
    success(call, header, {
      ...(run.status === 'passed' ? { message: 'User has passed ID verification!' } : {}),
      verification_id: run.id,
      requested_at: run.requestedAt,
      updated_at: run.updatedAt,
      entity_type: entity.type,
      verification_status: run.status,
      flow: run.flow,
      checks_performed: run.checks,
      parent_verification: run.parent,
      reasons: { [entity.handle]: run.reasons },
      kyc_action: run.action,
      certification_status: entity.type === 'business' ? certificationStatus(call, entity) : null,
    }),
  );
});
