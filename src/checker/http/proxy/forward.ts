/** Forwards one exchange byte for byte, but for trailers, and returns it when it is over. */
import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { request as httpsRequest } from 'node:https';
import type { Exchange, Failure } from '../../../openapi/exchange.js';
import { describe, malformedHead, received, unsendable } from '../gateway.js';
import { endedEarly, endedMidway, interimFlood, maxInterim, upgraded } from '../malformed.js';
import { passOn, toTarget } from './headers.js';

export interface Forwarding {
  target: URL;
  /** Path and query below the target. */
  path: string;
  /** The largest body, in bytes, that is kept for validation. */
  maxBodySize: number;
  /** Seconds for which the target may be silent: while it reads the request, before its response and within it. */
  timeout: number;
}

export interface Seen {
  /** Undefined where the body was larger than the bound, or incomplete when the response was complete. */
  requestBody: Buffer | undefined;
  /** Undefined when the client closed the connection before the response was complete. */
  exchange: Exchange | undefined;
}

export function forward(
  { target, path, maxBodySize, timeout }: Forwarding,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Seen> {
  const method = incoming.method ?? 'GET';
  const sent = capture(incoming, maxBodySize);
  const connect = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    let onward: ClientRequest | undefined;
    let isEnded = false;
    const end = (exchange: Exchange | undefined) => {
      isEnded = true;
      clearTimeout(quiet);
      resolve({ requestBody: incoming.readableEnded ? sent.bytes() : undefined, exchange });
    };
    /** Answers with 502, or closes the connection where the head of the response was already sent. */
    const fail = (failure: Failure) => {
      if (isEnded) return;
      end({ failure });
      if (outgoing.headersSent) outgoing.destroy();
      else badGateway(outgoing, failure.message);
      onward?.destroy();
    };
    const quiet = setTimeout(
      () => fail({ kind: 'timeout', message: `the target was silent for ${timeout} s` }),
      timeout * 1000,
    );

    const onAnswer = (answer: IncomingMessage) => {
      const failure = malformedHead(answer);
      if (failure) return fail(failure);
      const got = capture(answer, maxBodySize);
      outgoing.sendDate = false;
      try {
        outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, passOn(answer.rawHeaders));
      } catch (error) {
        return fail({ kind: 'broken', message: `the answer cannot be passed on (${codeOf(error)})` });
      }
      quiet.refresh();
      answer.on('data', () => quiet.refresh());
      answer.pipe(outgoing);
      // The target is not silent while it waits for a client that reads slowly.
      outgoing.on('drain', () => quiet.refresh());
      answer.on('end', () => {
        if (isEnded) return;
        const bytes = got.bytes();
        end(bytes ? received(answer, bytes, maxBodySize) : { failure: tooLarge(maxBodySize) });
      });
      answer.on('error', () => fail(endedMidway));
    };
    try {
      onward = connect(
        {
          protocol: target.protocol,
          hostname: target.hostname.replace(/^\[|\]$/g, ''),
          port: target.port || undefined,
          path: target.pathname.replace(/\/$/, '') + path,
          method,
          headers: toTarget(incoming.rawHeaders, target, method),
          agent: false,
        },
        onAnswer,
      );
    } catch (error) {
      return fail(unsendable(error as NodeJS.ErrnoException));
    }
    let interim = 0;
    onward.on('information', () => {
      if (++interim > maxInterim) fail(interimFlood);
    });
    onward.on('upgrade', (_, socket) => {
      socket.destroy();
      fail(upgraded);
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      // A target that answers early may close its side: its response counts.
      if (outgoing.headersSent && !isEnded) return;
      if (outgoing.destroyed && !isEnded) return end(undefined);
      fail(describe(error, target));
    });
    onward.on('close', () => {
      if (!outgoing.headersSent) fail(endedEarly);
    });
    outgoing.on('error', () => {}); // `close` follows
    outgoing.on('close', () => {
      if (outgoing.writableFinished || isEnded) return;
      end(undefined);
      onward?.destroy();
    });
    incoming.on('data', () => quiet.refresh());
    incoming.pipe(onward);
  });
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? (error as Error).name;

const tooLarge = (limit: number) => ({
  kind: 'too large' as const,
  message: `the body is larger than the ${limit / 1024 / 1024} MiB that are validated`,
});

/** A problem document (RFC 9457) tells the proxy's own answer from the target's. */
function badGateway(outgoing: ServerResponse, detail: string): void {
  outgoing.sendDate = true;
  outgoing
    .writeHead(502, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ title: 'The target of kyc-contracts proxy does not answer', status: 502, detail }));
}

interface Captured {
  /** Undefined when there was more than the bound. */
  bytes(): Buffer | undefined;
}

/** Keeps a copy of a stream up to a bound in bytes. Beyond it nothing is kept, and the stream goes on. */
function capture(stream: Readable, limit: number): Captured {
  let chunks: Buffer[] | undefined = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) chunks = undefined;
    else chunks?.push(chunk);
  });
  return { bytes: () => chunks && Buffer.concat(chunks) };
}
