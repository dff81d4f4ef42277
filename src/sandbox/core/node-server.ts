/** Serves a sandbox over HTTP with node:http. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { checkNumbers, positive } from '../../runtime/numeric-options.js';
import { asksForIndex, sendIndex, type IndexPage } from '../../http/index-page.js';
import { isMisdirected, misdirectedDetail, toOriginForm } from '../../http/host-check.js';
import { problem } from './problem.js';
import { readIncoming } from '../../http/read-bytes.js';
import { combine, fromResponse, plainFaces, toMessage, type RequestMessage, type ResponseMessage } from './message.js';
import type { Sandbox } from '../sandbox.js';

/** Time limits for clients, in milliseconds. */
export interface ServerLimits {
  /** For the headers of a request. After that the server answers 408 and closes the connection. @default 10 000 */
  readonly headersTimeout?: number;
  /** For a whole request. After that the server answers 408 and closes the connection. @default 60 000 */
  readonly requestTimeout?: number;
  /** For an inactive connection during a response, for example if the client does not read it. @default 60 000 */
  readonly idleTimeout?: number;
  /** Interval at which the first two limits are checked. @default 5 000 */
  readonly checkInterval?: number;
}

/** Milliseconds for which an unwanted body is still read, so that a client that only sends receives the response. */
const closeTimeout = 2_000;

/** @param page the response to `GET /`, by default the sandbox's */
export function createNodeServer(
  sandbox: Pick<Sandbox, 'fetch' | 'clock'>,
  limits: ServerLimits = {},
  page?: () => IndexPage,
): Server {
  const { headersTimeout = 10_000, requestTimeout = 60_000, idleTimeout = 60_000, checkInterval = 5_000 } = limits;
  checkNumbers({ headersTimeout, requestTimeout, idleTimeout, checkInterval }, positive);
  const handle = plainFaces.get(sandbox.fetch);
  const answerTo = async (incoming: IncomingMessage) =>
    handle ? handle(fromIncoming(incoming)) : fromResponse(await sandbox.fetch(toRequest(incoming)));
  const options = {
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: checkInterval,
    joinDuplicateHeaders: true,
  };
  const together = sendTogether();
  const server = createServer(options, (incoming, outgoing) => {
    // A broken connection only matters to its client. Without a listener the error would end the process.
    outgoing.on('error', () => {});
    toOriginForm(incoming);
    if (page && asksForIndex(incoming) && !isMisdirected(server, incoming))
      return sendIndex(incoming, outgoing, page());
    const answer = isMisdirected(server, incoming)
      ? Promise.resolve(toMessage(misdirected, sandbox.clock.now()))
      : answerTo(incoming);
    const respond = (response: ResponseMessage) => {
      try {
        // During a shutdown a kept-alive connection would only delay the end.
        if (!server.listening) outgoing.setHeader('Connection', 'close');
        send(response, incoming, outgoing);
      } catch {
        sendDefect(outgoing);
      }
    };
    answer.then(
      (response) => together(() => respond(response)),
      () => sendDefect(outgoing),
    );
  });
  return server.setTimeout(idleTimeout);
}

/**
 * Sends the responses to requests that arrived together in one go, once all are ready. To write to a client that waits
 * wakes it, which costs the system more than the rest of the call; one that is awake is not woken again.
 */
function sendTogether(): (send: () => void) => void {
  let ready: (() => void)[] = [];
  const flush = () => {
    const all = ready;
    ready = [];
    for (const send of all) send();
  };
  return (send) => {
    if (ready.push(send) === 1) setImmediate(flush);
  };
}

const misdirected = problem(421, 'Misdirected request', misdirectedDetail('sandbox'));

function fromIncoming(incoming: IncomingMessage): RequestMessage {
  const { method = 'GET', url = '/' } = incoming;
  const { pathname: path, search: query } = isPlain(url) ? { pathname: url, search: '' } : urlOf(incoming);
  return {
    method,
    path,
    query,
    headers: headersOf(incoming),
    read: async (limit) => (hasBody(incoming) ? readIncoming(incoming, limit) : new Uint8Array()),
  };
}

/** Node joins repeated headers, but for one that it keeps as a list. */
const headersOf = (incoming: IncomingMessage): Record<string, string> =>
  'set-cookie' in incoming.headers ? combine(fieldsOf(incoming)) : (incoming.headers as Record<string, string>);

/** Converts to a Fetch request, for a `fetch` that wraps the sandbox's, such as one that changes its responses. */
function toRequest(incoming: IncomingMessage): Request {
  const { method = 'GET' } = incoming;
  const request = new Request(urlOf(incoming), {
    headers: fieldsOf(incoming),
    ...(hasBody(incoming) && { method: 'POST', body: toStream(incoming), duplex: 'half' as const }),
  });
  // The constructor of Request refuses a body for GET, which one operation of Sila needs, and some methods.
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

/** A path in which `URL` would change nothing: it costs as much as the routing. */
const isPlain = (target: string): boolean => /^(\/[\w~-][\w.~-]*)+$/.test(target);

/** Keeps the path as sent: `URL` would read one that begins with two slashes as another host. */
function urlOf({ url = '/', headers: { host } }: IncomingMessage): URL {
  const path = url.startsWith('/') ? url : '/*';
  const authority = host !== undefined && /^[\w.:[\]-]+$/.test(host) ? host : 'localhost';
  for (const text of [`http://${authority}${path}`, `http://localhost${path}`]) {
    try {
      return new URL(text);
    } catch {
      // Tries the next text.
    }
  }
  return new URL('http://localhost/*');
}

/** Unlike with `Readable.toWeb`, a cancelled stream keeps the connection open for the response. */
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

/** Answers 500 where a response cannot be sent, so that only this call fails and not the process. */
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
  // The client is still sending a refused body: the connection is closed when it ends, or after `closeTimeout`.
  outgoing.setHeader('Connection', 'close');
  outgoing.writeHead(status, fields).write(body ?? '');
  const end = () => outgoing.end();
  const timer = setTimeout(end, closeTimeout);
  incoming.once('close', () => (clearTimeout(timer), end()));
  incoming.once('end', () => (clearTimeout(timer), end()));
  incoming.resume();
}
