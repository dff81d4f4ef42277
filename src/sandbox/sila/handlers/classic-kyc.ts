import { certificationStatus, isCertified, needsVerification } from '../business.js';
import { decisive, defaultLevel, levels, statusMessage, unverified, unverifiedMessage } from '../classic.js';
import { memberView, roleView } from '../entity-view.js';
import type { Body, ResponseBody, SilaCall } from '../handler-types.js';
import { attemptsMessage, hasUsedUpAttempts } from '../kyc-limits.js';
import { forApp, forUser } from '../operation.js';
import { failure, ok, references, responseTime, success } from '../reply.js';
import { bareHandle, entityKey, seconds, toIso, type Certification, type Entity, type Verification } from '../state.js';
import { verificationsOf } from '../verification-status.js';
import { startVerification } from '../verifications.js';

/** Source: third party's tests of 2020. */
const notConfigured = (level: string): string =>
  `This app is not configured for the "${level}" KYC flow. Contact support if this is an issue.`;

/**
 * Sources: docs/request_kyc; 403 for an unknown level: JavaScript SDK's tests; refusal of a third attempt:
 * docs/classic-kyc-flow, without a visible status. 403 with the message of /kyc is our choice.
 */
export const requestKyc = forUser(
  (call, { entity, header }) => {
    const level = (call.body as Body<'requestKyc'>).kyc_level ?? defaultLevel(entity);
    if (!levels.includes(level)) return failure(403, notConfigured(level));
    if (hasUsedUpAttempts(verificationsOf(call, entity), seconds(call))) return failure(403, attemptsMessage(entity));
    const chosen = entity.type === 'business' ? defaultLevel(entity) : level;
    const verification = startVerification(call, entity, { system: 'classic', flow: null, level: chosen, checks: [] });
    const message = `${entity.handle} submitted for KYC review.`;
    return ok(success(call, header, { message, verification_uuid: verification.id }));
  },
  { signatureStatus: 401 },
);

/** Source: docs/check_kyc; 200 with FAILURE: tests of the SDKs for PHP, C# and JavaScript. */
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
  created: toIso(at),
  created_epoch: at,
  expires_after: expiresAt === null ? null : toIso(expiresAt),
  expires_after_epoch: expiresAt,
  beneficial_owner_certifications: owners,
});

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

/**
 * Source: docs/check_partner_kyc. It does not document refusals: 403 with the body of other refusals is our choice for
 * apps that Sila's support has not connected and for unknown end users. Verifications of both systems count.
 */
export const checkPartnerKyc = forApp((call, { app, header }) => {
  const { query_app_handle, query_user_handle } = call.body as Body<'checkPartnerKyc'>;
  const isPartner = app.partners?.includes(query_app_handle) ?? false;
  if (!isPartner) return failure(403, 'Permission to auth this resource has been denied.');
  const entity = call.state.entities[entityKey(query_app_handle, query_user_handle)];
  if (!entity) return failure(403, `Handle ${bareHandle(query_user_handle)} not registered by app.`);
  const verification = decisive(verificationsOf(call, entity));
  const { reference, sila_reference_id } = references(call, header);
  const common = {
    message: verification ? statusMessage(entity, verification.status) : unverifiedMessage(entity),
    ...responseTime,
    customer_reference_id: reference,
    sila_reference_id,
    entity_type: entity.type,
    verification_status: verification?.status ?? unverified,
  };
  const body: ResponseBody<'checkPartnerKyc', 200> =
    verification?.status === 'passed'
      ? { success: true, status: 'SUCCESS', ...common }
      : { success: false, status: 'FAILURE', ...common };
  return ok(body);
});
