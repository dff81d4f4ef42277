// generated from spec/sila/openapi.yaml — do not edit

import type { ApiClient } from '../../src/runtime/api-client.js';
import { createApiClient, type ClientOptions } from '../../src/runtime/client.js';
import type { ClientDefinition } from '../../src/runtime/definition.js';
import type { ErrorCodeOf } from '../../src/runtime/error-code.js';
import type { BasicCredential, Credential } from '../../src/runtime/security/credentials.js';
import { basic, bearer, inHeader } from '../../src/runtime/security/scheme.js';
import type { ClientExtension } from '../../src/runtime/extension.js';
import type { components, paths } from './types.js';

export * from '../../src/runtime/public.js';
export type * from './types.js';

/** The servers of the document, by the names that the option `server` takes. */
export const servers = { sandbox: 'https://sandbox.silamoney.com', production: 'https://api.silamoney.com' } as const;

/** What requests are signed with. Each operation takes what its `security` names, and no more. */
export interface SilaCredentials {
  /**
   * Signature of the request body with the app's key (ECDSA, legacy): Keccak-256 of the exact bytes sent, signed with secp256k1, as 130 hexadecimal digits of r, s and v without `0x`.
   *
   * **Source:** [ECDSA Overview](https://docs.silamoney.com/docs/ecdsa-overview).
   *
   * Sent in the header `authsignature`, as it is.
   */
  authSignature?: Credential;
  /**
   * The app's client id and client secret. For `authToken` only; any other operation refuses it.
   *
   * **Source:** [/auth_token](https://docs.silamoney.com/docs/auth_token).
   *
   * Sent in the header `Authorization`, as HTTP Basic.
   */
  basic?: BasicCredential;
  /**
   * The token that `authToken` issues, as received. What Sila recommends and gives to new customers.
   *
   * **Evidence:** conflicting ([/kyc](https://docs.silamoney.com/docs/kyc)). This page and the migration guide put the token itself after Bearer; the page on authenticating with a token wants it base64-encoded once more. Chosen, the token itself, as Sila's own Postman collection sends it.
   *
   * Sent in the header `Authorization`, after `Bearer `.
   */
  bearer?: Credential;
  /**
   * The same signature, made with a key that is registered for `header.business_handle`. Of the four operations that name a business in the header; any other operation about a business takes the business's key for `usersignature`.
   *
   * **Evidence:** conflicting ([/link_business_member](https://docs.silamoney.com/docs/link_business_member)). Newest copies of the pages print it outside the lines for ECDSA, so with a token too; Sila's Postman collection for tokens sends none, and an app with a token has no key to sign with. Chosen, only where the app signs.
   *
   * Sent in the header `businesssignature`, as it is.
   */
  businessSignature?: Credential;
  /**
   * The same signature, made with a key that is registered for `header.user_handle`.
   *
   * **Source:** [ECDSA Overview](https://docs.silamoney.com/docs/ecdsa-overview).
   *
   * Sent in the header `usersignature`, as it is.
   */
  userSignature?: Credential;
}

export type SilaClientOptions = ClientOptions<SilaCredentials, keyof typeof servers>;

/** The codes of failures that the document has. More may come. */
export type SilaErrorCode = ErrorCodeOf<components, 'error_code'>;

