/** Sends to an implementation that is a function in this process: no port, no socket, the same bounds. */
import type { ReadableStream } from 'node:stream/web';
import { essenceOf } from '../../openapi/media-type.js';
import { decoded, tooLarge } from './content-coding.js';
import { interrupted, malformed } from './malformed.js';
import type { Exchange, SentRequest } from '../../openapi/exchange.js';
import type { TargetClock } from './target-clock.js';

export type Fetch = (request: Request) => Promise<Response>;

interface InProcess {
  fetch: Fetch;
  target: URL;
  timeout: number;
  maxBodySize: number;
  signal?: AbortSignal | undefined;
  clock?: TargetClock;
}

export async function sendInProcess(options: InProcess, sent: SentRequest): Promise<Exchange> {
  const { timeout, signal, clock } = options;
  let end: (exchange: Exchange) => void = () => {};
  const ended = new Promise<Exchange>((resolve) => (end = resolve));
  const partial: Partial = { isOver: false, exchange: () => undefined };
  const deadline = setTimeout(() => {
    end(partial.exchange() ?? { failure: { kind: 'timeout', message: `no complete answer within ${timeout} s` } });
  }, timeout * 1000);
  const interrupt = () => end({ failure: interrupted });
  signal?.addEventListener('abort', interrupt);
  if (signal?.aborted) interrupt();
  else void exchange(options, sent, partial).then(end);
  const settled = await ended;
  partial.isOver = true;
  clearTimeout(deadline);
  signal?.removeEventListener('abort', interrupt);
  if ('response' in settled) clock?.observe(settled.response);
  return settled;
}

/** The part of an endless response that has come so far. */
interface Partial {
  exchange: () => Exchange | undefined;
  /** Whether the caller has stopped waiting. */
  isOver: boolean;
}

export const isEventStream = (contentType: string | null | undefined): boolean =>
  essenceOf(contentType ?? '') === 'text/event-stream';

async function exchange(
  { fetch, target, maxBodySize }: InProcess,
  sent: SentRequest,
  partial: Partial,
): Promise<Exchange> {
  try {
    const response = await fetch(toRequest(target, sent));
    const failure = malformed({ status: response.status, reason: response.statusText, headers: response.headers });
    if (failure) return { failure };
    const headers: Record<string, string[]> = {};
    for (const [name, value] of response.headers) headers[name] = [...(headers[name] ?? []), value];
    const chunks: Uint8Array[] = [];
    const received = () => decoded({ status: response.status, headers, body: Buffer.concat(chunks) }, maxBodySize);
    if (isEventStream(response.headers.get('content-type'))) partial.exchange = received;
    let size = 0;
    for await (const chunk of (response.body as ReadableStream<Uint8Array> | null) ?? []) {
      size += chunk.length;
      if (size > maxBodySize) return { failure: tooLarge(maxBodySize) };
      chunks.push(chunk);
      // Leaving the loop cancels the body.
      if (partial.isOver) break;
    }
    return received();
  } catch (error) {
    const { name } = error as Error;
    return { failure: { kind: 'broken', message: `the connection broke before a response came (${name})` } };
  }
}

function toRequest(target: URL, { method, target: path, headers, body }: SentRequest): Request {
  const request = new Request(target.origin + pathBelow(target, path), {
    headers,
    ...(body && { method: 'POST', body: new Uint8Array(body) }),
  });
  // The constructor of Request refuses a body for GET, and some methods.
  Object.defineProperty(request, 'method', { value: method });
  return request;
}

/** The path and query of a request, below the path of the base URL. */
export const pathBelow = (base: URL, target: string): string => base.pathname.replace(/\/$/, '') + target;
