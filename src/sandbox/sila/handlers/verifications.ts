import { certificationStatus } from '../business.js';
import { sameUuid } from '../change-entries.js';
import { findVerification } from '../find-verification.js';
import type { Body, ResponseBody } from '../handler-types.js';
import { forUser } from '../operation.js';
import { badRequest, failure, ok, references, success } from '../reply.js';
import { toIso } from '../state.js';
import { isOpen, isPending, verificationsOf } from '../verification-status.js';
import { passResumed } from '../verifications.js';

/**
 * Source: docs/get_verification, as of the time of docs/kyc. `entity_type` and `reasons` are as in the older sample.
 */
export const getVerification = forUser((call, { entity, header }) => {
  const uuid = call.params.verification_uuid ?? '';
  const verification = findVerification(call, entity, uuid, 'advanced');
  // No readable copy of the page shows its failures; the spec assumes 404.
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

/** Source: docs/get_verifications. It lists only verifications of Advanced KYC, since each entry has a flow. */
export const getVerifications = forUser((call, { entity, header }) => {
  const verifications = verificationsOf(call, entity).flatMap(({ id, flow, status, requestedAt }) =>
    flow === null
      ? []
      : [
          {
            verification_uuid: id,
            flow,
            verification_status: status,
            requested_at: toIso(requestedAt),
          },
        ],
  );
  return ok({ success: true, ...references(call, header), verifications } satisfies ResponseBody<
    'getVerifications',
    200
  >);
});

/**
 * Sources: docs/resume_verification; that the verification then passes: docs/new-kyc-flow-testing-triggers. Its
 * failures are not readable: 400 for a verification that does not wait, and for documents of another end user, is our
 * choice.
 */
export const resumeVerification = forUser((call, { entity, header }) => {
  const { verification_uuid, doc_ids } = call.body as Body<'resumeVerification'>;
  const verification = findVerification(call, entity, verification_uuid, 'advanced');
  if (!verification) return failure(404, `No verification found with id: ${verification_uuid}`);
  if (!isOpen(verification) || isPending(verification))
    return failure(400, 'The verification does not wait for anything.');
  const foreign = (doc_ids ?? []).some((id) => !entity.documents.some((own) => sameUuid(own, id)));
  if (foreign) return badRequest({ doc_ids: 'No document of this user has this UUID.' });
  passResumed(call, verification);
  const message = 'Verification successfully resumed.';
  const body = { success: true, ...references(call, header), verification_uuid: verification.id, message } as const;
  return ok(body satisfies ResponseBody<'resumeVerification', 200>);
});
