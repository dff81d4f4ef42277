/**
 * Finds what is not HTTP in a response that Node's parser accepts. Such a response cannot be validated, and to forward
 * it throws.
 */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { oneLine } from '../reports/one-line.js';
import type { Failure } from '../../openapi/exchange.js';

export interface ResponseHead {
  status: number;
  /** Reason phrase. */
  reason?: string | undefined;
  /** Pairs of name and value. */
  headers: Iterable<readonly [string, string]>;
}

/** The failure of an exchange that the user interrupted. */
export const interrupted: Failure = { kind: 'broken', message: 'interrupted' };

/** Undefined for a well-formed response. The message quotes no header value. */
export function malformed({ status, reason = '', headers }: ResponseHead): Failure | undefined {
  const broken = (why: string): Failure => ({ kind: 'broken', message: `the answer is not HTTP (${why})` });
  if (status < 100 || status > 999) return broken(`its status is ${String(status).padStart(3, '0')}`);
  if (status < 200) return broken(`its final status is ${status}`);
  // RFC 9112, 4: tabs, spaces, visible characters and bytes above ASCII.
  if (/[^\t\x20-\x7e\x80-\xff]/.test(reason)) return broken('its reason phrase has a control character');
  for (const [name, value] of headers) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      return broken(`the header ${oneLine(name)} has a character that is not allowed`);
    }
    // RFC 9112, 7.4: nothing but chunked may be used unless the request asked for it in TE, which is never sent on.
    if (name.toLowerCase() === 'transfer-encoding' && !/^\s*chunked\s*$/i.test(value)) {
      return broken('its Transfer-Encoding is not chunked');
    }
  }
  return undefined;
}

/** Turns Node's list of alternating names and values into pairs. */
export function toPairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? '']);
}

/** The most interim responses (1xx) that are accepted before the final one. */
export const maxInterim = 100;

export const upgraded: Failure = {
  kind: 'broken',
  message: 'the answer is 101 Switching Protocols, which the request did not ask for',
};

export const interimFlood: Failure = {
  kind: 'broken',
  message: `more than ${maxInterim} interim answers (1xx) came, and no final one`,
};

export const endedEarly: Failure = { kind: 'broken', message: 'the connection ended before a response came' };

export const endedMidway: Failure = { kind: 'broken', message: 'the connection ended in the middle of the response' };
