/** Classic KYC, of /request_kyc, /check_kyc and /check_partner_kyc. */
import type { Entity, Verification } from './state.js';

/** Levels of the page. An app may have others at Sila; here an unknown level is refused. Source: docs/kyckyb-levels. */
export const levels: readonly string[] = ['KYC-STANDARD', 'KYC-SARDINE-STANDARD', 'KYC-SARDINE-STRICT', 'KYB-STANDARD'];

/** A business gets KYB by default. */
export const defaultLevel = ({ type }: Entity): string => (type === 'business' ? 'KYB-STANDARD' : 'KYC-STANDARD');

/**
 * The verification that decides: the last one that is not pending, or else the pending one. Source: docs/check_kyc,
 * copies that explain `kyc_level`.
 */
export function decisive(verifications: readonly Verification[]): Verification | undefined {
  return verifications.findLast(({ status }) => status !== 'pending') ?? verifications.at(-1);
}

/** Sources: PHP SDK, CheckKYCTest, for passed and pending. The other texts are not documented. */
export function statusMessage({ handle }: Entity, status: string): string {
  const texts: Record<string, string> = {
    passed: `${handle} has passed ID verification!`,
    pending: `${handle} is pending ID verification.`,
    failed: `${handle} has failed ID verification.`,
    review: `${handle} is pending ID verification: under review.`,
  };
  return texts[status] ?? `${handle} is pending ID verification: ${status}.`;
}

/** Source of the text: a third party's tests of 2020. The status is our choice. */
export const unverified = 'unverified';
export const unverifiedMessage = ({ handle }: Entity): string => `ID verification was not requested for ${handle}.`;
