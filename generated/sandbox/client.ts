// generated from spec/sandbox/openapi.yaml — do not edit

import type { ApiClient } from '../../runtime/api-client.js';
import { createApiClient, type ClientOptions } from '../../runtime/client.js';
import type {} from '../../runtime/credentials.js';
import type { ClientDefinition } from '../../runtime/definition.js';
import type { paths } from './types.js';

export { InvalidCredential } from '../../runtime/invalid-credential.js';
export { MissingCredentials } from '../../runtime/missing-credentials.js';
export type * from './types.js';

/** The servers of the document, for the option `baseUrl`. */
export const servers = { local: 'http://127.0.0.1:4000/_sandbox' } as const;

/** What requests are signed with. Each operation takes what its `security` names, and no more. */
export interface SandboxCredentials {}

export type SandboxClientOptions = ClientOptions<SandboxCredentials>;

const definition: ClientDefinition = {
  server: 'http://127.0.0.1:4000/_sandbox',
  schemes: {},
  operations: {
    'GET /clock': { operationId: 'readClock', security: [] },
    'POST /clock/set': { operationId: 'setClock', security: [] },
    'POST /clock/advance': { operationId: 'advanceClock', security: [] },
    'POST /reset': { operationId: 'resetSandbox', security: [] },
    'GET /snapshot': { operationId: 'takeSnapshot', security: [] },
    'POST /restore': { operationId: 'restoreSnapshot', security: [] },
    'GET /verifications': { operationId: 'listVerifications', security: [] },
    'POST /verifications/{provider}/{verification_id}/decision': { operationId: 'decideVerification', security: [] },
    'POST /members': { operationId: 'addMember', security: [] },
    'POST /tokens': { operationId: 'issueToken', security: [] },
    'POST /force': { operationId: 'forceResponse', security: [] },
    'GET /requests': { operationId: 'listRequests', security: [] },
    'GET /webhook-deliveries': { operationId: 'listWebhookDeliveries', security: [] },
    'GET /webhook-endpoints': { operationId: 'listWebhookEndpoints', security: [] },
    'POST /webhook-endpoints/register': { operationId: 'registerWebhookEndpoint', security: [] },
  },
};

/**
 * A client of kyc-contracts sandbox, control API: openapi-fetch's `GET`, `POST` and so on, typed by the document.
 * @example
 * const { data, error, response } = await createSandboxClient({ credentials }).GET('/clock', { … });
 */
export function createSandboxClient(options: SandboxClientOptions): ApiClient<paths> {
  return createApiClient<paths, SandboxCredentials>(definition, options);
}
