import type { BasicCredential } from './credentials.js';

/** How one security scheme of a document puts its credential into a request. */
export interface SecurityScheme {
  /** Does the request carry this scheme's credential already? Then the caller has set it for this call. */
  isIn(request: Request): boolean;
  /**
   * What to send for what was given, with prefix and encoding.
   * @returns nothing for what this scheme cannot send
   */
  encode(given: unknown): string | undefined;
  /** What `encode` takes, for the message that refuses anything else. Text, if left out. */
  readonly takes?: string;
  /** @returns another request, where the credential belongs into the URL. */
  put(request: Request, value: string): Request | void;
}

/** Text goes as it is. */
export function asText(given: unknown): string | undefined {
  return typeof given === 'string' ? given : undefined;
}

/**
 * Credentials in a header: API keys, and the schemes of RFC 9110's `Authorization`.
 * @param name of the header
 */
export function inHeader(name: string, encode: SecurityScheme['encode'] = asText): SecurityScheme {
  return {
    encode,
    isIn: ({ headers }) => headers.has(name),
    put: ({ headers }, value) => headers.set(name, value),
  };
}

/** The scheme `Basic` of RFC 7617, with UTF-8. */
export function basic(): SecurityScheme {
  return { ...inHeader('Authorization', encode), takes: 'an object {username, password}' };
}

function encode(given: unknown): string | undefined {
  if (typeof given !== 'object' || !given) return undefined;
  const { username, password } = given as Exclude<BasicCredential, (...args: never) => unknown>;
  // `btoa` takes bytes only.
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
}

/** The scheme `Bearer` of RFC 6750. The token goes in bare. */
export function bearer(): SecurityScheme {
  return inHeader('Authorization', (given) => asText(given) && `Bearer ${given as string}`);
}

/** An API key in a cookie. @param name of the cookie */
export function inCookie(name: string): SecurityScheme {
  return {
    encode: asText,
    isIn: (request) => cookiesOf(request).some((cookie) => cookie.startsWith(`${name}=`)),
    put: (request, value) => request.headers.set('Cookie', [...cookiesOf(request), `${name}=${value}`].join('; ')),
  };
}

function cookiesOf({ headers }: Request): string[] {
  return (headers.get('Cookie') ?? '').split('; ').filter(Boolean);
}

/** An API key in the query. @param name of the parameter */
export function inQuery(name: string): SecurityScheme {
  return {
    encode: asText,
    isIn: ({ url }) => new URL(url).searchParams.has(name),
    put(request, value) {
      const url = new URL(request.url);
      url.searchParams.set(name, value);
      return new Request(url, request);
    },
  };
}
