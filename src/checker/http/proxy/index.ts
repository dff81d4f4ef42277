/** A reverse proxy that changes nothing, and validates each request and each response against the document. */
import type { IncomingMessage, Server } from 'node:http';
import { createGuardedServer, refuse } from '../../../http/guard-host.js';
import { Coverage } from '../../validate/coverage.js';
import { operationsOf, type JsonObject, type Operation } from '../../../openapi/document.js';
import type { ReceivedResponse, SentRequest } from '../../../openapi/exchange.js';
import { findLeaks } from '../../validate/leak.js';
import {
  compileResponseSchemas,
  responseFor,
  type ResponseValidator,
  type Violation,
} from '../../validate/response.js';
import { essenceOf, isJson } from '../../../openapi/media-type.js';
import { propertyNames } from '../../validate/redact.js';
import { toCurl } from '../../reports/curl.js';
import type { Report } from '../../report.js';
import { outcomeOf, toStatus } from '../../report.js';
import { transportViolation, validateDocumented } from '../../validate/exchange.js';
import { createRequestValidator, createResponseValidator, unvalidatedOf } from '../../validate/schema.js';
import { applySeverity } from '../../validate/severity.js';
import { forward, type Seen } from './forward.js';
import { validateRequest } from '../../validate/request.js';
import { decodeBody } from '../../../http/content-coding.js';
import { createMatcher, type Match } from '../../../openapi/match.js';
import { publicValues, tellPath } from './public-values.js';
import { Traffic, type Verdict } from './traffic.js';

export interface ProxyOptions {
  /** Bundled OpenAPI 3.0 or 3.1 document. */
  document: JsonObject;
  /** Base URL of the implementation; a request's path is appended to it, and is looked up in the document. */
  target: URL;
  /** Bytes of a body that are kept for validation; a larger one passes unvalidated. */
  maxBodySize: number;
  /** Seconds for which the target may be silent before the client gets a 502. @default 60 */
  timeout?: number | undefined;
  /** Origins of pages that may use it on loopback, besides those of this machine. @default none */
  origins?: readonly string[] | undefined;
  /** Bytes of a JSON body that are validated; a larger one passes unvalidated. @default 4_194_304 (4 MiB) */
  maxJsonSize?: number | undefined;
  /** A broken clause that is only assumed counts as a failure. @default false */
  strict?: boolean | undefined;
}

export interface Proxy {
  server: Server;
  coverage: Coverage;
  /** The report of all traffic, after all of it is validated. */
  report(): Promise<Report & { warnings: readonly string[] }>;
}

/** @throws {CliError} exit code 2, when the document is unusable. */
export function createProxy(options: ProxyOptions): Proxy {
  const { document, target, maxBodySize, maxJsonSize = 2 ** 22, timeout = 60, origins, strict } = options;
  const operations = operationsOf(document);
  const coverage = new Coverage();
  coverage.expect(document, operations);
  const validator = createResponseValidator(document);
  const responseValidator: ResponseValidator = {
    document,
    validator,
    propertyNames: propertyNames(document),
    coverage,
  };
  compileResponseSchemas(
    responseValidator,
    operations.flatMap(({ responses }) => [...responses.values()]),
  );
  const requests = createRequestValidator(document);
  const find = createMatcher(operations);
  const isPublic = publicValues(document);
  const traffic = new Traffic();
  const paths = operations.map(({ path }) => path);
  const pending = new Set<Promise<void>>();
  const waitFor = (work: Promise<void>) => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };

  /** The operation of a request, or the verdict on one that the document does not describe. */
  const seek = (method: string, path: string) => {
    const [pathname = ''] = path.split('?', 1);
    const match = find(method, pathname);
    return match && 'route' in match ? match : unknown(method, match, tellPath(pathname, paths));
  };

  const watch = async (incoming: IncomingMessage, path: string, seen: Seen): Promise<void> => {
    const method = incoming.method ?? 'GET';
    const match = seek(method, path);
    if (!('route' in match)) return traffic.add(match);
    const { route: operation, params } = match;
    if (!seen.exchange) return traffic.add(skipped(operation, 'the client hung up before the answer was complete'));
    const { exchange } = seen;
    const answer = 'response' in exchange ? exchange.response : undefined;
    if (answer && answer.body.length > maxJsonSize && isJsonType(answer.headers['content-type'])) {
      const limit = `${Number((maxJsonSize / 2 ** 20).toFixed(3))} MiB`;
      return traffic.add(skipped(operation, `the JSON body is larger than the ${limit} that are validated`));
    }
    const coded = seen.requestBody ?? Buffer.alloc(0);
    const sent = decodeBody(coded, incoming.headersDistinct['content-encoding']?.join(', '), maxBodySize);
    const body = 'bytes' in sent ? sent.bytes : undefined;
    const isTooLarge = (body?.length ?? 0) > maxJsonSize && isJsonType(incoming.headersDistinct['content-type']);
    const broken = await validateRequest(responseValidator, requests, operation, {
      params,
      target: path,
      headers: incoming.headersDistinct,
      body: isTooLarge || !seen.requestBody ? undefined : body,
    });
    if ('error' in sent && sent.kind !== 'too large') broken.push(codingViolation(sent));
    const headers = flat(incoming);
    const leaks = leaksIn(responseValidator, { method, target: path, headers, body }, seen);
    const verdict = verdictOf(responseValidator, operation, seen, broken, leaks);
    // The severity is applied before the verdict is stored, since equal verdicts are stored as one.
    const { violations, outcome } = applySeverity(
      document,
      { ...verdict, example: null, phase: 'traffic' },
      { strict },
    );
    await traffic.add({ ...verdict, violations, outcome }, () =>
      toCurl({
        document,
        base: target,
        request: {
          method,
          target: path,
          headers: passed(headers, body !== undefined),
          body: body ?? seen.requestBody,
        },
        isPublic,
      }),
    );
  };

  const server = createGuardedServer({ name: 'proxy', origins }, (incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (climbs(path)) {
      const detail = 'The path leads above the base path of the target: write it without "..".';
      return refuse(outgoing, 400, 'Bad request', detail);
    }
    if (incoming.headers.upgrade?.toLowerCase() === 'websocket') {
      const detail = 'A WebSocket handshake is not passed on: connect to the target itself.';
      refuse(outgoing, 501, 'Not implemented', detail);
      const reason = 'a WebSocket handshake is not passed on by this proxy';
      const match = seek(incoming.method ?? 'GET', path);
      const verdict = 'route' in match ? skipped(match.route, reason) : match;
      return waitFor(traffic.add(verdict));
    }
    waitFor(
      forward({ target, path, maxBodySize, timeout }, incoming, outgoing)
        .then((seen) => watch(incoming, path, seen))
        .catch(({ name }: Error) => traffic.fail(`the validation of an exchange failed (${name})`)),
    );
  });
  return {
    server,
    coverage,
    report: async () => {
      await Promise.all(pending);
      return {
        cases: traffic.results(operations),
        errors: traffic.errors(),
        unvalidated: unvalidatedOf(document),
        warnings: traffic.warnings(),
      };
    },
  };
}

