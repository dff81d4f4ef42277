/** Builds a request for Prism's engine. */
import type { IncomingHttpHeaders } from 'node:http';
import type { IHttpNameValue, IHttpRequest } from '@stoplight/prism-http';
import { fromBase64, readAuthorization } from '../openapi/security.js';
import { Refusal } from './refusal.js';

export interface MockRequest {
  method: string;
  /** Path and query of the request line. */
  target: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON, a form, or the text of any other body; null for none. */
  body: unknown;
}

/** @throws {Refusal} 400, for an invalid target */
export function toPrismRequest({ method, target, headers, body }: MockRequest): IHttpRequest {
  const { pathname, searchParams } = parseTarget(target);
  const query: Record<string, string | string[]> = {};
  for (const key of searchParams.keys()) {
    const values = searchParams.getAll(key);
    query[key] = values.length === 1 ? values[0]! : values;
  }
  return {
    method: method.toLowerCase() as IHttpRequest['method'],
    url: { path: pathname, query },
    headers: { ...headers, ...authorization(headers) } as IHttpNameValue,
    body,
  };
}

/**
 * Normalizes Authorization for Prism: it compares the scheme's case, and expects one space and no colon in passwords.
 */
function authorization({ authorization: sent }: IncomingHttpHeaders): IncomingHttpHeaders {
  const { scheme, text } = readAuthorization(sent);
  if (scheme === 'bearer') return { authorization: `Bearer ${text}` };
  if (scheme !== 'basic') return {};
  const [user, ...password] = (fromBase64(text) ?? '').split(':');
  const pair = password.length > 0 ? Buffer.from(`${user}:${password.join('')}`).toString('base64') : text;
  return { authorization: `Basic ${pair}` };
}

/** The target is a path, which may begin with two slashes, or an asterisk. */
function parseTarget(target: string): URL {
  try {
    const url = new URL(target.startsWith('/') ? `http://mock.invalid${target}` : target, 'http://mock.invalid');
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    throw new Refusal(400, 'The request target is not a URL.');
  }
}
