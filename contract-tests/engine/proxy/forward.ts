/** Passes one exchange through, byte for byte, and tells what it was when it is over. */
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Exchange } from '../exchange.js';
import { describe, received } from '../gateway.js';
import { capture } from './capture.js';
import { passOn, toTarget } from './headers.js';

export interface Forwarding {
  target: URL;
  /** Path and query below the target. */
  path: string;
  /** Bytes of a body that are kept for the judge. */
  maxBodySize: number;
}

export interface Seen {
  /** Undefined where it was larger than what is kept. */
  requestBody: Buffer | undefined;
  /** Undefined when the client hung up before the answer was complete. */
  exchange: Exchange | undefined;
}

export function forward(
  { target, path, maxBodySize }: Forwarding,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Seen> {
  const method = incoming.method ?? 'GET';
  const sent = capture(incoming, maxBodySize);
  const connect = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const end = (exchange: Exchange | undefined) => resolve({ requestBody: sent.bytes(), exchange });
    let isAnswered = false;
    const onward = connect(
      {
        protocol: target.protocol,
        hostname: target.hostname.replace(/^\[|\]$/g, ''),
        port: target.port || undefined,
        path: target.pathname.replace(/\/$/, '') + path,
        method,
        headers: toTarget(incoming.rawHeaders, target, method),
        agent: false,
      },
      (answer) => {
        isAnswered = true;
        const got = capture(answer, maxBodySize);
        outgoing.sendDate = false;
        outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, passOn(answer.rawHeaders));
        answer.pipe(outgoing);
        answer.on('end', () => {
          const bytes = got.bytes();
          end(bytes ? received(answer, bytes, maxBodySize) : { failure: tooLarge(maxBodySize) });
        });
        answer.on('error', () => {
          end({ failure: { kind: 'broken', message: 'the connection ended in the middle of the response' } });
          outgoing.destroy();
        });
      },
    );
    onward.on('error', (error: NodeJS.ErrnoException) => {
      // Who answers before it has read all may hang up on the rest: the answer counts.
      if (isAnswered) return;
      if (outgoing.destroyed) return end(undefined);
      const failure = describe(error, target);
      end({ failure });
      badGateway(outgoing, failure.message);
    });
    outgoing.on('close', () => {
      if (outgoing.writableFinished) return;
      end(undefined);
      onward.destroy();
    });
    incoming.pipe(onward);
  });
}

const tooLarge = (limit: number) => ({
  kind: 'too large' as const,
  message: `the body is larger than the ${limit / 1024 / 1024} MiB that are judged`,
});

/** RFC 9457: so that nobody takes the proxy's own answer for the target's. */
function badGateway(outgoing: ServerResponse, detail: string): void {
  outgoing
    .writeHead(502, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ title: 'The target of kyc-contracts proxy does not answer', status: 502, detail }));
}
