/**
 * Sila's rules about time and state, each with the defect of a plausible implementation. The rules are in
 * spec/sila/paths.
 */
import { kycMutants } from './sila-kyc.js';
import { createdMutants, tokenMutants } from './sila-access.js';
import { documentMutants } from './sila-documents.js';
import { registrationMutants } from './sila-registration.js';
import { webhookMutants } from './sila-webhooks.js';
import type { Broken } from './rule.js';

export const silaRules: readonly Broken[] = [
  ...kycMutants,
  ...createdMutants,
  ...tokenMutants,
  ...registrationMutants,
  ...documentMutants,
  ...webhookMutants,
];
