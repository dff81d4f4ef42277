/**
 * Source: docs/request_kyc; 403 for an unknown level: JavaScript SDK's tests. That a third attempt is refused:
 * docs/classic-kyc-flow; its status is not visible, 403 with the message of /kyc is our choice.
 */
import { defaultLevel, levels } from '../classic.js';
import { attemptsMessage, hasUsedUpAttempts } from '../kyc-limits.js';
import { forUser } from '../operation.js';
import { failure, ok, success } from '../reply.js';
import { verificationsOf } from '../verification-status.js';
import { startVerification } from '../verifications.js';
import { seconds } from '../state.js';
import type { Body } from '../handler-types.js';

/** Source: third party's tests of 2020. */
const notConfigured = (level: string): string =>
  `This app is not configured for the "${level}" KYC flow. Contact support if this is an issue.`;

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
