/**
 * Calls the control API of an implementation, such as the sandbox's: it does what no request of the contract can do,
 * such as to decide a verification or to advance the clock.
 */
import { CliError } from '../openapi/cli-error.js';
import { isObject, operationsOf, type Json, type JsonObject, type Operation } from '../openapi/document.js';
import type { Exchange, SentRequest } from '../openapi/exchange.js';
import { parseJson } from '../openapi/json.js';
import { send, type GatewayOptions } from './http/gateway.js';
import type { Step } from './recipes/step.js';
import { validateResponse } from './validate/response.js';
import { propertyNames } from './validate/redact.js';
import { createResponseValidator } from './validate/schema.js';

export interface ControlOptions {
  /** Bundled OpenAPI document of the control API. */
  document: JsonObject;
  /** Its base URL. */
  url: URL;
  /** Whether a control API that does not answer is an error. @default false */
  required?: boolean;
}

export interface ControlApi {
  document: JsonObject;
  /** By operationId. */
  operations: ReadonlyMap<string, Operation>;
  send(request: SentRequest): Promise<Exchange>;
}

/** The operation of a control API that stubs the next responses of another operation. */
export const forceResponse = 'forceResponse';

/**
 * Whether a step stubs the next response of an operation. The step may leave to its example which operation that is.
 */
export function forces(step: Step, { operationId }: Operation): boolean {
  if (!('control' in step) || step.control !== forceResponse) return false;
  const meant = isObject(step.patch) ? step.patch.operationId : undefined;
  return meant === undefined || meant === operationId;
}

/**
 * Probes the control API with an operation without parameters; undefined unless the response is the documented one.
 * @throws {CliError} exit code 3 when it is required and not there.
 */
export async function reachControl(
  control: ControlOptions | undefined,
  gateway: Omit<GatewayOptions, 'target'>,
): Promise<ControlApi | undefined> {
  if (!control) return undefined;
  const { document, url, required = false } = control;
  const operations = operationsOf(document);
  const ask = (request: SentRequest) => send({ ...gateway, target: url }, request);
  if (!(await answers(document, operations, ask))) {
    if (required && !gateway.signal?.aborted) throw new CliError(`no control API answers at ${url.href}`, 3);
    return undefined;
  }
  const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
  return { document, operations: byId, send: ask };
}

/** The control API as its document describes it. It is for a plan: requests cannot be sent to it. */
export function assumeControl(control: ControlOptions | undefined): ControlApi | undefined {
  if (!control) return undefined;
  const operations = new Map(operationsOf(control.document).map((operation) => [operation.operationId, operation]));
  return { document: control.document, operations, send: () => Promise.reject(new Error('a plan sends nothing')) };
}

/**
 * Takes a snapshot of the target's state, where its control API can.
 * @param gateway Without a signal that may end what is under way: the state is restored after an interrupt, too.
 * @returns restores it, and tells in a sentence why that failed; the sentence where no snapshot was to be had; undefined
 *   where the control API has none.
 */
export async function keepState(
  { operations }: ControlApi,
  gateway: GatewayOptions,
): Promise<(() => Promise<string | undefined>) | string | undefined> {
  const take = operations.get('takeSnapshot');
  const restore = operations.get('restoreSnapshot');
  if (!take || !restore) return undefined;
  const taken = await send(gateway, { method: take.method, target: take.path, headers: {}, body: undefined });
  if (!('response' in taken) || taken.response.status !== 200)
    return `the target will not be as it was before the check: ${whyNot(take, taken)}`;
  const { body } = taken.response;
  return async () => {
    const headers = { 'content-type': 'application/json' };
    const exchange = await send(gateway, { method: restore.method, target: restore.path, headers, body });
    if ('response' in exchange && exchange.response.status === 204) return undefined;
    return `the target is not as it was before the check: ${whyNot(restore, exchange)}`;
  };
}

const whyNot = ({ operationId }: Operation, exchange: Exchange): string =>
  'failure' in exchange
    ? `${operationId}: ${exchange.failure.message}`
    : `${operationId} was answered with ${exchange.response.status}`;

/** Bounds the pages of the control API's log that are read; a run cannot fill so many. */
const mostPages = 50;

/** Whether the target has tried to send an event to a webhook; undefined where its control API does not say. */
export async function hasTold({ operations, send: ask }: ControlApi, url: string): Promise<boolean | undefined> {
  const list = operations.get('listWebhookDeliveries');
  if (!list) return undefined;
  const isIt = (one: Json) =>
    isObject(one) && typeof one.url === 'string' && URL.canParse(one.url) && hrefOf(one.url) === hrefOf(url);
  let after: Json = 0;
  for (let page = 0; page < mostPages; page++) {
    const target = `${list.path}?after=${after}&limit=1000`;
    const exchange = await ask({ method: list.method, target, headers: {}, body: undefined });
    const json = 'response' in exchange && exchange.response.status === 200 ? parseJson(exchange.response.body) : null;
    if (!isObject(json) || !Array.isArray(json.deliveries)) return undefined;
    if (json.deliveries.some(isIt)) return true;
    if (typeof json.next !== 'number') return false;
    after = json.next;
  }
  return undefined;
}

const hrefOf = (url: string): string => new URL(url).href;

/** Validates the body, since some servers answer every request with 200. */
async function answers(document: JsonObject, operations: readonly Operation[], ask: ControlApi['send']) {
  const readable = operations.find(({ method, parameters }) => method === 'GET' && parameters.length === 0);
  if (!readable) return false;
  const exchange = await ask({ method: 'GET', target: readable.path, headers: {}, body: undefined });
  if ('failure' in exchange) return false;
  const documented = readable.responses.get(String(exchange.response.status));
  if (!documented) return false;
  const responseValidator = {
    document,
    validator: createResponseValidator(document),
    propertyNames: propertyNames(document),
  };
  return validateResponse(responseValidator, documented, 'GET', exchange.response).violations.length === 0;
}
