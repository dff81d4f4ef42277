/** What `kyc-contracts/alfred` has besides the client. */
export type { FileContent } from '../file-content.js';
export { FileRefused } from '../file-refused.js';
export { alfredSession, type AlfredSession, type AlfredSessionOptions } from './session.js';
export { SignInRefused } from './sign-in-refused.js';
export { TokenExpired } from './token-expired.js';
