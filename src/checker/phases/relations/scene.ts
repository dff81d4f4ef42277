/** A world that was brought about, and its state as its views show it. */
import type { CaseContext } from '../../case-context.js';
import type { Json, JsonObject, Operation } from '../../../openapi/document.js';
import type { Exchange, SentRequest } from '../../../openapi/exchange.js';
import { transportViolation } from '../examples.js';
import { isSuccess } from '../../plan.js';
import type { RequestTemplate } from '../../../openapi/request.js';
import type { World } from '../../relations/declared.js';
import { without } from '../../relations/differences.js';
import type { Run } from '../../run.js';
import { findLeaks } from '../../validate/leak.js';
import { responseFor, validateResponse, type Violation } from '../../validate/response.js';

/** By name of the view: the status, and the body without what is another's each time. */
export type State = Readonly<Record<string, Json>>;

export interface Answered {
  request: SentRequest;
  exchange: Exchange;
  status: number;
  /** Undefined where the body is no JSON. */
  json: Json | undefined;
  violations: Violation[];
}

export class Scene {
  readonly run: Run;
  readonly world: World;
  readonly context: CaseContext;
  state: State = {};
  readonly #volatile: ReadonlySet<string>;

  private constructor(run: Run, world: World, context: CaseContext) {
    this.run = run;
    this.world = world;
    this.context = context;
    this.#volatile = new Set(world.volatile);
  }

  static async open(run: Run, world: World, context: CaseContext): Promise<Scene | { reason: string }> {
    for (const step of world.given) {
      const reason = await context.control(step);
      if (reason !== undefined) return { reason: `the world cannot be had: ${reason}` };
    }
    const scene = new Scene(run, world, context);
    scene.state = await scene.look();
    return scene;
  }

  async look(): Promise<State> {
    const seen: Record<string, Json> = {};
    for (const [name, { operation, ...template }] of Object.entries(this.world.views)) {
      const answered = await this.ask(this.operation(operation), template);
      seen[name] = { status: answered.status, body: without(answered.json ?? null, this.#volatile) };
    }
    return seen;
  }

  /** Sends a request of this world, and judges its answer as any other. */
  async ask(operation: Operation, template: RequestTemplate): Promise<Answered> {
    const { gateway, responseValidator, document } = this.run;
    const request = await this.context.request(operation, template);
    const exchange = await gateway.send(request);
    if ('failure' in exchange) {
      return { request, exchange, status: 0, json: undefined, violations: [transportViolation(exchange.failure)] };
    }
    const { response } = exchange;
    const documented = responseFor(operation.responses, response.status);
    const violations = [
      ...(documented
        ? validateResponse(responseValidator, documented[1], operation.method, response).violations
        : [statusViolation(`expected a documented status, got ${response.status}`)]),
      ...findLeaks(document, request, response, responseValidator.propertyNames),
      ...(responseValidator.relations?.judge(operation, request, response) ?? []),
    ];
    return { request, exchange, status: response.status, json: parse(response.body), violations };
  }

  operation(operationId: string): Operation {
    const found = this.run.operations.find((one) => one.operationId === operationId);
    if (!found) throw new Error(`the document has no operation "${operationId}"`);
    return found;
  }
}

export const isDone = ({ status }: Answered): boolean => isSuccess(String(status));

export const statusViolation = (message: string): Violation => ({
  code: 'status-unexpected',
  kind: 'status',
  pointer: '',
  message,
  clause: '',
});

export const relationViolation = (
  pointer: string,
  message: string,
  code: 'relation-state' | 'relation-list' | 'state-value' = 'relation-state',
): Violation => ({
  code,
  kind: 'relation',
  pointer,
  message,
  clause: '',
});

export function parse(body: Buffer): Json | undefined {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return undefined;
  }
}

export type { JsonObject };
