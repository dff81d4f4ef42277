/** The parts of JWT (RFC 7519) that Sila's tokens use: HS256 with `iat`, `exp` and `client_id`. */
import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { toBase64Url } from '../core/base64.js';

/** Source: public code that uses Sila: `exp` is 28,800 seconds after `iat`. */
export interface Claims {
  iat: number;
  exp: number;
  client_id: string;
}

const encoder = new TextEncoder();

export function signJwt(claims: Claims, key: string): string {
  const text = `${toBase64Url(encoder.encode(JSON.stringify({ alg: 'HS256', typ: 'JWT' })))}.${toBase64Url(encoder.encode(JSON.stringify(claims)))}`;
  return `${text}.${seal(text, key)}`;
}

interface Jwt {
  readonly claims: Claims;
  isSealedWith(key: string): boolean;
}

/**
 * The latest parsed tokens, by text: most requests send the same one, and its verification is a sixth of the response
 * time.
 */
const latest = new Map<string, Jwt>();
const mostLatest = 100;

/** Undefined for a text that does not have the form of a JWT. */
export function readJwt(token: string): Jwt | undefined {
  const known = latest.get(token);
  if (known) return known;
  const jwt = parseJwt(token);
  if (!jwt) return undefined;
  if (latest.size >= mostLatest) latest.clear();
  latest.set(token, jwt);
  return jwt;
}

function parseJwt(token: string): Jwt | undefined {
  const [header, payload, seal_, ...rest] = token.split('.');
  if (!header || !payload || !seal_ || rest.length > 0) return undefined;
  const claims = decode(payload);
  if (!decode(header) || !claims) return undefined;
  const sealed = new Map<string, boolean>();
  return {
    claims: claims as unknown as Claims,
    isSealedWith(key) {
      const isSealed = sealed.get(key) ?? seal(`${header}.${payload}`, key) === seal_;
      sealed.set(key, isSealed);
      return isSealed;
    },
  };
}

const seal = (text: string, key: string): string =>
  toBase64Url(hmac(sha256, encoder.encode(key), encoder.encode(text)));

function decode(part: string): Record<string, unknown> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return undefined;
  try {
    const value: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
