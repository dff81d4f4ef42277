/**
 * A loopback server that passes each request on to the target and keeps the exact exchange. Dredd sends its requests to
 * it, since Dredd's HTTP client bounds neither time nor size.
 */
import {
  Agent as HttpAgent,
  createServer,
  request as httpRequest,
  validateHeaderName,
  validateHeaderValue,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { listen } from '../../http/listen.js';
import { isLoopbackHost } from '../../http/loopback.js';
import { decoded, tooLarge } from './content-coding.js';
import type { Exchange, Failure, ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import { isEventStream, pathBelow, sendInProcess, type Fetch } from './in-process.js';
import {
  endedEarly,
  endedMidway,
  interimFlood,
  interrupted,
  malformed,
  maxInterim,
  toPairs,
  upgraded,
} from './malformed.js';
import { TargetClock } from './target-clock.js';

export interface GatewayOptions {
  /** Where requests go; a path in it is put before each request's own. */
  target: URL;
  /** Seconds that one exchange may take from first byte out to last byte in. */
  timeout: number;
  /** Bytes that a response body may have, before and after its content coding is undone. */
  maxBodySize: number;
  /** Ends whatever is under way. */
  signal?: AbortSignal | undefined;
  /** Observes the `Date` of each response. */
  clock?: TargetClock;
  /** Called once, with what the target has done, when it has answered before and does not any more. */
  onSilence?: ((what: string) => void) | undefined;
  /** An implementation in this process, called in place of HTTP and within the same bounds. */
  fetch?: Fetch | undefined;
  /** Keeps connections for the next requests. @default a connection for each */
  agent?: HttpAgent | undefined;
  /** Whether a limit that does not say when it ends is waited for. @default true */
  isPatient?: boolean;
}

export interface Gateway {
  /** Loopback base URL. */
  url: string;
  /** Base URL of the target. */
  target: URL;
  /** Sends one request without the loopback hop. */
  send(request: SentRequest): Promise<Exchange>;
  /** The time of the implementation in Unix seconds, as its `Date` headers show it. */
  now(): number;
  /** Seconds that one exchange may take. */
  timeout: number;
  /**
   * The exchange of the next request to `url` with this name in the header `x-contract-case`.
   * @param onArrival called when the request has come
   * @param expects the documented status that the request expects
   */
  exchangeOf(name: string, onArrival?: () => void, expects?: string): Promise<Exchange>;
  close(): Promise<void>;
}

/** Milliseconds for which an unused connection is kept. The target may close it after that. */
const longestIdle = 1_000;

export const caseHeader = 'x-contract-case';

/** The header that overrides the method, for clients that cannot send every method. */
export const methodHeader = 'x-contract-method';

/** Headers that belong to one connection, not to the message (RFC 9110, 7.6.1). */
export const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export async function openGateway(given: GatewayOptions): Promise<Gateway> {
  const { clock = new TargetClock() } = given;
  const Agent = given.target.protocol === 'https:' ? HttpsAgent : HttpAgent;
  // The least that servers wait on a quiet connection is some seconds.
  const agent = new Agent({ keepAlive: true, timeout: longestIdle });
  const options = { ...given, clock, agent };
  const expected = new Map<
    string,
    { onArrival: () => void; expects: string | undefined; resolve: (exchange: Exchange) => void }
  >();

  /** Requests in a row without an answer in time. */
  let silent = 0;
  let hasAnswered = false;
  let isGone = false;
  /** Whether the last request was still limited after its waits: the next one does not wait as long. */
  let isLimited = false;
  /** Waits that have not helped: such a limit is one of what there may be, and not of time. */
  let fruitless = 0;
  const giveUp = (what: string): void => {
    if (!isGone) given.onSilence?.(what);
    isGone = true;
  };
  /** Waits for a target that is started again: nothing was sent, so that any request may be sent once more. */
  const sendOrWait = async (current: GatewayOptions, request: SentRequest): Promise<Exchange> => {
    let exchange = await send(current, request);
    hasAnswered ||= 'response' in exchange;
    const { signal } = given;
    for (let tries = 0; hasAnswered && isUnreachable(exchange) && !isGone && !signal?.aborted; tries++) {
      if (tries === mostTries) {
        giveUp(`it could not be reached for ${(mostTries * betweenTries) / 1000} s`);
        break;
      }
      await delay(betweenTries, undefined, { signal }).catch(() => {});
      exchange = await send(current, request);
    }
    return exchange;
  };
  /** Whether the target keeps connections. Only then does a request that may not be repeated use a kept one. */
  let isKept = false;
  const sendOne = async (request: SentRequest): Promise<Exchange> => {
    const isReusing = isKept || idempotent.has(request.method);
    const isPatient = !isLimited && fruitless < mostFruitless;
    const exchange = await sendOrWait({ ...options, agent: isReusing ? agent : undefined, isPatient }, request);
    if ('response' in exchange) isLimited = exchange.response.status === 429 && !asksFor(request, exchange.response);
    if (isLimited && isPatient) fruitless++;
    const connection = 'response' in exchange ? String(exchange.response.headers['connection']) : 'close';
    // One that closes says nothing of the others.
    if (!/\bclose\b/i.test(connection)) isKept = /\bkeep-alive\b/i.test(connection);
    silent = 'failure' in exchange && exchange.failure.kind === 'timeout' ? silent + 1 : 0;
    if (silent === mostSilent) giveUp(`${silent} requests in a row had no answer in time`);
    return exchange;
  };

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const name = String(incoming.headers[caseHeader] ?? '');
    const waiting = expected.get(name);
    expected.delete(name);
    waiting?.onArrival();
    const body = await buffer(incoming);
    const exchange = await sendOne({
      method: String(incoming.headers[methodHeader] ?? incoming.method),
      target: incoming.url ?? '/',
      headers: forwardable(incoming.headers as Record<string, string>),
      body: body.length > 0 ? body : undefined,
      expects: waiting?.expects,
    });
    waiting?.resolve(exchange);
    if ('failure' in exchange) {
      outgoing.writeHead(502).end();
      return;
    }
    // Only the status goes back: Dredd compares it, everything else is validated from the exchange that was kept.
    outgoing.writeHead(exchange.response.status).end();
  };
  const server = createServer((incoming, outgoing) => {
    // Node does not await a listener: an error in it would end the process before the reports are written.
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const listening = await listen(server, { name: 'gateway', port: 0 });

  return {
    url: listening.url,
    target: options.target,
    send: sendOne,
    now: () => clock.now(),
    timeout: options.timeout,
    exchangeOf: (name, onArrival = () => {}, expects) =>
      new Promise((resolve) => expected.set(name, { onArrival, expects, resolve })),
    close: () => {
      agent.destroy();
      return listening.close();
    },
  };
}

/** The headers without those of this hop. */
export function forwardable<Value>(headers: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !hopByHop.has(name) && !['host', 'content-length', caseHeader, methodHeader].includes(name),
    ),
  );
}

/** One operation may hang, but after so many requests in a row without an answer the target is gone. */
const mostSilent = 10;

/** Tries to reach a target that has answered before, as while it is started again, and the milliseconds between two. */
const mostTries = 20;
const betweenTries = 250;

const isUnreachable = (exchange: Exchange): boolean => 'failure' in exchange && exchange.failure.kind === 'unreachable';

/** After so many waits that have not helped, none follows where the target does not say how long. */
const mostFruitless = 2;

/** How often a request is repeated when the target asks for a wait. */
const maxWaits = 3;

/** Sends a request, and repeats it after the `Retry-After` of the target, within the time of one exchange. */
export async function send(options: GatewayOptions, sent: SentRequest): Promise<Exchange> {
  let exchange = await sendOnce(options, sent);
  for (let waits = 0; waits < maxWaits && !options.signal?.aborted; waits++) {
    const unsaid = options.isPatient === false ? undefined : 2 ** waits;
    const wait = 'response' in exchange ? waitOf(sent, exchange.response, unsaid) : undefined;
    if (wait === undefined || wait > options.timeout) return exchange;
    await delay(wait * 1000, undefined, { signal: options.signal }).catch(() => {});
    exchange = await sendOnce(options, sent);
  }
  return exchange;
}

/** Whether the case or a preference of a mock asks for this status: to wait would not change it. */
const asksFor = ({ headers, expects }: SentRequest, { status }: ReceivedResponse): boolean =>
  expects === String(status) ||
  expects === `${Math.floor(status / 100)}XX` ||
  new RegExp(`(^|[,;\\s])code=${status}([,;\\s]|$)`).test(headers['prefer'] ?? '');

/**
 * Seconds to wait before the next try (RFC 9110, 10.2.3); undefined where the answer asks for none.
 * @param unsaid for a limit that does not say when it ends: 1, 2 and 4
 */
function waitOf(sent: SentRequest, response: ReceivedResponse, unsaid: number | undefined): number | undefined {
  const { status, headers } = response;
  if ((status !== 429 && status !== 503) || asksFor(sent, response)) return undefined;
  const text = headers['retry-after']?.[0]?.trim();
  if (text === undefined) return status === 429 ? unsaid : undefined;
  if (/^\d+$/.test(text)) return Number(text);
  // A date counts from the server's own clock. `Date.parse` reads -1 as a year.
  if (!/^[a-z]/i.test(text)) return undefined;
  const seconds = (Date.parse(text) - (Date.parse(headers.date?.[0] ?? '') || Date.now())) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** Only these may be sent again where a kept connection closes unanswered (RFC 9110, 9.2.2). */
const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

function sendOnce(options: GatewayOptions, sent: SentRequest): Promise<Exchange> {
  if (options.fetch) return sendInProcess({ ...options, fetch: options.fetch }, sent);
  const { target, timeout, maxBodySize, signal, clock, agent } = options;
  const url = new URL(target);
  const connect = url.protocol === 'https:' ? httpsRequest : httpRequest;

  return new Promise<Exchange>((resolve) => {
    let onDeadline: () => Exchange | undefined = () => undefined;
    const deadline = setTimeout(() => {
      settle(onDeadline() ?? { failure: { kind: 'timeout', message: `no complete answer within ${timeout} s` } });
    }, timeout * 1000);
    /** Whether the exchange has an outcome or was sent again: later events of the first request are ignored. */
    let isOver = false;
    const settle = (exchange: Exchange) => {
      isOver = true;
      if ('response' in exchange) clock?.observe(exchange.response);
      clearTimeout(deadline);
      signal?.removeEventListener('abort', interrupt);
      resolve(exchange);
      if (!isWhole) outgoing?.destroy();
    };
    const interrupt = () => settle({ failure: interrupted });
    signal?.addEventListener('abort', interrupt);

    let hasBegun = false;
    /** Whether the whole response has arrived. */
    let isWhole = false;
    const onResponse = (incoming: IncomingMessage) => {
      hasBegun = true;
      const chunks: Buffer[] = [];
      let size = 0;
      // A stream of events may never end: what has come at the deadline is validated.
      if (isEventStream(incoming.headers['content-type']))
        onDeadline = () => received(incoming, Buffer.concat(chunks), maxBodySize);
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBodySize) settle({ failure: tooLarge(maxBodySize) });
        else chunks.push(chunk);
      });
      incoming.on('end', () => {
        isWhole = true;
        settle(received(incoming, Buffer.concat(chunks), maxBodySize));
      });
      incoming.on('error', () => settle({ failure: endedMidway }));
    };
    let outgoing: ClientRequest | undefined;
    try {
      outgoing = connect(
        {
          protocol: url.protocol,
          hostname: url.hostname.replace(/^\[|\]$/g, ''),
          port: url.port || undefined,
          path: pathBelow(url, sent.target),
          method: sent.method,
          headers: { ...sent.headers, ...lengthOf(sent) },
          agent: agent ?? false,
        },
        onResponse,
      );
    } catch (error) {
      settle({ failure: unsendable(error as NodeJS.ErrnoException) });
      return;
    }
    let interim = 0;
    outgoing.on('information', () => {
      if (++interim > maxInterim) settle({ failure: interimFlood });
    });
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      settle({ failure: upgraded });
    });
    // A target may close a kept connection just as it is used again (RFC 9112, 9.3.1).
    const fail = (failure: Failure) => {
      if (isOver) return;
      isOver = true;
      if (!outgoing?.reusedSocket || hasBegun || !idempotent.has(sent.method)) settle({ failure });
      else void sendOnce({ ...options, agent: undefined }, sent).then(settle);
    };
    // Node may emit the request's end before the error of a response that was cut.
    outgoing.on('close', () => {
      if (!hasBegun) fail(endedEarly);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => fail(describe(error, url)));
    if (signal?.aborted) interrupt();
    else outgoing.end(sent.body);
  });
}

