/** State of one case: a unique id, the credentials obtained for it, the outputs of its steps. */
import type { Json, JsonObject, Operation } from '../openapi/document.js';
import type { Exchange, ReceivedResponse, SentRequest } from '../openapi/exchange.js';
import { parseJson } from '../openapi/json.js';
import { makeRequest, type MadeRequest, type RequestInput } from '../openapi/request.js';
import type { BackgroundRead } from './background.js';
import { CaseCredentials } from './case-credentials.js';
import { forceResponse } from './control.js';
import { evaluate, ownWords, UnknownExpression, type ExpressionContext } from './expression.js';
import type { CasePlan } from './plan.js';
import { isRefusal, isSuccess } from './status.js';
import { contrast } from './recipes/contrast.js';
import { unmet, unmetBy } from './recipes/expectation.js';
import type { Step, RequestTemplate } from './recipes/recipe.js';
import { asDocumented, documentedOf } from './records/procedures.js';
import { toCurl } from './reports/curl.js';
import { operationNamed, type Run } from './run.js';
import { foundByError, type Found, type FoundViolations } from './found.js';
import { leftOpen, NotExercised, StepFailed } from './step-failed.js';
import { Stubs } from './stubs.js';
import { validateAgainstRequest } from './validate/exchange.js';
import { responseFor, validateResponse, violationOf, type Violation } from './validate/response.js';

export type Prepared = MadeRequest | FoundViolations | { reason: string };

/** What a request has beside its template. `encode` writes the body, and signatures are made of what it wrote. */
type RequestOptions = Partial<Pick<RequestInput, 'headers' | 'encode'>>;

/** Status of the control API for a verification that has been decided: how long one takes is often not documented. */
const overBefore = 409;

export class CaseContext {
  readonly #run: Run;
  readonly #receiver: string | undefined;
  readonly #words = ownWords();
  readonly #outputs: Record<string, Json> = {};
  readonly #credentials: CaseCredentials;
  /** Path parameters of the last request of each operation. */
  readonly #paths: Record<string, JsonObject> = {};
  readonly #stubs = new Stubs();
  /** Work in the background that the next request waits for, with the body of the request that began it. */
  #background: { reads: readonly BackgroundRead[]; body: Json } | undefined;

