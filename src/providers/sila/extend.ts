/** The additions to Sila's client: the header of each body, its time, and the bearer token. */
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

/** @throws {TypeError} for an empty `app_handle`, such as an unset environment variable */
export function extend(options: ExtraOptions = {}): ClientExtension {
  const { app_handle, reference, bearerFormat, now = Date.now } = options;
  if (!app_handle && 'app_handle' in options) throw new TypeError('app_handle is empty: give it, or leave it out.');
  if (!app_handle) return {};
  const clock = createServerClock(now);
  /** The `created` that the client last set for each call, to detect that Sila refused the call because of it. */
  const filledIn = new WeakMap<Call, number>();
  let client: TokenClient;
  const keeper = keepToken(async () => {
    const { data, response } = await client.POST('/0.2/auth_token', { throwOnError: false });
    if (!data?.access_token) throw new TokenRefused(response.status);
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
    // Both calls had no effect: that with an expired token, and that with a `created` that is invalid by Sila's clock.
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

/** The place of the `header` in a body. */
interface Part {
  header?: { created?: number };
  data?: Part;
}

/**
 * Fills in the `header` of a body. A form has it in the part `data`. Forms of the caller, bytes and streams are not
 * changed; a request without a body, such as any GET of `fetch`, has no header.
 * @returns a new body, since the argument is the caller's
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
