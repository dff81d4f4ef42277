/**
 * The entry `kyc-contracts/alfred`: the generated client, and a session that keeps the user's token for two minutes.
 * @module
 */
export * from '../../../generated/alfred/client.js';
export type { FileContent } from '../../runtime/file-content.js';
export { FileRefused } from '../../runtime/errors/file-refused.js';
export { alfredSession, type AlfredSession, type AlfredSessionOptions } from './session.js';
export { TokenExpired } from './token-expired.js';