  /** @param receiver URL at which events are taken in, where they are */
  constructor(run: Run, receiver?: string) {
    this.#run = run;
    this.#receiver = receiver;
    this.#credentials = new CaseCredentials(run, {
      context: () => this.#values(),
      keep: (name, source, { body, headers }) => this.keep(name, source, parseJson(body), headers),
      send: async (operation, template) => this.send(operation, (await this.request(operation, template)).request),
    });
  }

  /**
   * Runs the steps before the request and makes it. A step that fails is a violation. Where a response lacks an optional
   * member that a later step needs, the case cannot be exercised: that is a reason.
   */
  async setUp(operation: Operation, casePlan: CasePlan): Promise<Prepared> {
    try {
      for (const step of casePlan.given) await this.execute(step);
      return await this.request(operation, casePlan, { headers: casePlan.headers });
    } catch (error) {
      const found = foundByError(error);
      return typeof found === 'string' ? { reason: found } : found;
    }
  }

  /** Checks the recipe's `expect` on the response, and runs its `then` steps. */
  async confirm(
    { operationId }: Operation,
    response: ReceivedResponse,
    { expect, then = [] }: CasePlan,
  ): Promise<Violation[]> {
    const missed = expect === undefined ? [] : this.#unmet(expect, response, operationId);
    if (missed.length > 0) {
      const message = 'another value was expected for this example';
      return missed.map(([pointer, told]) => violationOf('state-value', 'state', `${message}${told}`, { pointer }));
    }
    for (const step of then) {
      const found = await this.lookAfter(step);
      // What cannot be looked at after it says nothing of it.
      if (found !== undefined) return typeof found === 'string' ? [] : found.violations;
    }
    return [];
  }

  /**
   * Runs a step that looks at what a request has done.
   * @param what it comes after
   * @returns what it says of the request, or why it says nothing; undefined where all is right
   */
  async lookAfter(step: Step, what = 'it'): Promise<Found | undefined> {
    try {
      await this.execute(step);
      return undefined;
    } catch (error) {
      return foundByError(error, `after ${what}`, 'state-after');
    }
  }

  /** The JSON that a step answers, whatever it expects; undefined where it does not succeed. @throws {StepFailed} */
  async look(step: Step & { operation: string }): Promise<Json | undefined> {
    const operation = operationNamed(this.#run, step.operation);
    const { request } = await this.request(operation, step);
    const exchange = await this.send(operation, request);
    if ('failure' in exchange || !isSuccess(String(exchange.response.status))) return undefined;
    return parseJson(exchange.response.body);
  }

  /** Runs one step; returns what went wrong. */
  async runStep(step: Step): Promise<string | undefined> {
    try {
      await this.execute(step);
      return undefined;
    } catch (error) {
      if (error instanceof StepFailed) return error.message;
      throw error;
    }
  }

  /** A request of this case; what must come before it, such as to obtain a credential, is done. */
  async request(operation: Operation, template: RequestTemplate, options: RequestOptions = {}): Promise<MadeRequest> {
    await this.#waitForBackground();
    const schemes = await this.#credentials.obtainFor(operation, template);
    return this.#make(operation, template, { ...options, schemes });
  }

  /** Sends a request of this case to the target. */
  async send(operation: Operation, request: SentRequest): Promise<Exchange> {
    const exchange = await this.#run.gateway.send(request);
    this.record(operation, request, exchange);
    return exchange;
  }

  /** Takes note of what a request of this case leaves, whoever has sent it: stubs, work in the background. */
  record(operation: Operation, request: SentRequest, exchange: Exchange): void {
    this.#stubs.use(operation.operationId);
    if ('response' in exchange) {
      const { status, body } = exchange.response;
      this.#run.shown.by(operation.operationId, status).record(body);
    }
    const reads = this.#run.recipes.background.get(operation.operationId);
    if (reads && 'response' in exchange && isSuccess(String(exchange.response.status)))
      this.#background = { reads, body: request.body === undefined ? null : (parseJson(request.body) ?? null) };
  }

  /** Asks for the stubs that are left, which would answer the next request otherwise. */
  async release(): Promise<void> {
    for (const [operationId, count] of this.#stubs.takeAll()) {
      const operation = this.#run.operations.find((one) => one.operationId === operationId);
      if (!operation || count === 0) continue;
      try {
        const { request } = this.#make(operation, {});
        for (let index = 0; index < count; index++) await this.#run.gateway.send(request);
      } catch (error) {
        // Without a request for it, its stubs stay.
        if (!(error instanceof StepFailed)) throw error;
      }
    }
  }

  /** Obtains credentials anew, as those that there are may have expired. */
  forgetCredentials(): void {
    this.#credentials.forget();
  }

  /** A value with its expressions evaluated; `body` and `headers` are those of an answer. */
  fill<Value extends Json>(value: Value, body?: Json, headers?: ExpressionContext['headers']): Value {
    return evaluate(value, { ...this.#context(), headers, ...(body !== undefined && { body }) }) as Value;
  }

  /** Keeps a value of a response as an output, for the steps after it. */
  keep(name: string, source: string, body: Json | undefined, headers?: ExpressionContext['headers']): void {
    this.#outputs[name] = this.fill<Json>(source, body ?? null, headers);
  }

  /** The body that a request of this case has, before it is written. */
  bodyOf(operation: Operation, template: RequestTemplate): Json | undefined {
    return this.#make(operation, template).body?.value;
  }

  /** A request of this case as a command for a report, without credentials and without values of responses. */
  toCurl(request: SentRequest): Promise<string> {
    const { document, gateway } = this.#run;
    const secrets = this.#secrets();
    const isPublic = (value: string | number) => !secrets.some((secret) => String(value).includes(secret));
    return toCurl({ document, base: gateway.target, request, isPublic });
  }

  /** Whether a report may have a value of a request: it is neither a credential nor of a response. */
  isPublic(value: Json): boolean {
    const secrets = this.#secrets();
    return leavesOf(value).every((leaf) => !secrets.some((secret) => String(leaf).includes(secret)));
  }

  #secrets(): string[] {
    const { otherCredentials } = this.#run;
    const credentials = [...Object.values(this.#credentials.known), ...Object.values(otherCredentials)];
    return [...credentials, ...leavesOf(this.#outputs)]
      .filter((value) => ['string', 'number'].includes(typeof value))
      .map(String)
      .filter((value) => value.length > 3 && !value.startsWith('fake-'));
  }

  /** Waits for the work of the last request, where a recipe says what shows that it is done. */
  async #waitForBackground(): Promise<void> {
    const { reads = [], body = null } = this.#background ?? {};
    this.#background = undefined;
    for (const { when, operation, expect, ...template } of reads) {
      if (when !== undefined && unmet(when, body).length > 0) continue;
      try {
        const read = operationNamed(this.#run, operation);
        const context = { ...this.#context(), requestBody: body };
        const filled = evaluate(template as Json, context) as RequestTemplate;
        const done = evaluate(expect, context);
        await this.#run.background.wait(async () => {
          const { request } = await this.request(read, filled);
          const exchange = await this.#run.gateway.send(request);
          if ('failure' in exchange || !isSuccess(String(exchange.response.status))) return undefined;
          const { status, body: answer } = exchange.response;
          const shown = this.#run.shown.by(operation, status);
          shown.record(answer);
          return unmetBy(answer, shown.expected(done)).length === 0;
        }, this.#run.signal);
      } catch (error) {
        // Another case than the read is about.
        if (!(error instanceof StepFailed)) throw error;
      }
    }
  }

  /** @param options.control The control API's document, for a request to that. */
  #make(
    asked: Operation,
    whole: RequestTemplate,
    {
      control,
      schemes = [],
      headers = {},
      encode,
    }: RequestOptions & { control?: JsonObject; schemes?: readonly string[] } = {},
  ): MadeRequest {
    const { responseValidator, recipes, resources } = this.#run;
    const everyRequest = control ? undefined : recipes.everyRequest;
    const { operation, template } = asDocumented(asked, whole, resources);
    const context = this.#context();
    const fill = <Value extends Json>(value: Value): Value => evaluate(value, context) as Value;
    const { from, patch, parameters, credentials = {} } = template;
    const made = makeRequest(control ?? responseValidator.document, {
      operation,
      template: {
        ...(from !== undefined && { from }),
        ...(patch !== undefined && { patch: fill(patch) }),
        ...(parameters && { parameters: fill(parameters) }),
      },
      everyRequest: everyRequest === undefined ? undefined : fill(everyRequest),
      schemes,
      credentials: { ...this.#credentials.known, ...fill(credentials) },
      headers,
      encode,
    });
    if ('missing' in made) throw new StepFailed(`${operation.operationId}: ${made.missing}`);
    this.#paths[operation.operationId] = made.path;
    return made;
  }

  #context(): ExpressionContext {
    return { ...this.#values(), addresses: (scheme) => this.#credentials.addressOf(scheme) };
  }

  #values(): Omit<ExpressionContext, 'addresses'> {
    const { gateway, recipes } = this.#run;
    return {
      ...this.#words,
      receiver: this.#receiver,
      now: gateway.now(),
      outputs: this.#outputs,
      paths: this.#paths,
      inputs: recipes.inputs,
    };
  }

  /** Runs one step. @throws {StepFailed} what `foundByError` reads */
  async execute(step: Step): Promise<void> {
    if ('control' in step) {
      const { control } = this.#run;
      if (!control && step.optional) return;
      if (!control) throw new NotExercised(`needs the control API: ${step.control}`);
      const operation = control.operations.get(step.control) as Operation;
      const { request, body } = this.#make(operation, step, { control: control.document });
      const exchange = await control.send(request);
      if ('response' in exchange && exchange.response.status === overBefore)
        throw new NotExercised(`what ${operation.operationId} is to change was over before`);
      this.#keepOutputs(operation, step, exchange);
      if (step.control === forceResponse) this.#stubs.add(body?.value);
      return;
    }
    const operation = operationNamed(this.#run, step.operation);
    const { request } = await this.request(operation, step);
    const send = () => this.send(operation, { ...request, expects: step.status?.toString() });
    const exchange = step.untilEnd
      ? await this.#run.background.sendUntilEnd(send, step.untilEnd, this.#run.signal)
      : await send();
    const isRefused = 'response' in exchange ? isRefusal(exchange.response.status) : undefined;
    if (step.mayRefuse && isRefused !== undefined && isRefused !== isRefusal(step.status ?? 200))
      throw new NotExercised(`${operation.operationId} was ${isRefused ? 'refused' : 'taken'}, ${leftOpen}`);
    const [related] =
      'response' in exchange
        ? validateAgainstRequest(
            this.#run.responseValidator,
            documentedOf(operation, this.#run.resources),
            request,
            exchange.response,
          )
        : [];
    if (related) throw new StepFailed(`${operation.operationId}: ${related.pointer} ${related.message}`);
    try {
      this.#keepOutputs(operation, step, exchange);
    } catch (error) {
      if (step.mayRefuse && error instanceof StepFailed && !(error instanceof NotExercised))
        throw new NotExercised(`${error.message}, ${leftOpen}`);
      if (!(error instanceof UnknownExpression)) throw error;
      this.#refuseInvalid(operation, exchange);
      throw error;
    }
  }

  /** @throws {StepFailed} for a response that breaks the document: in a valid one, a missing member is no failure. */
  #refuseInvalid({ operationId, method, responses }: Operation, exchange: Exchange): void {
    if ('failure' in exchange) return;
    const documented = responseFor(responses, exchange.response.status);
    if (!documented) return;
    const [broken] = validateResponse(this.#run.responseValidator, documented[1], method, exchange.response).violations;
    if (broken) throw new StepFailed(`${operationId}: ${broken.kind} ${broken.pointer} ${broken.message}`);
  }

  /** @throws {StepFailed} for an answer that the step does not expect. */
  #keepOutputs({ operationId, responses }: Operation, step: Step, exchange: Exchange): void {
    if ('failure' in exchange) throw new StepFailed(`${operationId}: ${exchange.failure.message}`);
    const { status, body, headers } = exchange.response;
    const wanted = 'status' in step ? step.status : undefined;
    const isExpected = wanted ? status === wanted : isSuccess(String(status)) && responseFor(responses, status);
    if (!isExpected) {
      const documented = wanted ?? [...responses.keys()].filter(isSuccess).join(' or ');
      throw new StepFailed(`${operationId}: expected ${documented}, got ${status}`);
    }
    const of = 'control' in step ? undefined : operationId;
    const missed = step.expect === undefined ? [] : this.#unmet(step.expect, exchange.response, of);
    if (missed.length > 0) {
      const places = missed.map(([pointer, told]) => `${pointer}${told}`).join('; ');
      throw new StepFailed(`${operationId}: another value was expected at ${places}`);
    }
    for (const [name, source] of Object.entries(step.outputs ?? {})) this.keep(name, source, parseJson(body), headers);
  }

  /**
   * Where an answer is not as expected, with what was.
   * @param operationId undefined for the control API, which is ours
   */
  #unmet(
    expected: Json,
    { status, body }: ReceivedResponse,
    operationId: string | undefined,
  ): [pointer: string, told: string][] {
    const filled = this.fill(expected);
    const meant = operationId === undefined ? filled : this.#run.shown.by(operationId, status).expected(filled);
    const missed = unmetBy(body, meant);
    const actual = missed.length > 0 ? parseJson(body) : undefined;
    return missed.map((pointer) => [pointer, contrast(meant, actual, pointer, this.#run.document)]);
  }
}

function leavesOf(value: Json): Json[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}
