/**
 * Source: docs/kyc. The order of its refusals is not documented. Ours: what is wrong with the flow, then with the moment
 * (passed, pending, attempts), then with the data, since that is what the caller can mend. That a role which a business
 * lacks is named among its missing data is our choice.
 */
import { missingRoles } from '../business.js';
import { checksOf, findFlow } from '../flows.js';
import { refuseByEarlierVerifications } from '../kyc-limits.js';
import { missingData } from '../missing-data.js';
import { forUser } from '../operation.js';
import { references } from '../reply.js';
import { verificationsOf } from '../verification-status.js';
import { startVerification } from '../verifications.js';
import { entityKey, seconds, type Entity } from '../state.js';
import type { Answer, Body, SilaCall } from '../handler-types.js';

export const kyc = forUser((call, { entity, header }) => {
  const found = findFlow(call.settings, (call.body as Body<'kyc'>).flow);
  if ('refusal' in found) return found.refusal;
  const refusal = refuseByEarlierVerifications(entity, verificationsOf(call, entity), seconds(call));
  if (refusal) return refusal;
  const members = entity.type === 'business' ? membersToVerify(call, entity) : [];
  const missing = [...missingData(entity), ...missingOfMembers(entity, members)];
  if (missing.length > 0) {
    const message = `Missing required verification data: [${missing.join(', ')}]`;
    return { status: 400, body: { success: false, message } };
  }
  const { uuid } = found.flow;
  const checks = checksOf(found.flow);
  const what = { system: 'advanced', flow: uuid, level: null, checks } as const;
  const verification = startVerification(call, entity, what);
  const ofMembers = members.map((member) => startVerification(call, member, { ...what, parent: verification.id }));
  verification.members = ofMembers.map(({ id }) => id);
  const body: Answer<'kyc', 202> = {
    success: true,
    ...references(call, header),
    message: `KYC successfully requested using flow ${uuid}`,
    verification_ids: [verification, ...ofMembers].map(({ handle, id }) => ({ entity: handle, verification_id: id })),
    flow_requested: uuid,
    checks_requested: checks,
  };
  return { status: 202, body };
});

/** Every member, but for who has passed or is being verified. Source: docs/link_business_member, copy for Priority. */
function membersToVerify(call: SilaCall, business: Entity): Entity[] {
  const handles = new Set(business.roles.map(({ other }) => other));
  return [...handles].flatMap((handle) => {
    const member = call.state.entities[entityKey(business.app, handle)];
    const isThrough =
      member &&
      verificationsOf(call, member).some(
        (verification) => verification.system === 'advanced' && verification.status !== 'failed',
      );
    return member && !isThrough ? [member] : [];
  });
}

const missingOfMembers = (entity: Entity, members: readonly Entity[]): string[] => [
  ...(entity.type === 'business' ? missingRoles(entity) : []),
  ...members.flatMap((member) => missingData(member).map((name) => `${member.handle}.${name}`)),
];
