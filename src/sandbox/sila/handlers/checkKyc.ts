/** Source: docs/check_kyc; 200 with FAILURE: tests of the SDKs for PHP, C# and JavaScript. */
import { certificationStatus, isCertified, needsVerification } from '../business.js';
import { decisive, statusMessage, unverified, unverifiedMessage } from '../classic.js';
import { memberView, roleView } from '../entity-view.js';
import { forUser } from '../operation.js';
import { ok, references, responseTime } from '../reply.js';
import { verificationsOf } from '../verification-status.js';
import { entityKey, type Certification, type Entity, type Verification } from '../state.js';
import type { Body, SilaCall } from '../handler-types.js';

export const checkKyc = forUser(
  (call, { entity, header }) => {
    const { kyc_level } = call.body as Body<'checkKyc'>;
    const verifications = verificationsOf(call, entity).filter(
      ({ system, level }) => system === 'classic' && (kyc_level === undefined || level === kyc_level),
    );
    const verification = decisive(verifications);
    const status = verification?.status ?? unverified;
    const isThrough = entity.type === 'individual' || isCertified(call, entity);
    const hasPassed = status === 'passed';
    const result = hasPassed && isThrough ? passed : notPassed;
    return ok({
      ...result,
      message: !verification
        ? unverifiedMessage(entity)
        : hasPassed && !isThrough
          ? 'Business has passed verification.'
          : statusMessage(entity, status),
      ...references(call, header),
      ...responseTime,
      entity_type: entity.type,
      verification_status: status,
      verification_history: verifications.map(historyEntry),
      ...(hasPassed ? { valid_kyc_levels: [verification?.level ?? ''] } : {}),
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

const historyEntry = (verification: Verification) => ({
  verification_id: verification.id,
  verification_status: verification.status,
  kyc_level: verification.level,
  requested_at: verification.requestedAt,
  updated_at: verification.updatedAt,
  reasons: verification.reasons,
  tags: verification.tags,
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
    const verification = decisive(verificationsOf(call, person).filter(({ system }) => system === 'classic'));
    return [
      {
        ...memberView(person, roleView(role)),
        verification_status: verification?.status ?? unverified,
        verification_required: needsVerification(role),
        ...(verification ? { verification_id: verification.id } : {}),
        beneficial_owner_certification_status:
          role.role !== 'beneficial_owner' ? 'not_required' : role.isCertified ? 'certified' : 'pending',
      },
    ];
  });
