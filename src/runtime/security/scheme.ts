import type { BasicCredential } from './credentials.js';

/** How one security scheme of a document adds its credential to a request. */
export interface SecurityScheme {
  /** Whether the request already has this scheme's credential, which the caller has then set for this call. */
  isIn(request: Request): boolean;
  /** Encodes a credential with its prefix. @returns undefined for a value that this scheme cannot send */
  encode(given: unknown): string | undefined;
  /** The input of `encode`, for the error message about any other value. @default text */
  readonly takes?: string;
  /** @returns another request, if the credential is part of the URL. */
  put(request: Request, value: string): Request | void;
}

/** Returns text unchanged. */
function asText(given: unknown): string | undefined {
  return typeof given === 'string' ? given : undefined;
}

/** Credentials in a header: API keys, and the schemes of RFC 9110's `Authorization`. @param name name of the header */
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
  // `btoa` accepts only bytes.
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
}

/** The scheme `Bearer` of RFC 6750. The token is given without prefix. */
export function bearer(): SecurityScheme {
  return inHeader('Authorization', (given) => asText(given) && `Bearer ${given as string}`);
}

/** An API key in a cookie. @param name name of the cookie */
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

/** An API key in the query. @param name name of the parameter */
export function inQuery(name: string): SecurityScheme {
  return {
    encode: (given) => asText(given) && encodeURIComponent(given as string),
    isIn: ({ url }) => new URL(url).searchParams.has(name),
    put(request, value) {
      const url = new URL(request.url);
      url.search += `${url.search && '&'}${encodeURIComponent(name)}=${value}`;
      return new Request(url, request);
    },
  };
}
