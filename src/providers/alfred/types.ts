/** Names for what the session uses of the document's types. */
import type { components, paths } from '../../../generated/alfred/types.js';
import type { ApiClient } from '../../runtime/api-client.js';
import type { CallResult } from '../../runtime/call-result.js';

export type AlfredClient = ApiClient<paths, boolean>;
export type Login = components['schemas']['LoginSofKycRequest'];
export type DocType = components['schemas']['UploadDocumentRequest']['docType'];
export type LoginResult = CallResult<paths['/login-sof-kyc']['post']>;
export type UploadResult = CallResult<paths['/kyc/upload-document']['put']>;
