/**
 * The control API of an implementation that has one, such as the sandbox's: it brings about what no request of the
 * contract can, a verdict or the passing of time.
 */
import { operationsOf, type JsonObject, type Operation } from './document.js';
import type { Exchange, SentRequest } from './exchange.js';
import { send, type GatewayOptions } from './gateway.js';

export interface ControlOptions {
  /** Bundled OpenAPI document of the control API. */
  document: JsonObject;
  /** Its base URL. */
  url: URL;
}

export interface ControlApi {
  document: JsonObject;
  /** By operationId. */
  operations: ReadonlyMap<string, Operation>;
  send(request: SentRequest): Promise<Exchange>;
}

/** Undefined unless somebody answers there as the document says: asked is for what can be read without parameters. */
export async function reachControl(
  control: ControlOptions | undefined,
  gateway: Omit<GatewayOptions, 'target'>,
): Promise<ControlApi | undefined> {
  if (!control) return undefined;
  const operations = operationsOf(control.document);
  const ask = (request: SentRequest) => send({ ...gateway, target: control.url }, request);
  const readable = operations.find(({ method, parameters }) => method === 'GET' && parameters.length === 0);
  if (!readable) return undefined;
  const exchange = await ask({ method: 'GET', target: readable.path, headers: {}, body: undefined });
  if ('failure' in exchange || !readable.responses.has(String(exchange.response.status))) return undefined;
  const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
  return { document: control.document, operations: byId, send: ask };
}
