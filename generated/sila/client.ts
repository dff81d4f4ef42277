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
    'POST /0.2/check_handle': { operationId: 'checkHandle', security: [['bearer'], ['authSignature']] },
    'POST /0.2/register': { operationId: 'register', security: [['bearer'], ['authSignature']] },
    'POST /0.2/get_entity': { operationId: 'getEntity', security: [['bearer'], ['authSignature', 'userSignature']] },
    'POST /0.2/get_entities': { operationId: 'getEntities', security: [['bearer'], ['authSignature']] },
    'POST /0.2/add/email': { operationId: 'addEmail', security: [['bearer'], ['authSignature', 'userSignature']] },
    'POST /0.2/add/phone': { operationId: 'addPhone', security: [['bearer'], ['authSignature', 'userSignature']] },
    'POST /0.2/add/identity': {
      operationId: 'addIdentity',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/add/address': { operationId: 'addAddress', security: [['bearer'], ['authSignature', 'userSignature']] },
    'POST /0.2/update/email': {
      operationId: 'updateEmail',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/update/phone': {
      operationId: 'updatePhone',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/update/identity': {
      operationId: 'updateIdentity',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/update/address': {
      operationId: 'updateAddress',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/update/entity': {
      operationId: 'updateEntity',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/delete/email': {
      operationId: 'deleteEmail',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/delete/phone': {
      operationId: 'deletePhone',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/delete/identity': {
      operationId: 'deleteIdentity',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/delete/address': {
      operationId: 'deleteAddress',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/kyc': { operationId: 'kyc', security: [['bearer'], ['authSignature', 'userSignature']] },
    'POST /0.2/get_verifications': {
      operationId: 'getVerifications',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/get_verifications/{verification_uuid}': {
      operationId: 'getVerification',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'PUT /0.2/resume_verification': {
      operationId: 'resumeVerification',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/documents': {
      operationId: 'uploadDocuments',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/list_documents': {
      operationId: 'listDocuments',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/get_document': {
      operationId: 'getDocument',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/document_types': { operationId: 'documentTypes', security: [['bearer'], ['authSignature']] },
    'POST /0.2/request_kyc': { operationId: 'requestKyc', security: [['bearer'], ['authSignature', 'userSignature']] },
    'POST /0.2/check_kyc': {
      operationId: 'checkKyc',
      security: [['bearer'], ['authSignature', 'userSignature'], ['authSignature']],
    },
    'POST /0.2/check_partner_kyc': { operationId: 'checkPartnerKyc', security: [['bearer'], ['authSignature']] },
    'GET /0.2/check_kyc/{verification_id}/required_document_types': {
      operationId: 'requiredDocumentTypes',
      security: [['bearer'], ['authSignature', 'userSignature']],
    },
    'POST /0.2/get_webhooks': { operationId: 'getWebhooks', security: [['bearer'], ['authSignature']] },
    'POST /0.2/retry_webhook': { operationId: 'retryWebhook', security: [['bearer'], ['authSignature']] },
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
