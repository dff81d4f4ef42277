/**
 * The entry `kyc-contracts/sila`: the generated client, which fills in headers and keeps the token. Signatures have a
 * separate entry: `kyc-contracts/sila/ecdsa`.
 * @module
 */
import { createSilaClient as create, type SilaClientOptions as Options } from '../../../generated/sila/client.js';
import type { paths } from '../../../generated/sila/types.js';
import { extend } from './extend.js';
import type { ExtraOptions, PathsFor } from './options.js';
import type { ApiClient } from '../../runtime/api-client.js';

export * from '../../../generated/sila/client.js';
export type { FileContent } from '../../runtime/file-content.js';
export { FileRefused } from '../../runtime/errors/file-refused.js';
export { documentForm, type DocumentDescription } from './document-form.js';
export type { WithFilledHeaders } from './header-types.js';
export { PollingDeadline } from './polling-deadline.js';
export { TokenRefused } from './token-refused.js';
export { waitForVerification, type VerificationResult, type WaitOptions } from './wait-for-verification.js';

export type SilaClientOptions = Options & ExtraOptions;

/**
 * A client of Sila API 0.2, KYC operations: openapi-fetch's `GET`, `POST` and so on, typed by the document.
 * @example
 * const { data, error, status } = await createSilaClient({ credentials, app_handle }).POST('/0.2/check_handle', { … });
 */
export function createSilaClient<Handle extends string | undefined = undefined, Throws extends boolean = false>(
  options: SilaClientOptions & { app_handle?: Handle; throwOnError?: Throws },
): ApiClient<PathsFor<paths, Handle>, Throws> {
  return create(options, extend(options)) as unknown as ApiClient<PathsFor<paths, Handle>, Throws>;
}
