/** The base of the generated factories: openapi-fetch, with the provider's servers and credentials. */
import createClient, { type HeadersOptions } from 'openapi-fetch';
import type { ApiClient } from './api-client.js';
import type { Sender } from './attempt.js';
import { chooseServer, normalizeBaseUrl } from './base-url.js';
import { toCall, type ClientDefinition } from './definition.js';
import type { ClientExtension } from './extension.js';
import { checkMiddleware, type ClientMiddleware } from './middleware.js';
import type { Credentials } from './security/credentials.js';
import { signer } from './security/sign.js';
import { send, type SendOptions } from './send.js';
import { sendableHeaders, userAgent } from './sendable-headers.js';
import { checkSettings, defaults, type CallSettings } from './settings.js';
import type { Validation } from './validation.js';
import { withDefaults } from './with-defaults.js';

export interface ClientOptions<C, ServerName extends string = string> extends CallSettings {
  /**
   * The name of one of the document's servers. Production must be set explicitly.
   * @default 'sandbox', or else the first that is not named `production`
   */
  server?: ServerName;
  /**
   * A server that the document does not have: `http:` or `https:`, with or without a path, with or without a trailing
   * slash. Overrides `server`.
   */
  baseUrl?: string;
  /** The credentials of all requests. A header of the same name in one call overrides them. */
  credentials: C;
  /** Sends the requests, for example to a test's handler, a proxy or a logger. @default globalThis.fetch */
  fetch?: (request: Request) => Promise<Response>;
  /**
   * Headers of every call; those of one call override them. `User-Agent` is `kyc-contracts/<version>`, except in
   * browsers.
   */
  headers?: HeadersOptions;
  /** Validates bodies against the document: the result of `validation`. */
  validate?: Validation;
}

/**
 * Creates a client. Its methods reject with a ClientError, or with the reason of `signal`. Any complete response is a
 * result, of any status, except a success without the documented JSON.
 * @throws {TypeError} for a server that the document does not have, an unusable base URL, a number out of range, and a
 *   header that cannot be sent.
 */
export function createApiClient<Paths extends object, C extends object, Throws extends boolean = false>(
  definition: ClientDefinition,
  { server, baseUrl, credentials, headers, validate, ...settings }: ClientOptions<C> = {} as ClientOptions<C>,
  extension: ClientExtension = {},
): ApiClient<Paths, Throws> {
  checkSettings(settings);
  const given = (credentials ?? {}) as Credentials;
  const url = normalizeBaseUrl(baseUrl ?? chooseServer(definition.servers, server));
  const sender: Sender = {
    baseUrl: url,
    settings: withDefaults(defaults, settings),
    core: createClient({ baseUrl: url, pathSerializer: fillPath }),
    headers: sendableHeaders(userAgent(definition.agent), headers),
    middleware: [],
    sign: signer(definition, extension.credentials?.(given) ?? given),
    extension,
    validate,
    nothing: new Response(null, { status: 204 }),
  };
  const request = (method: string, path: string, options?: SendOptions) =>
    send(sender, toCall(definition, method.toUpperCase(), path), options);
  const client: Record<string, unknown> = {
    request,
    use: (...added: ClientMiddleware[]) => {
      checkMiddleware(added);
      sender.middleware.push(...added);
    },
    eject: (...gone: ClientMiddleware[]) => {
      sender.middleware = sender.middleware.filter((one) => !gone.includes(one));
    },
  };
  for (const operation of Object.keys(definition.operations)) {
    const [method = ''] = operation.split(' ');
    client[method] = (path: string, options?: SendOptions) => request(method, path, options);
  }
  return (extension.wrap?.(client) ?? client) as ApiClient<Paths, Throws>;
}

/**
 * The `pathSerializer` for openapi-fetch. Parameters are texts, numbers or booleans, since the generator refuses other
 * types.
 * @throws {TypeError} for a value that would lead to another path: `.`, `..` and the empty text
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`params.path.${name} must not be empty, "." or ".."`);
    return encodeURIComponent(value);
  });
}
