/**
 * Source: docs/kyc. The order of its refusals is not documented. Ours: the flow, then the time (passed, pending,
 * attempts), then the data, which the caller can correct. That a missing role of a business is listed as missing data
 * is our choice.
 */
import type { Reply } from '../../core/handler.js';
import { missingRoles } from '../business.js';
import type { Body, ResponseBody, SilaCall } from '../handler-types.js';
import { kycFailure, refuseByEarlierVerifications } from '../kyc-limits.js';
import { missingData } from '../missing-data.js';
import { forUser } from '../operation.js';
import { references } from '../reply.js';
import { defaults, type FlowSettings, type SilaSettings } from '../settings.js';
import { entityKey, seconds, type Entity, type Verification } from '../state.js';
import { verificationsOf } from '../verification-status.js';
import { startVerification } from '../verifications.js';

export const kyc = forUser((call, { entity, header }) => {
  const found = findFlow(call.settings, (call.body as Body<'kyc'>).flow);
  if ('refusal' in found) return found.refusal;
  const refusal = refuseByEarlierVerifications(entity, verificationsOf(call, entity), seconds(call));
  if (refusal) return refusal;
  const { members, underWay } = entity.type === 'business' ? findMembers(call, entity) : { members: [], underWay: [] };
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
  verification.members = [...ofMembers, ...underWay].map(({ id }) => id);
  const body: ResponseBody<'kyc', 202> = {
    success: true,
    ...references(call, header),
    message: `KYC successfully requested using flow ${uuid}`,
    verification_ids: [verification, ...ofMembers].map(({ handle, id }) => ({ entity: handle, verification_id: id })),
    flow_requested: uuid,
    checks_requested: checks,
  };
  return { status: 202, body };
});

/**
 * The members to verify: all except those who have passed, or whose own verification is under way. The business waits
 * for the latter too. Source: docs/link_business_member, copy for Priority.
 */
function findMembers(call: SilaCall, business: Entity): { members: Entity[]; underWay: Verification[] } {
  const members: Entity[] = [];
  const underWay: Verification[] = [];
  for (const handle of new Set(business.roles.map(({ other }) => other))) {
    const member = call.state.entities[entityKey(business.app, handle)];
    if (!member) continue;
    const begun = verificationsOf(call, member).filter(
      ({ system, status }) => system === 'advanced' && status !== 'failed',
    );
    const latest = begun.at(-1);
    if (!latest) members.push(member);
    else if (!begun.some(({ status }) => status === 'passed')) underWay.push(latest);
  }
  return { members, underWay };
}

const missingOfMembers = (entity: Entity, members: readonly Entity[]): string[] => [
  ...(entity.type === 'business' ? missingRoles(entity) : []),
  ...members.flatMap((member) => missingData(member).map((name) => `${member.handle}.${name}`)),
];

/** KYC Flows are set up in the Sila console; here they are settings. Source of the two refusals: docs/kyc. */
export function findFlow(settings: SilaSettings, uuid: string): { flow: FlowSettings } | { refusal: Reply } {
  const known = settings.flows ?? defaults.flows;
  const flow = known.find((one) => one.uuid.toLowerCase() === uuid.toLowerCase());
  if (!flow) return { refusal: kycFailure(404, 'KYC_FLOW_DNE', `KYC flow ${uuid} not found.`) };
  if (!flow.approved) {
    return { refusal: kycFailure(403, 'KYC_FLOW_NOT_APPROVED', `KYC Flow ${uuid} is not yet approved for use.`) };
  }
  return { flow };
}

/** The default checks are the page's examples. */
export const checksOf = (flow: FlowSettings): string[] => [...(flow.checks ?? ['address', 'birthdate'])];
