/** What the generated factories stand on: openapi-fetch, with the provider's base URL and credentials. */
import createClient from 'openapi-fetch';
import type { ApiClient } from './api-client.js';
import { normalizeBaseUrl } from './base-url.js';
import { serializeBody } from './body.js';
import type { Credentials } from './credentials.js';
import type { ClientDefinition } from './definition.js';
import { securityMiddleware } from './security.js';

export interface ClientOptions<C> {
  /**
   * Where the API is: `http:` or `https:`, with or without a path, with or without a slash at the end.
   * @default the first server of the document
   */
  baseUrl?: string;
  /** What to sign requests with. A header of the same name that is passed to one call goes before it. */
  credentials: C;
  /**
   * Sends the requests: a test's handler, a proxy's, one that logs.
   * @default globalThis.fetch
   */
  fetch?: typeof fetch;
}

/**
 * @throws {TypeError} for a base URL that no request could use.
 * Its methods reject with MissingCredentials or InvalidCredential before anything is sent, and with what `fetch`
 * rejects with when there is no response. Any response, of whatever status, is a result.
 */
export function createApiClient<Paths extends object, C extends object>(
  definition: ClientDefinition,
  { baseUrl = definition.server, credentials, fetch }: ClientOptions<C>,
): ApiClient<Paths> {
  const client = createClient<Paths>({
    baseUrl: normalizeBaseUrl(baseUrl),
    bodySerializer: serializeBody,
    // A redirect is handed to the caller as it is: followed, it would carry API keys to whatever host it names.
    redirect: 'manual',
    ...(fetch && { fetch }),
  });
  client.use(securityMiddleware(definition, credentials as Credentials));
  return client as unknown as ApiClient<Paths>;
}
