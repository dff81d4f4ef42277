/**
 * Source: docs/resume_verification; that it makes the verification pass: docs/new-kyc-flow-testing-triggers. Its failures are out
 * of reach: 400 for a verification that does not wait, and for documents that are not the end user's, is our choice.
 */
import { sameUuid } from '../change-entries.js';
import { findVerification } from '../find-verification.js';
import { forUser } from '../operation.js';
import { badRequest, failure, ok, references } from '../reply.js';
import { isOpen, isPending } from '../verification-status.js';
import { passResumed } from '../verifications.js';
import type { Answer, Body } from '../handler-types.js';

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
  return ok(body satisfies Answer<'resumeVerification', 200>);
});
