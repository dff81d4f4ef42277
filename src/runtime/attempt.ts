/** One attempt of a call: makes the request, sends it past the middlewares, reads the answer. */
import type { HeadersOptions, MergedOptions, Middleware, ParseAs } from 'openapi-fetch';
import { serializeBody } from './body.js';
import type { Call } from './definition.js';
import { UnexpectedResponse } from './errors/unexpected-response.js';
import { exchange } from './exchange.js';
import type { ClientExtension } from './extension.js';
import { follow } from './follow.js';
import { fillPath, toQuery } from './parameters.js';
import { readBody } from './read-body.js';
import { sendableHeaders } from './sendable-headers.js';
import type { Validation } from './validation.js';

/** What a client's calls have in common. */
export interface Sender {
  readonly baseUrl: string;
  readonly headers: HeadersOptions;
  middleware: Middleware[];
  readonly extension: ClientExtension;
  readonly validate: Validation | undefined;
}

/** Those of openapi-fetch's options that a call may have, and what `fetch` takes. */
export interface AttemptOptions extends Omit<RequestInit, 'body' | 'headers' | 'signal'> {
  parseAs?: ParseAs;
  fetch?: (request: Request) => Promise<Response>;
  params?: Partial<Record<'path' | 'query', Record<string, unknown>>> & { header?: HeadersOptions };
  body?: unknown;
  headers?: HeadersOptions;
  middleware?: readonly Middleware[];
  maxBodySize?: number;
}

export interface Result {
  status: number;
  data?: unknown;
  error?: unknown;
  response: Response;
  call: Call;
}

/** @returns what came back, if it is what the document promises or a failure of whatever kind */
export async function attemptOnce(
  { headers, middleware, extension, validate, baseUrl }: Sender,
  call: Call,
  options: AttemptOptions,
  signal: AbortSignal,
): Promise<Result> {
  const { params = {}, parseAs = 'json', fetch = globalThis.fetch, maxBodySize = 2 ** 25, redirect, ...init } = options;
  const merged = {
    baseUrl,
    bodySerializer: serializeBody,
    pathSerializer: fillPath,
    querySerializer: toQuery,
    parseAs,
    async fetch(request: Request) {
      // A middleware may have taken its time, and not every `fetch` heeds a signal.
      signal.throwIfAborted();
      return redirect === 'follow' ? follow(request, fetch) : fetch(request);
    },
  } as MergedOptions;
  const value = extension.body ? extension.body(init.body, call) : init.body;
  validate?.request(call, value);
  const body = value === undefined ? value : serializeBody(value);
  const request = new Request(baseUrl + fillPath(call.path, params.path ?? {}) + toQuery(params.query ?? {}), {
    // A redirect is handed to the caller as it is: followed, it would carry API keys to whatever host it names.
    ...init,
    redirect: redirect === 'error' ? redirect : 'manual',
    ...(body instanceof ReadableStream && { duplex: 'half' }),
    method: call.method,
    headers: sendableHeaders(
      // Of a form, the platform alone knows the boundary.
      typeof body === 'string' ? { 'Content-Type': 'application/json' } : undefined,
      headers,
      init.headers,
      params.header,
    ),
    body,
    signal,
  });
  const context = { request, schemaPath: call.path, params: params as {}, id: call.operationId, options: merged };
  const response = await exchange(call, context, [...middleware, ...(init.middleware ?? [])]);

  const { ok, status } = response;
  const result = { status, response, call };
  if (ok && parseAs === 'stream') return { ...result, data: response.body };
  const bytes = await readBody(response, maxBodySize, call);
  if (ok && parseAs !== 'json') return { ...result, data: await bytes[parseAs as 'text']() };
  const text = await bytes.text();
  let content: unknown = text || undefined;
  let isJson = !text && call.bodiless;
  try {
    content = JSON.parse(text);
    isJson = true;
  } catch {
    // The error would quote the body. A failure that is no JSON, such as a proxy's, is still a failure: a text.
  }
  if (ok && !isJson) throw new UnexpectedResponse(call, response);
  validate?.response(call, status, content, bytes.size);
  return { ...result, [ok ? 'data' : 'error']: content };
}
