/**
 * The sandbox's own HTTP messages, independent of the platform. The Fetch standard's `Request` and `Response` and those
 * of node:http are converted at the edge: their streams and headers cost more time than the whole sandbox.
 */
import { readBytes } from '../../http/read-bytes.js';
import type { Reply } from './handler.js';

export interface RequestMessage {
  readonly method: string;
  /** As in a URL: dot segments are resolved. */
  readonly path: string;
  /** Begins with `?`; empty without one. */
  readonly query: string;
  /** By name in lower case. Repeated headers are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Reads the body: empty without one, undefined for one larger than `limit` bytes.
   * @throws when the client closed the connection, or the platform could not read on.
   */
  read(limit: number): Promise<Uint8Array | undefined>;
}

export interface ResponseMessage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null without a body. */
  readonly body: string | Uint8Array | null;
}

/** Joins headers whose names differ only in case (RFC 9110, 5.3). */
export function combine(fields: Iterable<readonly [name: string, value: string]>): Record<string, string> {
  const combined = Object.create(null) as Record<string, string>;
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    combined[key] = key in combined ? `${combined[key]}, ${value}` : value;
  }
  return combined;
}

/** @param now Unix milliseconds for `Date`, by the sandbox's clock: a caller may correct its clock by this header */
export function toMessage({ status, headers, body, contentType }: Reply, now: number): ResponseMessage {
  const date = dateAt(now);
  const isBytes = body instanceof Uint8Array;
  const type = contentType ?? (isBytes ? 'application/octet-stream' : 'application/json');
  const own: Record<string, string> = body === undefined ? { date } : { date, 'content-type': type };
  // Most responses have no other headers.
  const sent = headers ? { ...own, ...combine(Object.entries(headers)) } : own;
  if (body !== undefined) sent['content-type'] = type;
  return { status, headers: sent, body: body === undefined ? null : isBytes ? body : JSON.stringify(body) };
}

let latest = { second: NaN, date: '' };

/** Many responses have the same second. */
function dateAt(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== latest.second) latest = { second, date: new Date(now).toUTCString() };
  return latest.date;
}

export function fromRequest(request: Request): RequestMessage {
  const { method, headers, url } = request;
  const { pathname: path, search: query } = new URL(url);
  return { method, path, query, headers: Object.fromEntries(headers), read: (limit) => readBytes(request, limit) };
}

export const toResponse = ({ body, ...init }: ResponseMessage): Response =>
  new Response(body as string | Uint8Array<ArrayBuffer> | null, init);

export const fromResponse = async (response: Response): Promise<ResponseMessage> => ({
  status: response.status,
  headers: combine(response.headers),
  body: new Uint8Array(await response.arrayBuffer()),
});

/** Handlers of plain messages, by the `fetch` of their sandbox. */
export const plainFaces = new WeakMap<typeof fetch, (request: RequestMessage) => Promise<ResponseMessage>>();
