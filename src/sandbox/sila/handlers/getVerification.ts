/** Source: docs/get_verification, as it is of the time of docs/kyc: `entity_type` and `reasons` as in the older sample. */
import { certificationStatus } from '../business.js';
import { forUser } from '../operation.js';
import { failure, ok, success } from '../reply.js';
import { findVerification } from '../find-verification.js';

export const getVerification = forUser((call, { entity, header }) => {
  const uuid = call.params.verification_uuid ?? '';
  const verification = findVerification(call, entity, uuid, 'advanced');
  // No readable copy of the page has its failures; the spec assumes 404.
  if (!verification) return failure(404, `No verification found with id: ${uuid}`);
  return ok(
    success(call, header, {
      ...(verification.status === 'passed' ? { message: 'User has passed ID verification!' } : {}),
      verification_id: verification.id,
      requested_at: verification.requestedAt,
      updated_at: verification.updatedAt,
      entity_type: entity.type,
      verification_status: verification.status,
      flow: verification.flow,
      checks_performed: verification.checks,
      parent_verification: verification.parent,
      reasons: { [entity.handle]: verification.reasons },
      kyc_action: verification.action,
      certification_status: entity.type === 'business' ? certificationStatus(call, entity) : null,
    }),
  );
});
