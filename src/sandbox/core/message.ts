/**
 * HTTP messages as the sandbox reads and writes them, of no platform. `Request` and `Response` of the Fetch standard and
 * node:http are made of them at the edge: their streams and their headers cost more than all that the sandbox does.
 */
import { readBytes } from '../../http/read-bytes.js';
import type { Reply } from './handler.js';

export interface RequestMessage {
  readonly method: string;
  readonly url: URL;
  /** By name in lower case. Repeated ones are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body, empty where there is none; undefined for one that is larger than so many bytes.
   * @throws where the client went away or the platform could not read on.
   */
  read(limit: number): Promise<Uint8Array | undefined>;
}

export interface ResponseMessage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none. */
  readonly body: string | Uint8Array | null;
}

/** Joins those of one name but for case (RFC 9110, 5.3). */
export function combine(fields: Iterable<readonly [name: string, value: string]>): Record<string, string> {
  const combined = Object.create(null) as Record<string, string>;
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    combined[key] = key in combined ? `${combined[key]}, ${value}` : value;
  }
  return combined;
}

/** @param now Unix milliseconds, for `Date`: a caller's clock may be put right by it, and the sandbox's is what counts. */
export function toMessage({ status, headers = {}, body, contentType }: Reply, now: number): ResponseMessage {
  const sent = combine(Object.entries(headers));
  sent['date'] ??= new Date(now).toUTCString();
  if (body === undefined) return { status, headers: sent, body: null };
  const isBytes = body instanceof Uint8Array;
  sent['content-type'] = contentType ?? (isBytes ? 'application/octet-stream' : 'application/json');
  return { status, headers: sent, body: isBytes ? body : JSON.stringify(body) };
}

export const fromRequest = (request: Request): RequestMessage => ({
  method: request.method,
  url: new URL(request.url),
  headers: Object.fromEntries(request.headers),
  read: (limit) => readBytes(request, limit),
});

export const toResponse = ({ body, ...init }: ResponseMessage): Response =>
  new Response(body as string | Uint8Array<ArrayBuffer> | null, init);

export const fromResponse = async (response: Response): Promise<ResponseMessage> => ({
  status: response.status,
  headers: combine(response.headers),
  body: new Uint8Array(await response.arrayBuffer()),
});

/** What answers plain messages as a `fetch` of a sandbox answers those of the Fetch standard. */
export const plainFaces = new WeakMap<typeof fetch, (request: RequestMessage) => Promise<ResponseMessage>>();
