/**
 * Source: docs/resume_verification; that it makes the run pass: docs/new-kyc-flow-testing-triggers. Its failures are out
 * of reach: 400 for a run that does not wait, and for documents that are not the end user's, is our choice.
 */
import { sameUuid } from '../change-entries.js';
import { findRun } from '../find-run.js';
import { forUser } from '../operation.js';
import { badRequest, failure, ok, references } from '../reply.js';
import { isOpen, isPending } from '../run-status.js';
import { resumeRun } from '../runs.js';
import type { Answer, Body } from '../world.js';

export const resumeVerification = forUser((call, { entity, header }) => {
  const { verification_uuid, doc_ids } = call.body as Body<'resumeVerification'>;
  const run = findRun(call, entity, verification_uuid, 'advanced');
  if (!run) return failure(404, `No verification found with id: ${verification_uuid}`);
  if (!isOpen(run) || isPending(run)) return failure(400, 'The verification does not wait for anything.');
  const foreign = (doc_ids ?? []).some((id) => !entity.documents.some((own) => sameUuid(own, id)));
  if (foreign) return badRequest({ doc_ids: 'No document of this user has this UUID.' });
  resumeRun(call, run);
  const message = 'Verification successfully resumed.';
  const body = { success: true, ...references(call, header), verification_uuid: run.id, message } as const;
  return ok(body satisfies Answer<'resumeVerification', 200>);
});
