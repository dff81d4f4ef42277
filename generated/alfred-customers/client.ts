// generated from spec/alfred-customers/openapi.yaml — do not edit

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
export const servers = {
  sandbox: 'https://penny-api-restricted-dev.alfredpay.io/api/v1/third-party-service/penny',
} as const;

/** What requests are signed with. Each operation takes what its `security` names, and no more. */
export interface AlfredCustomersCredentials {
  /**
   * The partner's key. Goes with `apiSecret` on every operation.
   *
   * **Source:** [Reference of fiat accounts, with the headers of every call](https://alfredpay.readme.io/reference/post_fiataccounts-1).
   *
   * Sent in the header `api-key`, as it is.
   */
  apiKey: Credential;
  /**
   * The partner's secret. Goes with `apiKey` on every operation; keep it on a server.
   *
   * **Source:** [Reference of fiat accounts, with the headers of every call](https://alfredpay.readme.io/reference/post_fiataccounts-1).
   *
   * Sent in the header `api-secret`, as it is.
   */
  apiSecret: Credential;
}

export type AlfredCustomersClientOptions = ClientOptions<AlfredCustomersCredentials, keyof typeof servers>;

/** The codes of failures that the document has. More may come. */
export type AlfredCustomersErrorCode = ErrorCodeOf<components, 'errorCode'>;

const definition: ClientDefinition = {
  agent: 'kyc-contracts/0.2.0',
  servers,
  schemes: { apiKey: /* @__PURE__ */ inHeader('api-key'), apiSecret: /* @__PURE__ */ inHeader('api-secret') },
  security: [[['apiKey', 'apiSecret']]],
  operations: {
    'POST /customers/create': ['createCustomer', 0],
    'GET /customers/find/{email}/{country}': ['findCustomer', 0, 1],
    'GET /customers/{customerId}': ['getCustomer', 0, 1],
    'GET /kycRequirements': ['getKycRequirements', 0, 1],
    'GET /kybRequirements': ['getKybRequirements', 0, 3],
    'POST /customers/{customerId}/kyc': ['createKycSubmission', 0],
    'PUT /customers/kyc': ['updateKycSubmission', 0, 2],
    'POST /customers/{customerId}/kyc/{submissionId}/files': ['uploadKycFile', 0],
    'POST /customers/{customerId}/kyc/{submissionId}/submit': ['submitKyc', 0],
    'GET /customers/{customerId}/kyc/{submissionId}/status': ['getKycStatus', 0, 1],
    'GET /customers/kyc/{customerId}': ['getLatestKycSubmission', 0, 1],
    'POST /customers/{customerId}/kyc/{submissionId}/retry': ['retryKyc', 0],
    'GET /customers/{customerId}/kyc/{country}/url': ['getKycLink', 0, 1],
    'GET /customers/kyb/{customerId}/verification/url': ['getKybLink', 0, 1],
    'POST /customers/{customerId}/kyb': ['createKybSubmission', 0],
    'PUT /customers/kyb': ['updateKybSubmission', 0, 2],
    'GET /customers/{customerId}/kyb/details': ['getKybDetails', 0, 1],
    'POST /customers/{customerId}/kyb/{submissionId}/files': ['uploadKybFile', 0, 2],
    'POST /customers/{customerId}/kyb/{idRelatedPerson}/files/relate-person': ['uploadRelatedPersonFile', 0, 2],
    'PUT /customers/{customerId}/kyb/{submissionId}/submit': ['submitKyb', 0, 2],
    'GET /customers/{customerId}/kyb/{submissionId}/status': ['getKybStatus', 0, 1],
    'GET /customers/kyb/{customerId}': ['getLatestKybSubmission', 0, 1],
    'POST /webhooks': ['sendStatusEvent', 0],
  },
  failure: {
    code: 'errorCode',
    codes: [
      '110002',
      '110003',
      '111301',
      '111302',
      '111303',
      '111304',
      '111305',
      '111306',
      '111307',
      '111308',
      '111309',
      '111310',
      '111311',
      '111401',
      '111402',
      '111403',
      '111404',
      '111405',
      '111406',
      '111407',
      '111408',
      '111409',
      '111410',
      '111411',
      '111412',
      '111413',
      '111414',
    ],
  },
};

/**
 * A client of Alfred customers API, KYC and KYB: openapi-fetch's `GET`, `POST` and so on, typed by the document.
 * @example
 * const { data, error, status } = await createAlfredCustomersClient({ credentials }).POST('/customers/create', { … });
 */
export function createAlfredCustomersClient<Throws extends boolean = false>(
  options: AlfredCustomersClientOptions & { throwOnError?: Throws },
  extension?: ClientExtension,
): ApiClient<paths, Throws> {
  return createApiClient<paths, AlfredCustomersCredentials, Throws>(definition, options, extension);
}
