/** Reads and writes the credential of a security scheme in a request. */
import { ownMember } from './own.js';
import { follow, isObject, type JsonObject } from './document.js';
import { decodePercent } from './pointer.js';

/** By lower-case name. A repeated header may be a list. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The parts of a request that may have credentials. */
export interface Message {
  /** Path and query of the request line. */
  target: string;
  headers: Headers;
}

/**
 * `scheme` is the authentication scheme before the credential; undefined for an API key. Names are those of the
 * document.
 */
export type CredentialPlace =
  | { in: 'header' | 'query' | 'cookie'; name: string; scheme?: undefined }
  | { in: 'header'; name: 'Authorization'; scheme: string };

/** Schemes of RFC 7235 that answer a challenge, so that they have no fixed value. */
const challenged = /^(digest|hoba|mutual|negotiate|ntlm|scram-.*|vapid|dpop|gnap|concealed|privatetoken|oauth)$/i;

/**
 * The place of a scheme's credential. Undefined for mutual TLS, which belongs to the connection.
 * `refusal` explains in a sentence why no request can carry it.
 */
export function placeOf(document: JsonObject, name: string): CredentialPlace | { refusal: string } | undefined {
  const scheme = follow(document, ownMember(schemesOf(document), name), '')?.value;
  if (!scheme) {
    const lack = `which components.securitySchemes does not have: add it`;
    return { refusal: `"security" names the scheme "${name}", ${lack}` };
  }
  const { type, in: place, name: key } = scheme;
  if (type === 'mutualTLS') return undefined;
  if (type === 'oauth2' || type === 'openIdConnect') return { in: 'header', name: 'Authorization', scheme: 'Bearer' };
  if (type === 'apiKey') {
    if (typeof key !== 'string' || key === '') return { refusal: `the API key "${name}" has no "name": add it` };
    if (place === 'header' || place === 'query' || place === 'cookie') return { in: place, name: key };
    return { refusal: `the API key "${name}" needs "in": header, query or cookie` };
  }
  if (type !== 'http') {
    return { refusal: `the security scheme "${name}" has no type that OpenAPI knows: write apiKey, http or oauth2` };
  }
  const kind = typeof scheme.scheme === 'string' ? scheme.scheme : '';
  if (/^bearer$/i.test(kind)) return { in: 'header', name: 'Authorization', scheme: 'Bearer' };
  if (/^basic$/i.test(kind)) return { in: 'header', name: 'Authorization', scheme: 'Basic' };
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(kind) || challenged.test(kind)) {
    return { refusal: `HTTP authentication of scheme "${kind}" cannot be sent: basic, bearer and API keys can` };
  }
  return { in: 'header', name: 'Authorization', scheme: kind };
}

/** The security schemes of a document that have a place in a request, by name. */
export function placesOf(document: JsonObject): Map<string, CredentialPlace> {
  return new Map(
    Object.keys(schemesOf(document)).flatMap((name): [string, CredentialPlace][] => {
      const place = placeOf(document, name);
      return place && !('refusal' in place) ? [[name, place]] : [];
    }),
  );
}

export function schemesOf(document: JsonObject): JsonObject {
  const components = isObject(document.components) ? document.components : {};
  return isObject(components.securitySchemes) ? components.securitySchemes : {};
}

/** The text of a header; several lines are joined as in HTTP. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(name === 'cookie' ? '; ' : ', ');
}

/** `Bearer x` → `bearer` and `x`. The scheme is in lower case, since it ignores case (RFC 9110). */
export function readAuthorization(value: string | undefined): { scheme: string; text: string } {
  const [, scheme = '', text = ''] = /^\s*(\S*)(?:\s+(.*?))?\s*$/s.exec(value ?? '') ?? [];
  return { scheme: scheme.toLowerCase(), text };
}

/**
 * The credential in a request: a key, a token, or `user:password` of HTTP Basic.
 * Undefined without one, for another authentication scheme, and for HTTP Basic that is not base64.
 */
export function readCredential(request: Message, place: CredentialPlace): string | undefined {
  if (place.in === 'query') return new URLSearchParams(request.target.split(/\?(.*)/s)[1]).get(place.name) ?? undefined;
  if (place.in === 'cookie') {
    const pairs = (headerOf(request.headers, 'cookie') ?? '').split(/; */);
    const pair = pairs.find((one) => one.startsWith(`${place.name}=`));
    return pair === undefined ? undefined : decodePercent(pair.slice(place.name.length + 1));
  }
  const value = headerOf(request.headers, place.name.toLowerCase());
  if (place.scheme === undefined) return value;
  const { scheme, text } = readAuthorization(value);
  if (scheme !== place.scheme.toLowerCase()) return undefined;
  return place.scheme === 'Basic' ? fromBase64(text) : text;
}

/** The request with another credential, or without one for undefined. */
export function writeCredential<Request extends { target: string; headers: Record<string, string> }>(
  request: Request,
  place: CredentialPlace,
  value: string | undefined,
): Request {
  if (place.in === 'query') return withQuery(request, place.name, value);
  if (place.in === 'cookie') return withCookie(request, place.name, value);
  if (place.scheme === undefined || value === undefined) return withHeader(request, place.name, value);
  const text = place.scheme === 'Basic' ? toBase64(value) : value;
  return withHeader(request, place.name, `${place.scheme} ${text}`.trim());
}

type Sent = { target: string; headers: Record<string, string> };

export function withHeader<Request extends Sent>(request: Request, name: string, value: string | undefined): Request {
  const { [name.toLowerCase()]: _, ...headers } = request.headers;
  return { ...request, headers: value === undefined ? headers : { ...headers, [name.toLowerCase()]: value } };
}

/** @param name with an open bracket at its end: every member of a `deepObject` */
export function withQuery<Request extends Sent>(request: Request, name: string, value: string | undefined): Request {
  const [path = '', query = ''] = request.target.split(/\?(.*)/s);
  const isMeant = (one: string) => (name.endsWith('[') ? one.startsWith(name) : one === name);
  // The other members stay as they were written.
  const members = query.split('&').filter((one) => one !== '' && !isMeant([...new URLSearchParams(one)][0]?.[0] ?? ''));
  if (value !== undefined) members.push(new URLSearchParams([[name, value]]).toString());
  return { ...request, target: members.length === 0 ? path : `${path}?${members.join('&')}` };
}

export function withCookie<Request extends Sent>(request: Request, name: string, value: string | undefined): Request {
  const cookies = (request.headers.cookie ?? '')
    .split(/; */)
    .filter((one) => one !== '' && !one.startsWith(`${name}=`));
  if (value !== undefined) cookies.push(`${name}=${encodeURIComponent(value)}`);
  return withHeader(request, 'cookie', cookies.length > 0 ? cookies.join('; ') : undefined);
}

/** Decodes as UTF-8, which RFC 7617 allows; undefined for invalid base64. */
export function fromBase64(text: string): string | undefined {
  // Most texts are not base64, and an exception is slower than a test.
  if (!/^[A-Za-z\d+/\s]*[=\s]*$/.test(text)) return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

const toBase64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