/** The length of the body; a chunked body has none. */
const lengthOf = ({ headers, body }: SentRequest): Record<string, number> =>
  !body || Object.keys(headers).some((name) => name.toLowerCase() === 'transfer-encoding')
    ? {}
    : { 'content-length': body.length };

export function received(incoming: IncomingMessage, coded: Buffer, maxBodySize: number): Exchange {
  const failure = malformedHead(incoming);
  if (failure) return { failure };
  const headers: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(incoming.headersDistinct)) headers[name] = values ?? [];
  return decoded({ status: incoming.statusCode ?? 0, headers, body: coded }, maxBodySize);
}

/** Undefined for a response whose status line and headers are HTTP. */
export const malformedHead = ({ statusCode = 0, statusMessage, rawHeaders }: IncomingMessage): Failure | undefined =>
  malformed({ status: statusCode, reason: statusMessage, headers: toPairs(rawHeaders) });

/** The failure of a request that HTTP cannot hold. A token from an earlier response may fit into no header or path. */
export function unsendable({ code }: NodeJS.ErrnoException): Failure {
  const place = code === 'ERR_UNESCAPED_CHARACTERS' ? 'path' : code === 'ERR_INVALID_CHAR' ? 'headers' : 'request';
  return { kind: 'broken', message: `nothing was sent: the ${place} cannot be written in HTTP (${code ?? 'unknown'})` };
}