const definition: ClientDefinition = {
  agent: 'kyc-contracts/0.2.0',
  servers,
  schemes: {
    authSignature: /* @__PURE__ */ inHeader('authsignature'),
    basic: /* @__PURE__ */ basic(),
    bearer: /* @__PURE__ */ bearer(),
    businessSignature: /* @__PURE__ */ inHeader('businesssignature'),
    userSignature: /* @__PURE__ */ inHeader('usersignature'),
  },
  security: [
    [['basic']],
    [['bearer'], ['authSignature']],
    [['bearer'], ['authSignature', 'userSignature']],
    [['bearer'], ['authSignature', 'userSignature', 'businessSignature']],
    [['bearer'], ['authSignature', 'userSignature'], ['authSignature']],
  ],
  operations: {
    'POST /0.2/auth_token': ['authToken', 0, 1],
    'POST /0.2/check_handle': ['checkHandle', 1, 1],
    'POST /0.2/register': ['register', 1],
    'POST /0.2/get_entity': ['getEntity', 2, 1],
    'POST /0.2/get_entities': ['getEntities', 1, 1],
    'POST /0.2/add/email': ['addEmail', 2],
    'POST /0.2/add/phone': ['addPhone', 2],
    'POST /0.2/add/identity': ['addIdentity', 2],
    'POST /0.2/add/address': ['addAddress', 2],
    'POST /0.2/update/email': ['updateEmail', 2],
    'POST /0.2/update/phone': ['updatePhone', 2],
    'POST /0.2/update/identity': ['updateIdentity', 2],
    'POST /0.2/update/address': ['updateAddress', 2],
    'POST /0.2/update/entity': ['updateEntity', 2],
    'POST /0.2/delete/email': ['deleteEmail', 2],
    'POST /0.2/delete/phone': ['deletePhone', 2],
    'POST /0.2/delete/identity': ['deleteIdentity', 2],
    'POST /0.2/delete/address': ['deleteAddress', 2],
    'POST /0.2/get_business_types': ['getBusinessTypes', 1, 1],
    'POST /0.2/get_business_roles': ['getBusinessRoles', 1, 1],
    'POST /0.2/get_naics_categories': ['getNaicsCategories', 1, 1],
    'POST /0.2/link_business_member': ['linkBusinessMember', 3],
    'POST /0.2/unlink_business_member': ['unlinkBusinessMember', 3],
    'POST /0.2/certify_beneficial_owner': ['certifyBeneficialOwner', 3],
    'POST /0.2/certify_business': ['certifyBusiness', 3],
    'POST /0.2/kyc': ['kyc', 2],
    'POST /0.2/get_verifications': ['getVerifications', 2, 1],
    'POST /0.2/get_verifications/{verification_uuid}': ['getVerification', 2, 1],
    'PUT /0.2/resume_verification': ['resumeVerification', 2],
    'POST /0.2/documents': ['uploadDocuments', 2],
    'POST /0.2/list_documents': ['listDocuments', 2, 1],
    'POST /0.2/get_document': ['getDocument', 2, 3],
    'POST /0.2/document_types': ['documentTypes', 1, 1],
    'POST /0.2/request_kyc': ['requestKyc', 2],
    'POST /0.2/check_kyc': ['checkKyc', 4, 1],
    'POST /0.2/check_partner_kyc': ['checkPartnerKyc', 1, 1],
    'GET /0.2/check_kyc/{verification_id}/required_document_types': ['requiredDocumentTypes', 2, 3],
    'POST /0.2/get_webhooks': ['getWebhooks', 1, 1],
    'POST /0.2/retry_webhook': ['retryWebhook', 1],
  },
  failure: {
    code: 'error_code',
    reference: ['sila_reference_id', 'reference'],
    codes: [
      'KYC_ATTEMPTS_EXCEEDED',
      'KYC_FLOW_DNE',
      'KYC_FLOW_NOT_APPROVED',
      'KYC_REQUEST_DUPLICATE_PENDING',
      'RECENTLY_PASSED_ID_VERIFICATION',
    ],
  },
};

/**
 * A client of Sila API 0.2, KYC operations: openapi-fetch's `GET`, `POST` and so on, typed by the document.
 * @example
 * const { data, error, status } = await createSilaClient({ credentials }).POST('/0.2/auth_token', { … });
 */
export function createSilaClient<Throws extends boolean = false>(
  options: SilaClientOptions & { throwOnError?: Throws },
  extension?: ClientExtension,
): ApiClient<paths, Throws> {
  return createApiClient<paths, SilaCredentials, Throws>(definition, options, extension);
}
