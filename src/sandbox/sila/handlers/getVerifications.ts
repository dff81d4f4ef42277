/** Source: docs/get_verifications. Verifications of Advanced KYC only: each entry has a flow. */
import { forUser } from '../operation.js';
import { ok, references } from '../reply.js';
import { verificationsOf } from '../verification-status.js';
import type { Answer } from '../handler-types.js';

export const getVerifications = forUser((call, { entity, header }) => {
  const verifications = verificationsOf(call, entity).flatMap(({ id, flow, status, requestedAt }) =>
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
