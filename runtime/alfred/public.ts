/** What `kyc-contracts/alfred` has besides the client. */
export type { FileContent } from '../file-content.js';
export { FileRefused } from '../errors/file-refused.js';
export { alfredSession, type AlfredSession, type AlfredSessionOptions } from './session.js';
export { TokenExpired } from './token-expired.js';
