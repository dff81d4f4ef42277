/** A misspelt code of a failure is an error, although an answer may carry codes that no document lists. */
import type { KycErrorCode } from './code-names.js';
import type { Failure } from './names.js';

const exceeded: KycErrorCode = 'KYC_ATTEMPTS_EXCEEDED';

// @ts-expect-error No failure has this code.
export const misspelt: KycErrorCode = 'KYC_ATTEMPTS_EXCEDED';

export const isExceeded = (failure: Failure) => failure.error_code === exceeded;

export const isListed = (code: KycErrorCode, codes: Record<KycErrorCode, string>): boolean => code in codes;
