/**
 * Runs workflows with Redocly Respect: in a process with its own folder, a relay for its requests and a proxy that
 * refuses others. Requests are tagged with their step and responses with their exchange, so that Respect's report and
 * the exchanges can be joined by name.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { listen } from '../../../http/listen.js';
import { CliError } from '../../../openapi/cli-error.js';
import type { JsonObject, Operation } from '../../../openapi/document.js';
import type { Exchange, SentRequest } from '../../../openapi/exchange.js';
import { forwardable } from '../../http/gateway.js';
import { isFileExpression, type Workflows } from './arazzo.js';
import { exchangeHeader, readExecuted, type Executed, type ReportedAttempt } from './executed.js';
import type { Inputs } from './inputs.js';
import { runRespect } from './respect.js';
import { stepHeader, writeWorkflowFolder, type WorkflowFolder } from './workflow-folder.js';

export interface WorkflowFiles {
  workflows: Workflows;
  document: JsonObject;
  /** Names of the files whose workflows are run. */
  names: readonly string[];
  /** The operations of the steps, by `<workflowId>/<stepId>`. */
  operations: ReadonlyMap<string, { operation: Operation; status: string }>;
  /** Whether a step is repeated at once. */
  skipWaits: boolean;
}

/** Sends one request of a step to the target. */
export type SendStep = (
  request: SentRequest,
  call: {
    /** `<workflowId>/<stepId>`. */
    step: string;
    /** Whether the step repeats the same request. */
    isRepeated: boolean;
  },
) => Promise<Exchange>;

/** An attempt with its exchange. */
export interface Attempt extends ReportedAttempt {
  exchange: Exchange | undefined;
}

export interface WorkflowRun {
  /** Undefined when Respect ended without a report. */
  executed: (Omit<Executed, 'attempts'> & { attempts: Attempt[] })[] | undefined;
  /** Errors of the process itself. */
  problems: string[];
}

export interface WorkflowLimits {
  /** Seconds for all workflows together. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

/** @param inputs By workflowId. */
export async function runWorkflows(
  { workflows, document, names, operations, skipWaits }: WorkflowFiles,
  inputs: ReadonlyMap<string, Inputs>,
  send: SendStep,
  { timeout, signal }: WorkflowLimits,
): Promise<WorkflowRun> {
  const open = new Map([...inputs].map(([workflowId, given]): [string, JsonObject] => [workflowId, given.open]));
  const relay = await openRelay(send);
  let folder: WorkflowFolder | undefined;
  try {
    const made = await writeWorkflowFolder({ workflows, document, inputs: open, operations, skipWaits });
    folder = made;
    const { report, elsewhere } = await runRespect({
      files: names.map((name) => join(made.folder, name)),
      servers: Object.fromEntries(made.sources.map((name) => [name, relay.url])),
      inputs: Object.assign({}, ...[...inputs.values()].map(({ secret }) => secret)) as Record<string, string>,
      without: ['SCHEMA_CHECK', 'STATUS_CODE_CHECK', 'CONTENT_TYPE_CHECK'],
      timeout,
      signal,
    });
    const problems = [...new Set(elsewhere)].map((host) => `a workflow turned to ${host} and was kept from it`);
    if (report === undefined) return { executed: undefined, problems };
    const executed = readExecuted(report, made.written)
      .flatMap(([, found]) => found)
      .map((workflow) => ({
        ...workflow,
        attempts: workflow.attempts.map((one) => withExchange(one, relay.exchanges)),
      }));
    const isForeign = executed.some(({ attempts }) =>
      attempts.some((one) => one.status !== undefined && !one.exchange),
    );
    if (isForeign) problems.push('Respect reports an answer that did not come through the check');
    return { executed, problems };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { executed: undefined, problems: [error.message] };
  } finally {
    await relay.close();
    await folder?.remove();
  }
}

export const withExchange = (one: ReportedAttempt, exchanges: ReadonlyMap<string, Exchange>): Attempt => ({
  ...one,
  exchange: one.exchangeId === undefined ? undefined : exchanges.get(one.exchangeId),
});

export interface Relay {
  url: string;
  /** By the id in the response. */
  exchanges: ReadonlyMap<string, Exchange>;
  close(): Promise<void>;
}

/** A loopback server that passes Respect's requests to `send` without their tags, and returns the whole response. */
export async function openRelay(send: SendStep): Promise<Relay> {
  const exchanges = new Map<string, Exchange>();
  let previous: { step: string; request: SentRequest } | undefined;
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const { [stepHeader]: step = '', ...headers } = incoming.headers as Record<string, string>;
    const request: SentRequest = {
      method: incoming.method ?? 'GET',
      target: incoming.url ?? '/',
      headers: forwardable(headers),
      body: body.length > 0 ? body : undefined,
    };
    const isRepeated = previous !== undefined && previous.step === step && isSame(previous.request, request);
    previous = { step, request };
    const exchange = withoutFiles(await send(request, { step, isRepeated }));
    const id = randomUUID();
    exchanges.set(id, exchange);
    if ('failure' in exchange) {
      outgoing.writeHead(502, { [exchangeHeader]: id }).end();
      return;
    }
    const { status, headers: answered, body: content } = exchange.response;
    outgoing.writeHead(status, { ...returnable(status, answered), [exchangeHeader]: id }).end(content);
  };
  const server = createServer((incoming, outgoing) => {
    // Node does not await a listener: an error in it would end the process before the reports are written.
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  // Respect may pause longer than a server keeps an idle connection, and would then write to a closed one.
  server.keepAliveTimeout = 0;
  const { url, close } = await listen(server, { name: 'the workflows', port: 0 });
  return { url, exchanges, close };
}

/** An output of a workflow is sent in later requests: it must not make Respect send a file of this machine. */
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
    // Respect reads such a body as text, or not at all.
  }
  return found;
}

const isSame = (one: SentRequest, other: SentRequest): boolean =>
  one.method === other.method &&
  one.target === other.target &&
  (one.body ?? Buffer.alloc(0)).equals(other.body ?? Buffer.alloc(0));

/** Removes content codings and redirects, so that Respect keeps to the relay. */
function returnable(status: number, headers: Record<string, string[]>): Record<string, string[]> {
  const dropped = ['content-encoding', 'content-length', ...(status < 400 && status >= 300 ? ['location'] : [])];
  const returned = forwardable(headers);
  // Media types ignore case (RFC 9110, 8.3.1), but Respect reads JSON only in lower case.
  const { 'content-type': types } = returned;
  if (types) returned['content-type'] = types.map((one) => one.replace(/^[^;]*/, (type) => type.toLowerCase()));
  return Object.fromEntries(Object.entries(returned).filter(([name]) => !dropped.includes(name)));
}