/** Undefined for a request that HTTP can hold. */
export function checkSendable({ target, headers }: SentRequest): Failure | undefined {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  } catch (error) {
    return unsendable(error as NodeJS.ErrnoException);
  }
  const isPath = /^[\x21-\xff]*$/.test(target);
  return isPath ? undefined : unsendable({ code: 'ERR_UNESCAPED_CHARACTERS' } as NodeJS.ErrnoException);
}

const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'EACCES',
]);

export function describe(error: NodeJS.ErrnoException, url: URL): Failure {
  const code = error.code ?? '';
  const unused = unusedProxy(url, process.env);
  if (neverConnected.has(code))
    return { kind: 'unreachable', message: `${url.host} cannot be reached (${code})${unused}` };
  if (isTls(code)) return { kind: 'unreachable', message: `${url.host} cannot be reached over TLS (${code})${unused}` };
  if (code.startsWith('HPE_')) return { kind: 'broken', message: `the answer is not HTTP (${code})` };
  return { kind: 'broken', message: `the connection broke before a response came (${code || error.message})` };
}

const isTls = (code: string): boolean => /^(CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code);

/** Notes that the proxy of the environment is not used, where other programs would use it for this target. */
export function unusedProxy({ protocol, hostname }: URL, environment: NodeJS.ProcessEnv): string {
  const valueOf = (name: string) => environment[name.toLowerCase()] || environment[name];
  const names = [protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY', 'ALL_PROXY'];
  const name = names.find(valueOf);
  const exempt = (valueOf('NO_PROXY') ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  const isExempt = exempt.some((entry) => {
    const host = entry.replace(/^\*?\./, '').replace(/:\d+$/, '');
    return entry === '*' || hostname === host || hostname.endsWith(`.${host}`);
  });
  if (name === undefined || isExempt || isLoopbackHost(hostname)) return '';
  return `, and the proxy in ${name} is not used`;
}
