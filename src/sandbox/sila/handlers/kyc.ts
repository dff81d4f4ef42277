/**
 * Source: docs/kyc. The order of its refusals is not documented. Ours: what is wrong with the flow, then with the moment
 * (passed, pending, attempts), then with the data, since that is what the caller can mend.
 */
import { checksOf, findFlow } from '../flows.js';
import { refuseByEarlierRuns } from '../kyc-limits.js';
import { missingData } from '../missing-data.js';
import { forUser } from '../operation.js';
import { references } from '../reply.js';
import { runsOf } from '../run-status.js';
import { startRun } from '../runs.js';
import { seconds } from '../state.js';
import type { Answer, Body } from '../world.js';

export const kyc = forUser((call, { entity, header }) => {
  const found = findFlow(call.settings, (call.body as Body<'kyc'>).flow);
  if ('refusal' in found) return found.refusal;
  const refusal = refuseByEarlierRuns(entity, runsOf(call, entity), seconds(call));
  if (refusal) return refusal;
  const missing = missingData(entity);
  if (missing.length > 0) {
    const message = `Missing required verification data: [${missing.join(', ')}]`;
    return { status: 400, body: { success: false, message } };
  }
  const { uuid } = found.flow;
  const checks = checksOf(found.flow);
  const run = startRun(call, entity, { system: 'advanced', flow: uuid, level: null, checks });
  const body: Answer<'kyc', 202> = {
    success: true,
    ...references(call, header),
    message: `KYC successfully requested using flow ${uuid}`,
    verification_ids: [{ entity: entity.handle, verification_id: run.id }],
    flow_requested: uuid,
    checks_requested: checks,
  };
  return { status: 202, body };
});
