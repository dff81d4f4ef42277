/**
 * Refusals of /kyc because of earlier verifications. Source: docs/kyc, table of responses: duplicate pending (15
 * minutes), recently passed (30 days), two failures (30 days).
 */
import type { Reply } from '../core/handler.js';
import { days, isOpen, isWithin, minutes } from './verification-status.js';
import type { Entity, Verification } from './state.js';

export const attemptWindow = days(30);
const attemptLimit = 2;
const passWindow = days(30);
const duplicateWindow = minutes(15);

/** A failure with its code and without `status`, as the page shows it. */
export const kycFailure = (status: number, error_code: string, message: string): Reply => ({
  status,
  body: { success: false, message, error_code },
});

/**
 * The order is our choice: a pass makes any further verification pointless, a pending verification makes a second one
 * pointless, and only then the number of attempts matters.
 */
export function refuseByEarlierVerifications(
  entity: Entity,
  verifications: readonly Verification[],
  now: number,
): Reply | undefined {
  const advanced = verifications.filter((verification) => verification.system === 'advanced');
  if (
    advanced.some(
      (verification) => verification.status === 'passed' && isWithin(passWindow, verification.updatedAt, now),
    )
  ) {
    return kycFailure(
      403,
      'RECENTLY_PASSED_ID_VERIFICATION',
      // The page has the spelling "ben".
      'There has already ben a passed identity verification within the last 30 days.',
    );
  }
  // "Pending" is read as "without a result": the table refers to any application submitted within the 15 minutes.
  if (
    advanced.some((verification) => isOpen(verification) && isWithin(duplicateWindow, verification.requestedAt, now))
  ) {
    return kycFailure(
      403,
      'KYC_REQUEST_DUPLICATE_PENDING',
      'There has already been a pending KYC request submitted within the last 15 min for the entity.',
    );
  }
  if (hasUsedUpAttempts(verifications, now)) return kycFailure(400, 'KYC_ATTEMPTS_EXCEEDED', attemptsMessage(entity));
  return undefined;
}

/** Attempts of both systems count. Source: docs/classic-kyc-flow, two attempts in all, in either system. */
export function hasUsedUpAttempts(verifications: readonly Verification[], now: number): boolean {
  const failures = verifications.filter(
    (verification) => verification.status === 'failed' && isWithin(attemptWindow, verification.updatedAt, now),
  );
  return failures.length >= attemptLimit;
}

export const attemptsMessage = ({ handle }: Entity): string =>
  `${handle} has reached the maximum number of attempts for ID verification. Further attempts are not allowed at this time.`;
