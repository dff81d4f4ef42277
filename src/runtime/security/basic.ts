import type { BasicCredential } from './credentials.js';
import { inHeader } from './header.js';
import type { SecurityScheme } from './scheme.js';

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