/** Whether a path leaves the base path, for servers that decode slashes and for those that do not. */
function climbs(path: string): boolean {
  const plain = path.split(/[?#]/, 1)[0]!.replaceAll(/%2e/gi, '.');
  return [plain, plain.replaceAll(/%2f|%5c|\\/gi, '/')].some((one) => {
    let depth = 0;
    return one.split('/').some((segment) => {
      // Parameters of a segment (`..;a`) count for some servers, and not for others.
      const [name] = segment.split(/;|%3b/i, 1);
      if (name === '..') depth -= 1;
      else if (name !== '' && name !== '.') depth += 1;
      return depth < 0;
    });
  });
}

/** What this proxy cannot undo, the target may: that is a warning. */
const codingViolation = ({ error, kind }: { error: string; kind: string }): Violation => ({
  ...(kind === 'unknown' && { severity: 'warning' as const }),
  code: 'request-content-coding',
  kind: 'request',
  pointer: 'header Content-Encoding',
  message: `the body ${error}`,
  clause: '',
});

/** Headers that a curl command leaves out, since they do not matter to the meaning of the request. */
function passed(headers: Record<string, string>, isDecoded: boolean): Record<string, string> {
  const dropped = /^(host|connection|keep-alive|transfer-encoding|accept-encoding|accept-language|sec-.*)$/;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !dropped.test(name) && !(isDecoded && name === 'content-encoding')),
  );
}

const isJsonType = (values: string[] | undefined): boolean => isJson(essenceOf(values?.[0] ?? '') ?? '');

const identityOf = ({ operationId, method, path }: Operation) => ({ operationId, method, path });

const skipped = (operation: Operation, reason: string): Verdict => ({
  ...identityOf(operation),
  status: '-',
  ...outcomeOf(reason),
});

/** A request that the document does not describe. It is listed, so that the report does not count it as checked. */
const unknown = (method: string, match: Match<Operation>, path: string): Verdict => ({
  operationId: `${method} ${match && 'path' in match ? match.path : path}`,
  method,
  path: match && 'path' in match ? match.path : path,
  status: '-',
  ...outcomeOf(match ? 'the document has the path, but not this method' : 'the document has no such path'),
});

function verdictOf(
  responseValidator: ResponseValidator,
  operation: Operation,
  { exchange }: Seen,
  broken: readonly Violation[],
  leaks: readonly Violation[],
): Verdict {
  if (!exchange) return skipped(operation, 'there was no answer');
  if ('failure' in exchange) {
    const { failure } = exchange;
    // The client may well take what is too large for this proxy, or coded as this proxy cannot undo.
    if (failure.kind === 'too large' || failure.kind === 'content coding') return skipped(operation, failure.message);
    const violations = [...broken, transportViolation(failure)];
    return { ...identityOf(operation), status: '-', outcome: 'failed', violations };
  }
  const { response } = exchange;
  const violations = [
    ...excuse(broken, response),
    ...validateDocumented(responseValidator, operation, response),
    ...leaks,
  ];
  const [key] = responseFor(operation.responses, response.status) ?? [String(response.status)];
  const fails = violations.some(({ severity }) => severity !== 'warning');
  return { ...identityOf(operation), status: toStatus(key), outcome: fails ? 'failed' : 'passed', violations };
}

/** A response that repeats a credential may put it into logs. */
function leaksIn(
  { document, propertyNames }: ResponseValidator,
  request: SentRequest,
  { exchange }: Seen,
): Violation[] {
  return exchange && 'response' in exchange ? findLeaks(document, request, exchange.response, propertyNames) : [];
}

const flat = ({ headersDistinct }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headersDistinct).map(([name, values]) => [name, values?.join(', ') ?? '']));

/**
 * Makes a violation of the request a warning where the target refused it: a client may be testing just that. If the
 * target accepts it, either the client is wrong, or the target and the document are.
 */
function excuse(broken: readonly Violation[], { status }: ReceivedResponse): Violation[] {
  if (status < 400) return [...broken];
  return broken.map((violation) => ({ ...violation, severity: 'warning' as const }));
}
