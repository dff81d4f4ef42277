/** The user's access token: a JWT with HS256, `username`, `sub` and `iat`, and without `exp`. */
import { fromBase64, toBase64Url } from '../core/base64.js';
import type { AlfredCall, AlfredContext, AlfredUser } from './state.js';

/** Milliseconds after `iat`. Source: the page of KYC Lite, which says twice "expires after two minutes". */
export const lifetime = 2 * 60 * 1000;

const defaultSecret = 'kyc-contracts sandbox';

/** @param issued Unix seconds @default now */
export async function issueToken(
  { now, settings }: AlfredContext,
  user: AlfredUser,
  issued = Math.floor(now / 1000),
): Promise<string> {
  const header = { alg: 'HS256', typ: 'JWT' };
  const claims = { username: user.username, sub: user.number, iat: issued };
  const signed = `${toBase64Url(utf8(JSON.stringify(header)))}.${toBase64Url(utf8(JSON.stringify(claims)))}`;
  const signature = await crypto.subtle.sign('HMAC', await keyOf(settings.tokenSecret), utf8(signed));
  return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
}

/**
 * @returns the user of the token; undefined for a foreign or expired token, one with a prefix such as Bearer, or one of
 *   an unknown user
 */
export async function userOf({ headers, now, state, settings }: AlfredCall): Promise<AlfredUser | undefined> {
  const token = headers['authorization'] ?? '';
  const [header = '', claims = '', signature = '', ...rest] = token.split('.');
  const bytes = decode(signature);
  if (rest.length > 0 || !bytes) return undefined;
  const key = await keyOf(settings.tokenSecret);
  // The signature proves that this sandbox wrote the claims, so they need no validation.
  if (!(await crypto.subtle.verify('HMAC', key, bytes, utf8(`${header}.${claims}`)))) return undefined;
  const { sub, iat } = JSON.parse(new TextDecoder().decode(decode(claims))) as { sub: number; iat: number };
  const age = now - iat * 1000;
  return age >= 0 && age < lifetime ? state.users[String(sub)] : undefined;
}

function keyOf(secret = defaultSecret): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}
