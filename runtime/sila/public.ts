/** What `kyc-contracts/sila` has besides the client. Signatures are an entry of their own: `kyc-contracts/sila/ecdsa`. */
export type { FileContent } from '../file-content.js';
export { FileRefused } from '../errors/file-refused.js';
export { documentForm, type DocumentDescription } from './document-form.js';
export type { WithFilledHeaders } from './header-types.js';
export { PollingDeadline } from './polling-deadline.js';
export { TokenRefused } from './token-refused.js';
export { waitForVerification, type VerificationResult, type WaitOptions } from './wait-for-verification.js';
