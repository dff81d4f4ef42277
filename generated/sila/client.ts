// generated from spec/sila/openapi.yaml — do not edit

import type { ApiClient } from '../../runtime/api-client.js';
import { createApiClient, type ClientOptions } from '../../runtime/client.js';
import type { BasicCredential, Credential } from '../../runtime/credentials.js';
import type { ClientDefinition } from '../../runtime/definition.js';
import type { paths } from './types.js';

export { InvalidCredential } from '../../runtime/invalid-credential.js';
export { MissingCredentials } from '../../runtime/missing-credentials.js';
export type * from './types.js';

/** The servers of the document, for the option `baseUrl`. */
export const servers = { sandbox: 'https://sandbox.silamoney.com', production: 'https://api.silamoney.com' } as const;

/** What requests are signed with. Each operation takes what its `security` names, and no more. */
export interface SilaCredentials {
  /**
   * Signature of the request body with the app's key (ECDSA, legacy): Keccak-256 of the exact bytes sent, signed with secp256k1, as 130 hexadecimal digits of r, s and v without `0x`.
   *
   * Sent in the header `authsignature`, as it is.
   */
  authSignature?: Credential;
  /**
   * The app's client id and client secret. For `authToken` only; any other operation refuses it.
   *
   * Sent in the header `Authorization`, as HTTP Basic.
   */
  basic?: BasicCredential;
  /**
   * The token that `authToken` issues, as received. What Sila recommends and gives to new customers.
   *
   * **Evidence:** conflicting (/kyc). This page and the migration guide put the token itself after Bearer; the page on authenticating with a token wants it base64-encoded once more. Chosen, the token itself, as Sila's own Postman collection sends it.
   *
   * Sent in the header `Authorization`, after `Bearer `.
   */
  bearer?: Credential;
  /**
   * The same signature, made with a key that is registered for `header.user_handle`.
   *
   * Sent in the header `usersignature`, as it is.
   */
  userSignature?: Credential;
}

export type SilaClientOptions = ClientOptions<SilaCredentials>;

const definition: ClientDefinition = {
  server: 'https://sandbox.silamoney.com',
  schemes: {
    authSignature: { type: 'apiKey', in: 'header', name: 'authsignature' },
    basic: { type: 'http', scheme: 'basic' },
    bearer: { type: 'http', scheme: 'bearer' },
    userSignature: { type: 'apiKey', in: 'header', name: 'usersignature' },
  },
  operations: {
    'POST /0.2/auth_token': { operationId: 'authToken', security: [['basic']] },
    'POST /0.2/register': { operationId: 'register', security: [['bearer'], ['authSignature']] },
    'POST /0.2/kyc': { operationId: 'kyc', security: [['bearer'], ['authSignature', 'userSignature']] },
    'POST /0.2/get_verifications': {
      operationId: 'getVerifications',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/get_verifications/{verification_uuid}': {
      operationId: 'getVerification',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
  },
};

/**
 * A client of Sila API 0.2, KYC operations: openapi-fetch's `GET`, `POST` and so on, typed by the document.
 * @example
 * const { data, error, response } = await createSilaClient({ credentials }).POST('/0.2/auth_token', { … });
 */
export function createSilaClient(options: SilaClientOptions): ApiClient<paths> {
  return createApiClient<paths, SilaCredentials>(definition, options);
}
