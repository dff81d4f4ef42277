/** Speaks HTTP for a sandbox, on node:http. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { checkNumbers } from '../../runtime/numeric-options.js';
import { asksForIndex, sendIndex, type IndexPage } from '../../http/index-page.js';
import { isMisdirected, misdirectedDetail } from '../../http/host-check.js';
import { problem } from './problem.js';
import { readIncoming } from '../../http/read-bytes.js';
import { combine, fromResponse, plainFaces, toMessage, type RequestMessage, type ResponseMessage } from './message.js';
import type { Sandbox } from '../sandbox.js';

/** How long clients may take, in milliseconds. */
export interface ServerLimits {
  /** To send the headers of a request. After that the connection is answered with 408 and closed. @default 10 000 */
  readonly headersTimeout?: number;
  /** To send a whole request, likewise. @default 60 000 */
  readonly requestTimeout?: number;
  /** For which a connection may be quiet while it is answered, such as when nobody reads the answer. @default 60 000 */
  readonly idleTimeout?: number;
  /** Between two looks at the first two. @default 5 000 */
  readonly checkInterval?: number;
}

/** Milliseconds for which what nobody wants is read on, so that a client that only sends gets to see the answer. */
const closeTimeout = 2_000;

/** @param page what `GET /` answers; without it the sandbox does. */
export function createNodeServer(
  sandbox: Pick<Sandbox, 'fetch' | 'clock'>,
  limits: ServerLimits = {},
  page?: () => IndexPage,
): Server {
  const { headersTimeout = 10_000, requestTimeout = 60_000, idleTimeout = 60_000, checkInterval = 5_000 } = limits;
  checkNumbers({ headersTimeout, requestTimeout, idleTimeout, checkInterval }, 'positive');
  const handle = plainFaces.get(sandbox.fetch);
  const answerTo = async (incoming: IncomingMessage) =>
    handle ? handle(fromIncoming(incoming)) : fromResponse(await sandbox.fetch(toRequest(incoming)));
  const options = { headersTimeout, requestTimeout, connectionsCheckingInterval: checkInterval };
  const server = createServer(options, (incoming, outgoing) => {
    // A connection that breaks is its client's business. Without a listener it would end the process.
    outgoing.on('error', () => {});
    if (page && asksForIndex(incoming) && !isMisdirected(server, incoming))
      return sendIndex(incoming, outgoing, page());
    const answer = isMisdirected(server, incoming)
      ? Promise.resolve(toMessage(misdirected, sandbox.clock.now()))
      : answerTo(incoming);
    answer
      .then((response) => {
        // Once it is being closed, a connection that stays open for more would only hold that up.
        if (!server.listening) outgoing.setHeader('Connection', 'close');
        return send(response, incoming, outgoing);
      })
      .catch(() => sendDefect(outgoing));
  });
  return server.setTimeout(idleTimeout);
}

const misdirected = problem(421, 'Misdirected request', misdirectedDetail('sandbox'));

function fromIncoming(incoming: IncomingMessage): RequestMessage {
  const { method = 'GET' } = incoming;
  return {
    method,
    url: urlOf(incoming),
    headers: combine(fieldsOf(incoming)),
    read: async (limit) => (hasBody(incoming) ? readIncoming(incoming, limit) : new Uint8Array()),
  };
}

/** For a `fetch` that is not the sandbox's own, such as one that changes its answers. */
function toRequest(incoming: IncomingMessage): Request {
  const { method = 'GET' } = incoming;
  const request = new Request(urlOf(incoming), {
    headers: fieldsOf(incoming),
    ...(hasBody(incoming) && { method: 'POST', body: toStream(incoming), duplex: 'half' as const }),
  });
  // No constructor lets a GET have a body, which one operation of Sila wants, or knows every method there is.
  Object.defineProperty(request, 'method', { value: method });
  return request;
}

function fieldsOf({ rawHeaders }: IncomingMessage): [name: string, value: string][] {
  const fields: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) fields.push([rawHeaders[at]!, rawHeaders[at + 1]!]);
  return fields;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;

/** The path as it came: what `URL` would make of one that begins with two slashes is another host. */
function urlOf({ url = '/', headers: { host } }: IncomingMessage): URL {
  const path = url.startsWith('/') ? url : '/*';
  const authority = host !== undefined && /^[\w.:[\]-]+$/.test(host) ? host : 'localhost';
  for (const text of [`http://${authority}${path}`, `http://localhost${path}`]) {
    try {
      return new URL(text);
    } catch {
      // The next one.
    }
  }
  return new URL('http://localhost/*');
}

/** Unlike that of `Readable.toWeb`, cancelling it leaves the connection open, on which the answer has to go out. */
function toStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let done = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Buffer) => {
        if (done) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.on('end', () => {
        if (!done) controller.close();
        done = true;
      });
      incoming.on('close', () => {
        if (!done) controller.error(new Error('the connection was closed'));
        done = true;
      });
      incoming.on('error', () => {}); // `close` follows
    },
    pull: () => void incoming.resume(),
    cancel() {
      done = true;
    },
  });
}

/** For whatever cannot be sent as it is: one call's misfortune, not that of the process. */
function sendDefect(outgoing: ServerResponse): void {
  if (outgoing.headersSent) return void outgoing.destroy();
  for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name);
  const { status, headers, body } = problem(500, 'Internal server error', 'The answer could not be sent as HTTP.');
  outgoing.writeHead(status, { ...headers, Connection: 'close' }).end(JSON.stringify(body));
}

function send({ status, headers, body }: ResponseMessage, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const hasNone = status === 204 || status === 205 || status === 304;
  const fields = hasNone ? headers : { ...headers, 'content-length': Buffer.byteLength(body ?? '') };
  if (incoming.complete) {
    outgoing.writeHead(status, fields).end(body ?? undefined);
    return;
  }
  // Still being sent, and refused: end the connection, but not under the client's hands.
  outgoing.setHeader('Connection', 'close');
  outgoing.writeHead(status, fields).write(body ?? '');
  const end = () => outgoing.end();
  const timer = setTimeout(end, closeTimeout);
  incoming.once('close', () => (clearTimeout(timer), end()));
  incoming.once('end', () => (clearTimeout(timer), end()));
  incoming.resume();
}
