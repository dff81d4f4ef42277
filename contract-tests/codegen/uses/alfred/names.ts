/** The names that use.ts stands on, for our own client. A generator's run puts its own in the place of this file. */
import { createAlfredClient, type operations } from '../../../../generated/alfred/client.js';

type Upload = operations['uploadDocument']['requestBody']['content']['multipart/form-data'];
type LoginOperation = operations['loginSofKyc'];

export const upload = (body: Upload) =>
  createAlfredClient({ credentials: { apiKey: '', apiSecret: '' } }).PUT('/kyc/upload-document', { body });
export type Login = LoginOperation['requestBody']['content']['application/json'];
export type LoggedIn = LoginOperation['responses'][202]['content']['application/json'];
export type Refused = LoginOperation['responses'][422]['content']['application/json'];
export type DocumentFile = Upload['file'];
