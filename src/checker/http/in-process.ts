/** Sends to an implementation that is a function in this process: no port, no socket, the same bounds. */
import { decoded, tooLarge } from './content-coding.js';
import { readBytes } from '../../http/read-bytes.js';
import { malformed } from './malformed.js';
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
  const deadline = setTimeout(
    () => end({ failure: { kind: 'timeout', message: `no complete answer within ${timeout} s` } }),
    timeout * 1000,
  );
  const interrupt = () => end({ failure: { kind: 'broken', message: 'interrupted' } });
  signal?.addEventListener('abort', interrupt);
  if (signal?.aborted) interrupt();
  else void exchange(options, sent).then(end);
  const settled = await ended;
  clearTimeout(deadline);
  signal?.removeEventListener('abort', interrupt);
  if ('response' in settled) clock?.observe(settled.response);
  return settled;
}

async function exchange({ fetch, target, maxBodySize }: InProcess, sent: SentRequest): Promise<Exchange> {
  try {
    const response = await fetch(toRequest(target, sent));
    const failure = malformed({ status: response.status, reason: response.statusText, headers: response.headers });
    if (failure) return { failure };
    const body = await readBytes(response, maxBodySize);
    if (!body) return { failure: tooLarge(maxBodySize) };
    const headers: Record<string, string[]> = {};
    for (const [name, value] of response.headers) headers[name] = [...(headers[name] ?? []), value];
    return decoded({ status: response.status, headers, body: Buffer.from(body) }, maxBodySize);
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
  // No constructor lets a GET have a body, or knows every method there is.
  Object.defineProperty(request, 'method', { value: method });
  return request;
}

/** The path and query of a request, below the path of the base URL. */
export const pathBelow = (base: URL, target: string): string => base.pathname.replace(/\/$/, '') + target;
