/** Puts one credential into a request, in the way that its security scheme asks for. */
import type { BasicCredential, Credential } from './credentials.js';
import type { SecurityScheme } from './definition.js';
import { InvalidCredential } from './invalid-credential.js';

/** Does the request carry this scheme's credential already? Then the caller has set it for this call. */
export function isAuthorized(request: Request, scheme: SecurityScheme): boolean {
  if (scheme.type === 'http') return request.headers.has('Authorization');
  if (scheme.in === 'header') return request.headers.has(scheme.name);
  if (scheme.in === 'query') return new URL(request.url).searchParams.has(scheme.name);
  return cookiesOf(request).some((cookie) => cookie.startsWith(`${scheme.name}=`));
}

/**
 * What the scheme wants sent, with prefix and encoding.
 * @param name the scheme's name, for the error
 * @throws {InvalidCredential}
 */
export async function resolveCredential(
  name: string,
  scheme: SecurityScheme,
  credential: Credential | BasicCredential | undefined,
  request: Request,
): Promise<string> {
  const value = typeof credential === 'function' ? await credential(request.clone()) : credential;
  if (scheme.type === 'http' && scheme.scheme === 'basic') {
    if (typeof value !== 'object') throw new InvalidCredential(name, 'must be an object {username, password}');
    return `Basic ${toBase64(`${value.username}:${value.password}`)}`;
  }
  if (typeof value !== 'string' || value === '')
    throw new InvalidCredential(name, 'must be a string that is not empty');
  return scheme.type === 'http' ? `Bearer ${value}` : value;
}

/** @returns the request, or another one in its place where the credential belongs into the URL. */
export function authorize(name: string, scheme: SecurityScheme, value: string, request: Request): Request {
  if (scheme.type === 'apiKey' && scheme.in === 'query') {
    const url = new URL(request.url);
    url.searchParams.set(scheme.name, value);
    return new Request(url, request);
  }
  try {
    if (scheme.type === 'http') request.headers.set('Authorization', value);
    else if (scheme.in === 'header') request.headers.set(scheme.name, value);
    else request.headers.set('Cookie', [...cookiesOf(request), `${scheme.name}=${value}`].join('; '));
  } catch {
    // The platform's own error quotes the value, so it must not be passed on, not even as a cause.
    throw new InvalidCredential(name, 'has a line break or another character that no HTTP header may have');
  }
  return request;
}

function cookiesOf(request: Request): string[] {
  return (request.headers.get('Cookie') ?? '').split('; ').filter(Boolean);
}

/** `btoa` takes bytes only. */
function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
