/** Plays an implementation over HTTP: answers each request with the next answer of a script, and keeps what it was sent. */
import { createMatcher } from '../../../src/openapi/match.js';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '../../../src/http/listen.js';
import type { Answer } from './answers.js';

export interface Received {
  /** What was asked for, or method and path when the script has something else at this point. */
  operationId: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Implementation {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

export async function play(answers: readonly Answer[]): Promise<Implementation> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const answer = answers[received.length];
    const expected = answer && isFor(answer, request);
    received.push({
      operationId: expected ? answer.operation.operationId : `${request.method} ${request.url}`,
      path: request.url ?? '',
      headers: request.headers,
      body: await buffer(request),
    });
    // Whatever is off the script gets an answer that no document has.
    response.writeHead(expected ? answer.status : 599, { 'content-type': 'application/json' });
    response.end(JSON.stringify(expected ? answer.body : {}));
  });
  const { url, close } = await listen(server, { name: 'the played implementation', port: 0 });
  return { url, received, close };
}

const isFor = ({ operation }: Answer, { method = '', url = '' }: IncomingMessage): boolean =>
  'route' in (createMatcher([operation])(method, url) ?? {});
