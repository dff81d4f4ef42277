/** Source: docs/check_kyc; 200 with FAILURE: tests of the SDKs for PHP, C# and JavaScript. */
import { certificationStatus, isCertified, needsVerification } from '../business.js';
import { decisive, statusMessage, unverified, unverifiedMessage } from '../classic.js';
import { memberView, roleView } from '../entity-view.js';
import { forUser } from '../operation.js';
import { ok, references, responseTime } from '../reply.js';
import { runsOf } from '../run-status.js';
import { entityKey, type Certification, type Entity, type Run } from '../state.js';
import type { Body, SilaCall } from '../world.js';

export const checkKyc = forUser(
  (call, { entity, header }) => {
    const { kyc_level } = call.body as Body<'checkKyc'>;
    const runs = runsOf(call, entity).filter(
      ({ system, level }) => system === 'classic' && (kyc_level === undefined || level === kyc_level),
    );
    const run = decisive(runs);
    const status = run?.status ?? unverified;
    const isThrough = entity.type === 'individual' || isCertified(call, entity);
    const hasPassed = status === 'passed';
    const result = hasPassed && isThrough ? passed : notPassed;
    return ok({
      ...result,
      message: !run
        ? unverifiedMessage(entity)
        : hasPassed && !isThrough
          ? 'Business has passed verification.'
          : statusMessage(entity, status),
      ...references(call, header),
      ...responseTime,
      entity_type: entity.type,
      verification_status: status,
      verification_history: runs.map(historyEntry),
      ...(hasPassed ? { valid_kyc_levels: [run?.level ?? ''] } : {}),
      ...(entity.type === 'business'
        ? {
            certification_status: certificationStatus(call, entity),
            certification_history: entity.certifications.map(certificationView),
            members: membersOf(call, entity),
          }
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

const certificationView = ({ by, at, expiresAt, owners }: Certification) => ({
  administrator_user_handle: by,
  created: isoOf(at),
  created_epoch: at,
  expires_after: expiresAt === null ? null : isoOf(expiresAt),
  expires_after_epoch: expiresAt,
  beneficial_owner_certifications: owners,
});

const isoOf = (epoch: number): string => new Date(epoch * 1000).toISOString().replace('.000', '');

/** One entry for each person and role. */
const membersOf = (call: SilaCall, business: Entity) =>
  business.roles.flatMap((role) => {
    const person = call.state.entities[entityKey(business.app, role.other)];
    if (!person) return [];
    const run = decisive(runsOf(call, person).filter(({ system }) => system === 'classic'));
    return [
      {
        ...memberView(person, roleView(role)),
        verification_status: run?.status ?? unverified,
        verification_required: needsVerification(role),
        ...(run ? { verification_id: run.id } : {}),
        beneficial_owner_certification_status:
          role.role !== 'beneficial_owner' ? 'not_required' : role.isCertified ? 'certified' : 'pending',
      },
    ];
  });
