/**
 * The way of a workflow's requests: a loopback server that passes each on by the gateway, which bounds it, gives Respect
 * the whole answer, and keeps what went over the wire, in order.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '../../../http/listen.js';
import type { Exchange, SentRequest } from '../../../openapi/exchange.js';
import { forwardable, type Gateway } from '../../http/gateway.js';
import { isFileExpression } from './arazzo.js';

export interface Exchanged {
  request: SentRequest;
  exchange: Exchange;
}

export interface Relay {
  url: string;
  exchanged: readonly Exchanged[];
  close(): Promise<void>;
}

/** @param beforeRepetition Is awaited before a request that is the same as the one before it. */
export async function openRelay(
  gateway: Pick<Gateway, 'send'>,
  beforeRepetition: (request: SentRequest) => Promise<void>,
): Promise<Relay> {
  const exchanged: Exchanged[] = [];
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const request: SentRequest = {
      method: incoming.method ?? 'GET',
      target: incoming.url ?? '/',
      headers: forwardable(incoming.headers as Record<string, string>),
      body: body.length > 0 ? body : undefined,
    };
    const previous = exchanged.at(-1)?.request;
    if (previous && isSame(previous, request)) await beforeRepetition(request);
    const exchange = withoutFiles(await gateway.send(request));
    exchanged.push({ request, exchange });
    if ('failure' in exchange) {
      outgoing.writeHead(502).end();
      return;
    }
    const { status, headers, body: content } = exchange.response;
    outgoing.writeHead(status, returnable(status, headers)).end(content);
  };
  const server = createServer((incoming, outgoing) => {
    // Nobody awaits a listener: what it throws would end the run before its reports are written.
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const { url, close } = await listen(server, { name: 'the workflows', port: 0 });
  return { url, exchanged, close };
}

/** What a workflow takes over from an answer is sent on, and must not make Respect send a file of this machine. */
function withoutFiles(exchange: Exchange): Exchange {
  if ('failure' in exchange) return exchange;
  const { headers, body } = exchange.response;
  const text = body.toString('utf8');
  const isHostile =
    [text, ...Object.values(headers).flat()].some(isFileExpression) || parsedStrings(text).some(isFileExpression);
  const message = 'the answer holds "$file(", by which Respect would send a file: it was not passed on';
  return isHostile ? { failure: { kind: 'broken', message } } : exchange;
}

function parsedStrings(text: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string') found.push(value);
      return value;
    });
  } catch {
    // Not JSON, or nested too deep: then Respect reads it as text or not at all.
  }
  return found;
}

const isSame = (one: SentRequest, other: SentRequest): boolean =>
  one.method === other.method &&
  one.target === other.target &&
  (one.body ?? Buffer.alloc(0)).equals(other.body ?? Buffer.alloc(0));

/** Content codings are undone, and nobody is led away from here. */
function returnable(status: number, headers: Record<string, string[]>): Record<string, string[]> {
  const skipped = ['content-encoding', 'content-length', ...(status < 400 && status >= 300 ? ['location'] : [])];
  const returned = forwardable(headers);
  return Object.fromEntries(Object.entries(returned).filter(([name]) => !skipped.includes(name)));
}
