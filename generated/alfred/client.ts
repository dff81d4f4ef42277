// generated from spec/alfred/openapi.yaml — do not edit

import type { ApiClient } from '../../runtime/api-client.js';
import { createApiClient, type ClientOptions } from '../../runtime/client.js';
import type { Credential } from '../../runtime/credentials.js';
import type { ClientDefinition } from '../../runtime/definition.js';
import type { paths } from './types.js';

export { InvalidCredential } from '../../runtime/invalid-credential.js';
export { MissingCredentials } from '../../runtime/missing-credentials.js';
export type * from './types.js';

/** The servers of the document, for the option `baseUrl`. */
export const servers = { development: 'https://api-dev-services.alfredpay.app/api/v1/third-party-service' } as const;

/** What requests are signed with. Each operation takes what its `security` names, and no more. */
export interface AlfredCredentials {
  /**
   * The partner's key. Goes with `apiSecret` on every operation.
   *
   * Sent in the header `API-Key`, as it is.
   */
  apiKey: Credential;
  /**
   * The partner's secret. Goes with `apiKey` on every operation; keep it on a server.
   *
   * Sent in the header `API-Secret`, as it is.
   */
  apiSecret: Credential;
  /**
   * The user's access token from `loginSofKyc`, bare, without a scheme before it. Good for two minutes.
   *
   * **Evidence:** conflicting (KYC Full (Penny API)). Every page that asks for the header prints the bare token; an integrator's comments call it a bearer token. No page shows Bearer. Chosen, bare, which is also why this is no http bearer scheme.
   *
   * Sent in the header `Authorization`, as it is.
   */
  userToken?: Credential;
}

export type AlfredClientOptions = ClientOptions<AlfredCredentials>;

const definition: ClientDefinition = {
  server: 'https://api-dev-services.alfredpay.app/api/v1/third-party-service',
  schemes: {
    apiKey: { type: 'apiKey', in: 'header', name: 'API-Key' },
    apiSecret: { type: 'apiKey', in: 'header', name: 'API-Secret' },
    userToken: { type: 'apiKey', in: 'header', name: 'Authorization' },
  },
  operations: {
    'POST /my-info': { operationId: 'myInfo', security: [['apiKey', 'apiSecret']] },
    'POST /login-sof-kyc': { operationId: 'loginSofKyc', security: [['apiKey', 'apiSecret']] },
    'PUT /kyc/upload-document': { operationId: 'uploadDocument', security: [['apiKey', 'apiSecret', 'userToken']] },
  },
};

/**
 * A client of Alfred Penny API, KYC operations: openapi-fetch's `GET`, `POST` and so on, typed by the document.
 * @example
 * const { data, error, response } = await createAlfredClient({ credentials }).POST('/my-info', { … });
 */
export function createAlfredClient(options: AlfredClientOptions): ApiClient<paths> {
  return createApiClient<paths, AlfredCredentials>(definition, options);
}
