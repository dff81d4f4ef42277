// generated from spec/sandbox/openapi.yaml — do not edit

import type { ApiClient } from '../../src/runtime/api-client.js';
import { createApiClient, type ClientOptions } from '../../src/runtime/client.js';
import type { ClientDefinition } from '../../src/runtime/definition.js';
import type { ErrorCodeOf } from '../../src/runtime/error-code.js';

import type { ClientExtension } from '../../src/runtime/extension.js';
import type { components, paths } from './types.js';

export * from '../../src/runtime/public.js';
export type * from './types.js';

/** The servers of the document, by the names that the option `server` takes. */
export const servers = { local: 'http://127.0.0.1:4000/_sandbox' } as const;

/** What requests are signed with. Each operation takes what its `security` names, and no more. */
export interface SandboxCredentials {}

/** There are no credentials. */
export type SandboxClientOptions = Partial<ClientOptions<SandboxCredentials, keyof typeof servers>>;

/** The codes of failures that the document has. More may come. */
export type SandboxErrorCode = ErrorCodeOf<components>;

const definition: ClientDefinition = {
  agent: 'kyc-contracts/0.2.0',
  servers,
  schemes: {},
  security: [[]],
  operations: {
    'GET /clock': ['readClock', 0, 1],
    'POST /clock/set': ['setClock', 0],
    'POST /clock/advance': ['advanceClock', 0],
    'POST /reset': ['resetSandbox', 0, 2],
    'GET /snapshot': ['takeSnapshot', 0, 1],
    'POST /restore': ['restoreSnapshot', 0, 2],
    'GET /verifications': ['listVerifications', 0, 1],
    'POST /verifications/{provider}/{verification_id}/decision': ['decideVerification', 0],
    'POST /members': ['addMember', 0, 2],
    'POST /tokens': ['issueToken', 0],
    'POST /force': ['forceResponse', 0, 2],
    'GET /requests': ['listRequests', 0, 1],
    'GET /webhook-deliveries': ['listWebhookDeliveries', 0, 1],
    'GET /webhook-endpoints': ['listWebhookEndpoints', 0, 1],
    'POST /webhook-endpoints/register': ['registerWebhookEndpoint', 0, 2],
  },
};

/**
 * A client of kyc-contracts sandbox, control API: openapi-fetch's `GET`, `POST` and so on, typed by the document.
 * @example
 * const { data, error, status } = await createSandboxClient({ credentials }).GET('/clock', { … });
 */
export function createSandboxClient<Throws extends boolean = false>(
  options?: SandboxClientOptions & { throwOnError?: Throws },
  extension?: ClientExtension,
): ApiClient<paths, Throws> {
  return createApiClient<paths, SandboxCredentials, Throws>(
    definition,
    options as SandboxClientOptions & { credentials: SandboxCredentials },
    extension,
  );
}
