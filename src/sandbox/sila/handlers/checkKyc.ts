/** Source: docs/check_kyc; 200 with FAILURE: tests of the SDKs for PHP, C# and JavaScript. */
import { decisive, statusMessage, unverified, unverifiedMessage } from '../classic.js';
import { forUser } from '../operation.js';
import { ok, references, responseTime } from '../reply.js';
import { runsOf } from '../run-status.js';
import { entityKey, type Entity, type Run } from '../state.js';
import type { Body, SilaCall } from '../world.js';

export const checkKyc = forUser(
  (call, { entity, header }) => {
    const { kyc_level } = call.body as Body<'checkKyc'>;
    const runs = runsOf(call, entity).filter(
      ({ system, level }) => system === 'classic' && (kyc_level === undefined || level === kyc_level),
    );
    const run = decisive(runs);
    const status = run?.status ?? unverified;
    // No operation of the document certifies a business, so that one that has passed still needs it.
    const isCertified = entity.type === 'individual';
    const hasPassed = status === 'passed';
    const result = hasPassed && isCertified ? passed : notPassed;
    return ok({
      ...result,
      message: !run
        ? unverifiedMessage(entity)
        : hasPassed && !isCertified
          ? 'Business has passed verification.'
          : statusMessage(entity, status),
      ...references(call, header),
      ...responseTime,
      entity_type: entity.type,
      verification_status: status,
      verification_history: runs.map(historyEntry),
      ...(hasPassed ? { valid_kyc_levels: [run?.level ?? ''] } : {}),
      ...(entity.type === 'business'
        ? { certification_status: 'pending', certification_history: [], members: membersOf(call, entity) }
        : {}),
    });
  },
  { signatureStatus: 401, userSignature: 'optional' },
);

const passed = { success: true, status: 'SUCCESS' };
const notPassed = { success: false, status: 'FAILURE' };

const historyEntry = (run: Run) => ({
  verification_id: run.id,
  verification_status: run.status,
  kyc_level: run.level,
  requested_at: run.requestedAt,
  updated_at: run.updatedAt,
  reasons: run.reasons,
  tags: run.tags,
  score: null,
  parent_verification: null,
});

const membersOf = (call: SilaCall, business: Entity) =>
  business.roles.flatMap(({ other, role, details }) => {
    const person = call.state.entities[entityKey(business.app, other)];
    if (!person) return [];
    const run = decisive(runsOf(call, person).filter(({ system }) => system === 'classic'));
    return [
      {
        user_handle: person.handle,
        first_name: person.details.first_name ?? '',
        last_name: person.details.last_name ?? '',
        role,
        details,
        ownership_stake: null,
        verification_status: run?.status ?? 'member_unverified',
        verification_required: true,
        ...(run ? { verification_id: run.id } : {}),
      },
    ];
  });
