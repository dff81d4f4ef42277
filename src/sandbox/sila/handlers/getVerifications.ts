/** Source: docs/get_verifications. Runs of Advanced KYC only: each entry has a flow. */
import { forUser } from '../operation.js';
import { ok, references } from '../reply.js';
import { runsOf } from '../run-status.js';
import type { Answer } from '../world.js';

export const getVerifications = forUser((call, { entity, header }) => {
  const verifications = runsOf(call, entity).flatMap(({ id, flow, status, requestedAt }) =>
    flow === null
      ? []
      : [
          {
            verification_uuid: id,
            flow,
            verification_status: status,
            requested_at: new Date(requestedAt * 1000).toISOString().replace('.000', ''),
          },
        ],
  );
  return ok({ success: true, ...references(call, header), verifications } satisfies Answer<'getVerifications', 200>);
});
