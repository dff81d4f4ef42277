/**
 * One attempt of a call: openapi-fetch builds and sends the request and runs the middlewares; this module reads the
 * response.
 */
import type { Client, HeadersOptions, Middleware, ParseAs } from 'openapi-fetch';
import { asSent, isStream, serializeBody } from './body.js';
import type { Call } from './definition.js';
import { NetworkError } from './errors/network-error.js';
import { UnexpectedResponse } from './errors/unexpected-response.js';
import type { ClientExtension } from './extension.js';
import { follow } from './follow.js';
import { guard, type AttemptContext, type ClientMiddleware } from './middleware.js';
import { readBody } from './read-body.js';
import { sendableHeaders } from './sendable-headers.js';
import type { CallSettings } from './settings.js';
import type { Validation } from './validation.js';

/** What all calls of a client share. */
export interface Sender {
  readonly core: Client<any>;
  readonly baseUrl: string;
  /** The defaults of all calls. */
  readonly settings: CallSettings & Pick<AttemptOptions, 'fetch'>;
  readonly headers: Readonly<Record<string, string>>;
  middleware: ClientMiddleware[];
  /** Adds the client's credentials to a request. */
  readonly sign: (call: Call, request: Request) => Promise<Request | undefined>;
  readonly extension: ClientExtension;
  readonly validate: Validation | undefined;
  /** Replaces each response for openapi-fetch, which would read its body without a limit. */
  readonly nothing: Response;
}

/** The options of openapi-fetch that a call may have. */
export interface AttemptOptions {
  parseAs?: ParseAs;
  fetch?: (request: Request) => Promise<Response>;
  params?: Partial<Record<'path' | 'query', Record<string, unknown>>> & { header?: HeadersOptions };
  body?: unknown;
  bodySerializer?: (body: never, headers: Headers) => unknown;
  headers?: HeadersOptions;
  middleware?: readonly ClientMiddleware[];
  maxBodySize?: number | undefined;
  redirect?: RequestInit['redirect'];
}

/** The other options of `fetch` and openapi-fetch. */
export interface AttemptInit extends Omit<RequestInit, 'body' | 'headers' | 'signal' | 'redirect'> {
  baseUrl?: string;
}

type OpenInit = AttemptInit & Record<string, unknown>;

/** Options of a call that are not passed to openapi-fetch. */
const ours = new Set('maxBodySize timeout deadline retry throwOnError'.split(' '));

export function initOf(options: AttemptOptions & AttemptInit): OpenInit {
  const init: Record<string, unknown> = {};
  for (const name in options) if (!ours.has(name)) init[name] = options[name as keyof AttemptInit];
  return init;
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
export async function attemptOnce(
  sender: Sender,
  call: Call,
  options: AttemptOptions,
  init: OpenInit,
  attempt: AttemptContext,
): Promise<Result> {
  const { extension, validate } = sender;
  const { params, parseAs = 'json', fetch = globalThis.fetch, maxBodySize = 2 ** 25, redirect } = options;
  const { headers, middleware = [], bodySerializer = serializeBody } = options;
  const value = extension.body ? extension.body(options.body, call) : options.body;
  validate?.request(call, value);
  const own = headers || params?.header ? sendableHeaders(sender.headers, headers, params?.header) : sender.headers;
  const body = value === undefined ? value : bodySerializer(value as never, own as never);

  let answer: Response | undefined;
  const keep = (response: Response) => {
    answer = response;
    return sender.nothing;
  };
  if (isStream(body)) Object.assign(init, { duplex: 'half' });
  const middlewares: Middleware[] = [
    { onResponse: ({ response }) => keep(response) },
    ...(extension.middleware ?? []),
    { onRequest: ({ request }) => sender.sign(call, request) },
  ];
  if (sender.middleware.length > 0) middlewares.push(...guard(sender.middleware, 'client.use()', call, attempt, keep));
  if (middleware.length > 0) middlewares.push(...guard(middleware, 'the call', call, attempt, keep));
  // No spread: before so many members V8 makes it a slow dictionary.
  await sender.core.request(
    call.method as 'get',
    call.path,
    Object.assign(init, {
      // A redirect is returned to the caller: if it were followed, API keys would reach any host that it names.
      redirect: redirect === 'error' ? redirect : ('manual' as const),
      params: params?.path || !call.path.includes('{') ? params : { ...params, path: {} },
      headers: headersFor(own, body),
      body,
      bodySerializer: asSent,
      parseAs,
      signal: attempt.signal,
      async fetch(request: Request) {
        try {
          // A middleware may have taken long, and not every `fetch` respects a signal.
          attempt.leave();
          return await (redirect === 'follow' ? follow(request, fetch) : fetch(request));
        } catch (cause) {
          // Nothing was sent, and a second attempt would fail in the same way.
          if (/\[object Request\]/.test(String(cause))) throw new TypeError(foreignFetch);
          throw new NetworkError(call, cause);
        }
      },
      middleware: middlewares,
    }),
  );

  const response = answer!;
  const { ok, status } = response;
  const success = (data: unknown): Result => ({ ok, status, data, response, call });
  if (ok && parseAs === 'stream') return success(response.body);
  const { content, size } = await readBody(response, ok ? (parseAs as 'json') : 'text', maxBodySize, call);
  if (ok && parseAs !== 'json') return success(content);
  let parsed: unknown = content || undefined;
  let isJson = !content && call.bodiless;
  try {
    parsed = JSON.parse(content as string);
    isJson = true;
  } catch {
    // The error would quote the body. A failure that is not JSON, such as a proxy's, is still a failure; its body is
    // text.
  }
  if (ok && !isJson) throw new UnexpectedResponse(call, response);
  validate?.response(call, status, parsed, size);
  return ok ? success(parsed) : { ok, status, error: parsed, response, call };
}

/** openapi-fetch treats everything but forms as JSON. The boundary of a form is known only to the platform. */
function headersFor(headers: Readonly<Record<string, string>>, body: unknown): HeadersOptions {
  if (typeof body === 'string' || body === undefined) return headers;
  return body instanceof FormData || !headers['content-type'] ? { ...headers, 'content-type': null } : headers;
}
