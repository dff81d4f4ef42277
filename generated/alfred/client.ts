// generated from spec/alfred/openapi.yaml — do not edit

import type { ApiClient } from '../../src/runtime/api-client.js';
import { createApiClient, type ClientOptions } from '../../src/runtime/client.js';
import type { ClientDefinition } from '../../src/runtime/definition.js';
import type { ErrorCodeOf } from '../../src/runtime/error-code.js';
import type { Credential } from '../../src/runtime/security/credentials.js';
import { inHeader } from '../../src/runtime/security/scheme.js';
import type { ClientExtension } from '../../src/runtime/extension.js';
import type { components, paths } from './types.js';

export * from '../../src/runtime/public.js';
export type * from './types.js';

/** The servers of the document, by the names that the option `server` takes. */
export const servers = { development: 'https://api-dev-services.alfredpay.app/api/v1/third-party-service' } as const;

/** What requests are signed with. Each operation takes what its `security` names, and no more. */
export interface AlfredCredentials {
  /**
   * The partner's key. Goes with `apiSecret` on every operation.
   *
   * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
   *
   * Sent in the header `API-Key`, as it is.
   */
  apiKey: Credential;
  /**
   * The partner's secret. Goes with `apiKey` on every operation; keep it on a server.
   *
   * **Source:** [KYC Lite + Get Access Token (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-lite-+-get-access-token).
   *
   * Sent in the header `API-Secret`, as it is.
   */
  apiSecret: Credential;
  /**
   * The user's access token from `loginSofKyc`, bare, without a scheme before it. Good for two minutes.
   *
   * **Evidence:** conflicting ([KYC Full (Penny API)](https://alfred.gitbook.io/alfred-integration-docs/penny-api-general-integration/penny-api-operations/kyc-full)). Every page that asks for the header prints the bare token; an integrator's comments call it a bearer token. No page shows Bearer. Chosen, bare, which is also why this is no http bearer scheme.
   *
   * Sent in the header `Authorization`, as it is.
   */
  userToken?: Credential;
}

export type AlfredClientOptions = ClientOptions<AlfredCredentials, keyof typeof servers>;

/** The codes of failures that the document has. More may come. */
export type AlfredErrorCode = ErrorCodeOf<components, 'code'>;

const definition: ClientDefinition = {
  agent: 'kyc-contracts/0.2.0',
  servers,
  schemes: {
    apiKey: /* @__PURE__ */ inHeader('API-Key'),
    apiSecret: /* @__PURE__ */ inHeader('API-Secret'),
    userToken: /* @__PURE__ */ inHeader('Authorization'),
  },
  security: [[['apiKey', 'apiSecret']], [['apiKey', 'apiSecret', 'userToken']]],
  operations: {
    'POST /my-info': ['myInfo', 0],
    'POST /login-sof-kyc': ['loginSofKyc', 0],
    'PUT /kyc/upload-document': ['uploadDocument', 1],
  },
  failure: { code: 'code', codes: ['VALIDATION_ERROR'] },
};

/**
 * A client of Alfred Penny API, KYC operations: openapi-fetch's `GET`, `POST` and so on, typed by the document.
 * @example
 * const { data, error, status } = await createAlfredClient({ credentials }).POST('/my-info', { … });
 */
export function createAlfredClient<Throws extends boolean = false>(
  options: AlfredClientOptions & { throwOnError?: Throws },
  extension?: ClientExtension,
): ApiClient<paths, Throws> {
  return createApiClient<paths, AlfredCredentials, Throws>(definition, options, extension);
}
