/**
 * One attempt of a call: openapi-fetch builds and sends the request and runs the middlewares; this module reads the
 * response.
 */
import type { Client, HeadersOptions, Middleware, ParseAs } from 'openapi-fetch';
import { baseUrlWithin } from './base-url.js';
import { asSent, isStream, serializeBody } from './body.js';
import type { Call } from './definition.js';
import { NetworkError } from './errors/network-error.js';
import { UnexpectedResponse } from './errors/unexpected-response.js';
import type { ClientExtension } from './extension.js';
import { follow } from './follow.js';
import { guard, type CallContext, type ClientMiddleware } from './middleware.js';
import { readBody } from './read-body.js';
import { sendableHeaders } from './sendable-headers.js';
import { defaults, type CallSettings, type Settings } from './settings.js';
import type { Validation } from './validation.js';

/** What all calls of a client share. */
export interface Sender {
  readonly core: Client<any>;
  readonly baseUrl: string;
  /** The defaults of all calls. */
  readonly settings: Settings;
  readonly headers: Readonly<Record<string, string>>;
  middleware: ClientMiddleware[];
  /** Adds the client's credentials to a request. */
  readonly sign: (call: Call, request: Request) => Promise<Request | undefined>;
  readonly extension: ClientExtension;
  readonly validate: Validation | undefined;
  /** Replaces each response for openapi-fetch, which would read its body without a limit. */
  readonly nothing: Response;
}

/** The options of a call, without its signal: our own, those of openapi-fetch, and those of `fetch`. */
export interface CallOptions extends CallSettings, Omit<RequestInit, 'body' | 'headers' | 'signal'> {
  parseAs?: ParseAs;
  fetch?: (request: Request) => Promise<Response>;
  params?: Partial<Record<'path' | 'query', Record<string, unknown>>> & { header?: HeadersOptions };
  body?: unknown;
  bodySerializer?: (body: never, headers: Headers) => unknown;
  headers?: HeadersOptions;
  middleware?: readonly ClientMiddleware[];
  baseUrl?: string;
}

export interface Result {
  ok: boolean;
  status: number;
  data?: unknown;
  error?: unknown;
  response: Response;
  call: Call;
}

const foreignFetch =
  "The option fetch takes no Request, as npm's undici: give (request) => fetch(request, { dispatcher }), with the platform's.";

/** @returns the documented success, or a failure of any kind */
export async function attemptOnce(sender: Sender, options: CallOptions, context: CallContext): Promise<Result> {
  const { core, extension, settings, validate } = sender;
  const { call, signal } = context;
  const { params, parseAs = 'json', redirect, headers, middleware = [], bodySerializer = serializeBody } = options;
  const { fetch = settings.fetch, maxBodySize = settings.maxBodySize } = options;
  const value = extension.body ? extension.body(options.body, call) : options.body;
  validate?.request(call, value);
  const own = headers || params?.header ? sendableHeaders(sender.headers, headers, params?.header) : sender.headers;
  const body = value === undefined ? value : bodySerializer(value as never, own as never);

  let response!: Response;
  const keep = (received: Response) => {
    response = received;
    return sender.nothing;
  };
  const init: Record<string, unknown> = {
    baseUrl: options.baseUrl && baseUrlWithin(options.baseUrl, sender.baseUrl),
    // A redirect is returned to the caller: if it were followed, API keys would reach any host that it names.
    redirect: redirect === 'error' ? redirect : ('manual' as const),
    params: params?.path || !call.path.includes('{') ? params : { ...params, path: {} },
    headers: headersFor(own, body),
    body,
    bodySerializer: asSent,
    parseAs,
    signal,
    async fetch(request: Request) {
      try {
        // A middleware may have taken long, and not every `fetch` respects a signal.
        if (signal.aborted) throw signal.reason;
        context.hasLeft = true;
        return await (redirect === 'follow' ? follow(request, fetch) : fetch(request));
      } catch (cause) {
        // Nothing was sent, and a second attempt would fail in the same way.
        if (/\[object Request\]/.test(String(cause))) throw new TypeError(foreignFetch);
        throw new NetworkError(call, cause);
      }
    },
    middleware: [
      { onResponse: ({ response }) => keep(response) },
      ...(extension.middleware ?? []),
      { onRequest: ({ request }) => sender.sign(call, request) },
      ...guard(sender.middleware, 'client.use()', context, keep),
      ...guard(middleware, 'the call', context, keep),
    ] satisfies Middleware[],
  };
  if (isStream(body)) init['duplex'] = 'half';
  // Those of `fetch` and openapi-fetch. With a spread V8 makes `init` a slow dictionary.
  for (const name in options) if (!(name in init || name in defaults)) init[name] = options[name as keyof CallOptions];
  await core.request(call.method as 'get', call.path, init);

  const { ok, status } = response;
  const result = (body: unknown): Result => ({ ok, status, [ok ? 'data' : 'error']: body, response, call });
  if (ok && parseAs === 'stream') return result(response.body);
  const { content, size } = await readBody(response, ok ? (parseAs as 'json') : 'text', maxBodySize, call);
  if (ok && parseAs !== 'json') return result(content);
  // A failure that is not JSON, such as a proxy's, is still a failure; its body is text.
  let parsed: unknown = content || undefined;
  try {
    parsed = JSON.parse(content as string);
  } catch {
    // This error would quote the body.
    if (ok && (content || !call.bodiless)) throw new UnexpectedResponse(call, response);
  }
  validate?.response(call, status, parsed, size);
  return result(parsed);
}

/** openapi-fetch treats everything but forms as JSON. The boundary of a form is known only to the platform. */
function headersFor(headers: Readonly<Record<string, string>>, body: unknown): HeadersOptions {
  if (typeof body === 'string' || body === undefined) return headers;
  return body instanceof FormData || !headers['content-type'] ? { ...headers, 'content-type': null } : headers;
}
