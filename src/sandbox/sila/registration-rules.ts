/**
 * The rules for changes of registered data. Sources: docs/addregistration-data, docs/updateregistration-data,
 * docs/deleteregistration-data. Status, body and texts of these refusals are not published; ours are 400 with the body
 * of other refused requests.
 */
import { days, isPending, isWithin, verificationsOf } from './verification-status.js';
import { seconds, type Entity } from './state.js';
import type { SilaContext } from './handler-types.js';

/** How long a change is refused after a pass: not at all, for 30 days, for ever. */
export type AfterPass = 'allowed' | 'refused for 30 days' | 'refused';

export interface ChangeRule {
  /** @default refused */
  whilePending?: 'allowed';
  afterPass: AfterPass;
  /** Only for a business, while the verification of a member is not complete. */
  whileMembers?: 'refused';
}

/** The reason for the refusal, or undefined. */
export function refusedChange(context: SilaContext, entity: Entity, rule: ChangeRule): string | undefined {
  const verifications = verificationsOf(context, entity);
  const now = seconds(context);
  if (rule.whilePending !== 'allowed' && verifications.some(isPending)) {
    return 'This data cannot be changed while a verification is pending.';
  }
  if (rule.whileMembers === 'refused' && verifications.some(({ status }) => status.startsWith('member_'))) {
    return 'This data cannot be changed while the verification of a member is not complete.';
  }
  const passes = verifications.filter(({ status }) => status === 'passed');
  const blocks =
    rule.afterPass === 'refused' ||
    (rule.afterPass !== 'allowed' && passes.some(({ updatedAt }) => isWithin(days(30), updatedAt, now)));
  return passes.length > 0 && blocks ? 'This data cannot be changed after a passed verification.' : undefined;
}

export const updateRules = {
  email: { whilePending: 'allowed', afterPass: 'allowed' },
  phone: { whilePending: 'allowed', afterPass: 'allowed' },
  identity: { afterPass: 'refused' },
  address: { afterPass: 'refused for 30 days' },
  entity: { afterPass: 'allowed' },
} as const satisfies Record<string, ChangeRule>;

export const deleteRules = {
  email: { afterPass: 'allowed' },
  phone: { afterPass: 'allowed' },
  identity: { afterPass: 'refused', whileMembers: 'refused' },
  address: { afterPass: 'refused', whileMembers: 'refused' },
} as const satisfies Record<string, ChangeRule>;
