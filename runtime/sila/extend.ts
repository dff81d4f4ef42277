/** What the client of Sila does by itself: the header of each body, the time in it, the bearer token. */
import type { Call } from '../definition.js';
import type { ClientExtension } from '../extension.js';
import { isGiven, type Credential, type Credentials } from '../security/credentials.js';
import { fillHeader } from './fill-header.js';
import type { ExtraOptions } from './options.js';
import { createServerClock } from './server-clock.js';
import { keepToken, type IssuedToken } from './token-keeper.js';
import { TokenRefused } from './token-refused.js';

export type { ExtraOptions, Factory } from './options.js';

interface TokenClient {
  POST(path: '/0.2/auth_token'): Promise<{ data?: { access_token: IssuedToken }; response: Response }>;
}

export function extend({
  app_handle,
  reference = () => crypto.randomUUID(),
  bearerFormat,
  now = Date.now,
}: ExtraOptions): ClientExtension {
  const encode = (token: string) => (bearerFormat === 'base64' ? btoa(token) : token);
  const encoded = (bearer: Credential) => async (request: Request) =>
    encode(typeof bearer === 'function' ? await bearer(request) : bearer);
  if (!app_handle) {
    return { credentials: ({ bearer, ...given }) => ({ ...given, bearer: bearer && encoded(bearer as Credential) }) };
  }

  const clock = createServerClock(now);
  /** The `created` that each call was last given, to tell whether it was refused for that. */
  const given = new WeakMap<Call, number>();
  let client: TokenClient;
  const keeper = keepToken(async () => {
    const { data, response } = await client.POST('/0.2/auth_token');
    if (!data) throw new TokenRefused(response.status);
    const { token, expiration } = data.access_token;
    return { token: encode(token), expiration };
  }, clock.now);

  return {
    credentials: ({ bearer, ...others }: Credentials) => ({
      ...others,
      ...(isGiven(bearer)
        ? { bearer: encoded(bearer as Credential) }
        : isGiven(others.basic) && { bearer: keeper.token }),
    }),
    body(body, call) {
      const created = clock.now();
      given.set(call, created);
      return fillHeader(body as object | undefined, call, { created, app_handle, reference: reference() });
    },
    middleware: [
      {
        onResponse({ response, request: { headers } }) {
          clock.learn(response);
          if (response.status === 401) keeper.forget(headers.get('authorization')?.slice('Bearer '.length));
        },
      },
    ],
    // Neither has done anything: a token that has run out, and a `created` that by Sila's own clock it cannot take.
    repeat({ call, response: { status }, error }) {
      if (status === 401) return /expired/i.test(String((error as { message?: unknown } | undefined)?.message));
      return status === 400 && !clock.accepts(given.get(call) ?? clock.now());
    },
    wrap(own) {
      client = own as unknown as TokenClient;
      return own;
    },
  };
}
