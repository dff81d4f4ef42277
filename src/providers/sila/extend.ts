/** What the client of Sila does by itself: the header of each body, the time in it, the bearer token. */
import { isReady } from '../../runtime/body.js';
import type { Call } from '../../runtime/definition.js';
import type { ClientExtension } from '../../runtime/extension.js';
import { withDefaults } from '../../runtime/with-defaults.js';
import type { ExtraOptions } from './options.js';
import { createServerClock } from './server-clock.js';
import { keepToken, type IssuedToken } from './token-keeper.js';
import { TokenRefused } from './token-refused.js';

interface TokenClient {
  POST(
    path: '/0.2/auth_token',
    options: { throwOnError: false },
  ): Promise<{ data?: { access_token: IssuedToken }; response: Response }>;
}

/** @throws {TypeError} for an `app_handle` that is there and empty, such as an unset variable of the environment */
export function extend(options: ExtraOptions = {}): ClientExtension {
  const { app_handle, reference, bearerFormat, now = Date.now } = options;
  if (!app_handle && 'app_handle' in options) throw new TypeError('app_handle is empty: give it, or leave it out.');
  if (!app_handle) return {};
  const clock = createServerClock(now);
  /** The `created` that each call was last given by us, to tell whether it was refused for that. */
  const filledIn = new WeakMap<Call, number>();
  let client: TokenClient;
  const keeper = keepToken(async () => {
    const { data, response } = await client.POST('/0.2/auth_token', { throwOnError: false });
    if (!data) throw new TokenRefused(response.status);
    const { token, expiration } = data.access_token;
    return { token: bearerFormat === 'base64' ? btoa(token) : token, expiration };
  }, clock.now);

  return {
    credentials: (given) => ({
      ...given,
      bearer: given.bearer || (given.basic && keeper.token),
    }),
    body: (body, call) =>
      fillHeader(body as object | undefined, call, (header) => {
        const created = clock.now();
        if (!header?.created) filledIn.set(call, created);
        const id = reference?.() ?? globalThis.crypto?.randomUUID?.();
        return withDefaults({ created, app_handle, reference: id }, header);
      }),
    middleware: [
      {
        onResponse({ response, request: { headers } }) {
          clock.learn(response);
          if (response.status === 401) keeper.forget(headers.get('Authorization')?.slice(7)); // after `Bearer `
        },
      },
    ],
    // Neither has done anything: a token that has run out, and a `created` that by Sila's own clock it cannot take.
    repeat: ({ call, response: { status }, error }) =>
      status === 401
        ? /expired/i.test((error as Error)?.message)
        : status === 400 && !clock.accepts(filledIn.get(call) ?? clock.now()),
    wrap(own) {
      client = own as unknown as TokenClient;
      return own;
    },
  };
}

/** Where the `header` of a body is. */
interface Part {
  header?: { created?: number };
  data?: Part;
}

/**
 * A form has its header in the part `data`; one that the caller has made, bytes and streams stay as they are; a request without a body, such as any GET of `fetch`, has none.
 * @returns another body: the one that it gets is the caller's
 */
export function fillHeader(
  body: Part | undefined,
  { method, path }: Call,
  fill: (header: Part['header']) => object,
): Part | undefined {
  if (method === 'GET' || isReady(body)) return body;
  const filled = (part?: Part) => ({ ...part, header: fill(part?.header) });
  return path === '/0.2/documents' ? { ...body, data: filled(body?.data) } : filled(body);
}
