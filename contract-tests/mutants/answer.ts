/** A response of an implementation in this process, which can be changed and forwarded. */
import type { ReceivedResponse } from '../../src/openapi/exchange.js';
import type { Json } from '../../src/openapi/document.js';

export interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

export async function toAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  return { status, headers: new Headers(headers), body: Buffer.from(await response.arrayBuffer()) };
}

/** Statuses whose responses have no content, not even an empty one. */
const bodyless = new Set([204, 205, 304]);

export function toResponse({ status, headers, body }: Answer): Response {
  // Bytes, since for text the constructor would add a Content-Type that a mutant may have removed.
  return new Response(bodyless.has(status) ? null : new Uint8Array(body), { status, headers });
}

export function fromReceived({ status, headers, body }: ReceivedResponse): Answer {
  const pairs = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return { status, headers: new Headers(pairs), body };
}

/** The body of a JSON response; undefined for any other. */
export function jsonOf({ headers, body }: Answer): Json | undefined {
  if (!/json/i.test(headers.get('content-type') ?? '')) return undefined;
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return undefined;
  }
}

export const withJson = (answer: Answer, value: Json): Answer => ({
  ...answer,
  body: Buffer.from(JSON.stringify(value)),
});

export function withHeader(answer: Answer, name: string, value: string | null): Answer {
  const headers = new Headers(answer.headers);
  if (value === null) headers.delete(name);
  else headers.set(name, value);
  return { ...answer, headers };
}
