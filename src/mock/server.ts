/** Serves a document as a mock: Prism answers, and this file handles HTTP and any client error. */
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, relative } from 'node:path';
import { CliError } from '../openapi/cli-error.js';
import { bundleDocument } from '../openapi/bundle.js';
import { isObject, type JsonObject } from '../openapi/document.js';
import { generatedPath } from '../openapi/providers.js';
import { wellFormed } from '../openapi/parameter-style.js';
import { corsHeaders, isPreflight, type PageRequest } from '../http/cors.js';
import { createGuardedServer } from '../http/guard-host.js';
import { asksForIndex, sendIndex, type IndexPage } from '../http/index-page.js';
import { listen, type ListenOptions, type Listening } from '../http/listen.js';
import { loadEngine, type Engine, type MockAnswer } from './prism.js';
import { readBody } from './read-body.js';
import { Refusal } from './refusal.js';

export interface MockOptions {
  /** Origins of pages that may use it, besides those of this machine. @default none */
  origins?: readonly string[] | undefined;
  /** Folders that a document may refer to, beside its own. @default none */
  allowRefs?: readonly string[];
  /** 0 takes any free port. */
  port: number;
  /** @default '127.0.0.1' */
  host?: string;
  /** The largest body in bytes, but for forms. @default 1_048_576 (1 MiB) */
  maxJsonSize?: number | undefined;
  /** Logs each request, without its query. @default nothing */
  log?: ListenOptions['log'];
  /** Links on the page at `/`, by name. @default none */
  links?: ReadonlyMap<string, string>;
}

/**
 * Mocks a provider from its generated bundle.
 * @throws {CliError} exit code 2, when the bundle is missing or the port is not free
 */
export async function startMock(provider: string, options: MockOptions): Promise<Listening> {
  const bundle = generatedPath(provider, 'openapi.json');
  if (!existsSync(bundle)) {
    throw new CliError(`${relative(process.cwd(), bundle)} does not exist yet: npm run generate writes it`, 2);
  }
  return serve(JSON.parse(readFileSync(bundle, 'utf8')) as JsonObject, { ...options, name: provider });
}

/**
 * Mocks any OpenAPI document, in one or more files.
 * @throws {CliError} exit code 2, when the document is invalid or the port is not free
 */
export async function startMockFor(documentPath: string, options: MockOptions): Promise<Listening> {
  return serve((await bundleDocument(documentPath, options.allowRefs, { tolerant: true })) as object as JsonObject, {
    ...options,
    name: documentPath,
  });
}

async function serve(
  document: JsonObject,
  { maxJsonSize, links, ...options }: ListenOptions & MockOptions,
): Promise<Listening> {
  const engine = await loadEngine(document);
  const guard = { name: 'mock', origins: options.origins };
  const page = isObject(document.paths) && '/' in document.paths ? undefined : indexPage(options.name, links);
  const server = createGuardedServer(guard, (request, response) => {
    if (page && asksForIndex(request)) return sendIndex(request, response, page);
    void respond(engine, request, response, maxJsonSize);
  });
  return listen(server, options);
}

const indexPage = (name: string, links: ReadonlyMap<string, string> = new Map()): IndexPage => ({
  title: `mock of ${basename(name)}`,
  about:
    'It answers each request by itself, with the documented examples. The header "Prefer: code=422" chooses which.',
  links,
});

async function respond(
  engine: Engine,
  request: IncomingMessage,
  response: ServerResponse,
  maxJsonSize: number | undefined,
): Promise<void> {
  try {
    send(await answer(engine, request, maxJsonSize), request, response);
  } catch (error) {
    send(explain(error as Error), request, response);
  }
}

async function answer(engine: Engine, request: IncomingMessage, maxJsonSize: number | undefined): Promise<MockAnswer> {
  if (isPreflight(pageOf(request))) return { status: 204, headers: {}, body: undefined };
  const { method = 'GET', url: target = '/' } = request;
  return engine({ method, target, ...(await readBody(request, maxJsonSize)) });
}

/** The mock's own responses are problem details (RFC 9457), which no provider sends. */
function explain(error: Error): MockAnswer {
  const [status, detail] =
    error instanceof Refusal ? [error.status, error.message] : [500, `A defect of the mock: ${error.message}`];
  return {
    status,
    headers: { ...(error instanceof Refusal && error.headers), 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title: 'The mock cannot answer this request', status, detail }),
  };
}

function send({ status, headers, body }: MockAnswer, request: IncomingMessage, response: ServerResponse): void {
  // The client may be gone, or still sending a refused body: the connection ends.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, { ...corsHeaders(pageOf(request)), ...sendable(headers), ...lengthOf(status, body) });
  response.end(body);
}

/** Headers that say how a body is coded and sent: those of a document describe another message. */
const framing = /^(content-(encoding|length)|trailer|transfer-encoding)$/;

/** Leaves out headers that the mock cannot send, and encodes all but ASCII (RFC 9110, 5.5). */
function sendable(headers: MockAnswer['headers']): MockAnswer['headers'] {
  const fields = Object.entries(headers).filter(([name]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !framing.test(name));
  const encode = (text: string) => encodeURIComponent(wellFormed(text));
  return Object.fromEntries(fields.map(([name, value]) => [name, value.replaceAll(/[^\t\x20-\x7e]+/g, encode)]));
}

/** Responses without content (RFC 9110) must not have its length. */
function lengthOf(status: number, body: MockAnswer['body'] = ''): Record<string, number> {
  return status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
}

/** Lets the reference pages, which are served on another port, call the mock. */
const pageOf = ({ method, headers }: IncomingMessage): PageRequest => ({
  method,
  header: (name) => headers[name] as string | undefined,
});
