/** What the generated factories stand on: openapi-fetch, with the provider's servers and credentials. */
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
import { checkSettings, type CallSettings } from './settings.js';
import type { Validation } from './validation.js';

import createClient, { type HeadersOptions } from 'openapi-fetch';

export interface ClientOptions<C, ServerName extends string = string> extends CallSettings {
  /**
   * One of the document's servers, by its name. Production has to be asked for.
   * @default 'sandbox', or else the first that is not called `production`
   */
  server?: ServerName;
  /**
   * A server that the document does not have: `http:` or `https:`, with or without a path, with or without a slash at
   * the end. Goes before `server`.
   */
  baseUrl?: string;
  /** What to sign requests with. A header of the same name that is passed to one call goes before it. */
  credentials: C;
  /**
   * Sends the requests: a test's handler, a proxy's, one that logs.
   * @default globalThis.fetch
   */
  fetch?: (request: Request) => Promise<Response>;
  /** Sent with every call; those of one call go before them. `User-Agent` is `kyc-contracts/<version>`, but in browsers. */
  headers?: HeadersOptions;
  /** Holds bodies against the document: what `validation` returns. */
  validate?: Validation;
}

/**
 * @throws {TypeError} for a server that the document does not have, a base URL that no request could use, a number that
 * makes no sense, and a header that cannot be sent.
 * Its methods reject with a ClientError, or with the reason of `signal`. Any complete answer is a result, of whatever
 * status, unless it is a success without the JSON that the document promises.
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
    settings,
    core: createClient({ baseUrl: url, pathSerializer: fillPath }),
    headers: sendableHeaders(userAgent(definition.agent), headers),
    middleware: [],
    sign: signer(definition, extension.credentials?.(given) ?? given),
    extension,
    validate,
    nothing: new Response(null, { status: 204 }),
  };
  const request = (method: string, path: string, options?: SendOptions) =>
    send(sender, toCall(definition, method, path), options);
  const client: Record<string, unknown> = {
    request: (method: string, path: string, options?: SendOptions) => request(method.toUpperCase(), path, options),
    use: (...added: ClientMiddleware[]) => void sender.middleware.push(...checkMiddleware(added)),
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
 * openapi-fetch's `pathSerializer`. Parameters are texts, numbers or booleans: the generator refuses a document that has
 * others.
 * @throws {TypeError} for a value that would lead to another path: `.`, `..` and nothing
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`params.path.${name} must not be empty, "." or ".."`);
    return encodeURIComponent(value);
  });
}
