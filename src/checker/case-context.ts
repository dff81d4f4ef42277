/** State of one case: a unique id, the credentials obtained for it, the outputs of its steps. */
import { ownMember } from '../openapi/own.js';
import { chooseSchemes, environmentVariable, type Credential } from '../openapi/credentials.js';
import { isObject, type Json, type JsonObject, type Operation } from '../openapi/document.js';
import type { Exchange, ReceivedResponse, SentRequest } from '../openapi/exchange.js';
import { unmet, unmetBy } from './recipes/expectation.js';
import type { BackgroundRead } from './background.js';
import { evaluate, ownWords, UnknownExpression, type ExpressionContext } from './expression.js';
import { forceResponse, type ControlApi } from './control.js';
import { validateAgainstRequest } from './validate/exchange.js';
import { responseFor, validateResponse, violationOf, type Violation } from './validate/response.js';
import { isSuccess, type CasePlan } from './plan.js';
import type { IssuedCredential, SigningKey, Step, RequestTemplate } from './recipes/recipe.js';
import { toCurl } from './reports/curl.js';
import { encodeBody } from '../openapi/request-body.js';
import { parseJson } from '../openapi/json.js';
import { makeRequest, type RequestInput } from '../openapi/request.js';
import type { Run } from './run.js';
import { addressOf, signer } from './recipes/sign.js';

export type Prepared = { request: SentRequest } | { violation: Violation } | { reason: string };

export class CaseContext {
  readonly #run: Run;
  readonly #receiver: string | undefined;
  readonly #words = ownWords();
  readonly #outputs: Record<string, Json> = {};
  readonly #obtained: Record<string, Credential> = {};
  /** What may not be done yet, with the body of its request. */
  #pending: { reads: readonly BackgroundRead[]; body: Json } | undefined;
  /** By operationId: how many of its next answers are forced and have not been asked for. */
  readonly #forced = new Map<string, number>();

  /** @param receiver URL at which events are taken in, where they are */
  constructor(run: Run, receiver?: string) {
    this.#run = run;
    this.#receiver = receiver;
  }

  /**
   * Runs the steps before the request and makes it. A step that fails is a violation. Where a response lacks an optional
   * member that a later step needs, the case cannot be exercised: that is a reason.
   */
  async setUp(operation: Operation, casePlan: CasePlan): Promise<Prepared> {
    try {
      for (const step of casePlan.given) await this.#execute(step);
      return { request: await this.request(operation, casePlan, casePlan.headers) };
    } catch (error) {
      if (error instanceof CredentialMissing) return { reason: error.message };
      if (error instanceof StepFailed)
        return { violation: violationOf('state-before', 'state', `before it: ${error.message}`) };
      if (error instanceof UnknownExpression) return { reason: `what comes before it is not there: ${error.message}` };
      throw error;
    }
  }

  /** Checks the recipe's `expect` on the response, and runs its `then` steps. */
  async confirm(response: ReceivedResponse, { expect, then = [] }: CasePlan): Promise<Violation[]> {
    try {
      const missed = expect === undefined ? [] : this.#unmet(expect, response.body);
      if (missed.length > 0) {
        const message = 'another value was expected for this example';
        return missed.map((pointer) => violationOf('state-value', 'state', message, { pointer }));
      }
      for (const step of then) await this.#execute(step);
      return [];
    } catch (error) {
      if (error instanceof StepFailed || error instanceof UnknownExpression)
        return [violationOf('state-after', 'state', `after it: ${error.message}`)];
      throw error;
    }
  }

  /** Runs one step; tells what went wrong. */
  async runStep(step: Step): Promise<string | undefined> {
    try {
      await this.#execute(step);
      return undefined;
    } catch (error) {
      if (error instanceof StepFailed || error instanceof UnknownExpression) return error.message;
      throw error;
    }
  }

  /**
   * Sends a request of this case, and takes note of what it leaves: forced answers, work in the background.
   * @param by who sends it, such as a driver
   */
  async send(
    operation: Operation,
    request: SentRequest,
    by: (request: SentRequest) => Promise<Exchange> = (one) => this.#run.gateway.send(one),
  ): Promise<Exchange> {
    const left = this.#forced.get(operation.operationId) ?? 0;
    if (left > 0) this.#forced.set(operation.operationId, left - 1);
    const exchange = await by(request);
    const reads = this.#run.recipes.background.get(operation.operationId);
    if (reads && 'response' in exchange && isSuccess(String(exchange.response.status)))
      this.#pending = { reads, body: request.body === undefined ? null : (parseJson(request.body) ?? null) };
    return exchange;
  }

  /** Waits until what was asked for last is done, where a recipe says by what that shows. */
  async #settle(): Promise<void> {
    const { reads = [], body = null } = this.#pending ?? {};
    this.#pending = undefined;
    for (const { when, operation, expect, ...template } of reads) {
      if (when !== undefined && unmet(when, body).length > 0) continue;
      const fill = <T extends object>(value: T) =>
        evaluate(value as Json, { ...this.#context(), requestBody: body }) as T;
      try {
        const read = this.#operation(operation);
        const filled = fill({ template, expect });
        await this.#run.background.wait(async () => {
          const exchange = await this.#run.gateway.send(await this.request(read, filled.template));
          if ('failure' in exchange || !isSuccess(String(exchange.response.status))) return undefined;
          return unmetBy(exchange.response.body, filled.expect).length === 0;
        }, this.#run.signal);
      } catch (error) {
        // Another case than the read is about.
        if (!(error instanceof UnknownExpression || error instanceof StepFailed)) throw error;
      }
    }
  }

  /** Asks for the forced answers that are left, which would meet the next request otherwise. */
  async release(): Promise<void> {
    const { document, recipes, gateway } = this.#run;
    for (const [operationId, left] of this.#forced) {
      if (left === 0) continue;
      this.#forced.set(operationId, 0);
      const operation = this.#run.operations.find((one) => one.operationId === operationId);
      if (!operation) continue;
      try {
        const request = this.#make(document, operation, {}, recipes.everyRequest, [], {});
        for (let index = 0; index < Math.min(left, mostForced); index++) await gateway.send(request);
      } catch (error) {
        // Without a request for it, its stubs stay.
        if (!(error instanceof StepFailed)) throw error;
      }
    }
  }

  /** Obtains credentials anew, as those that there are may have expired. */
  forgetCredentials(): void {
    for (const scheme of Object.keys(this.#obtained)) delete this.#obtained[scheme];
  }

  /** A value with its expressions evaluated; `body` is that of an answer. */
  fill(value: Json, body?: Json): Json {
    return evaluate(value, { ...this.#context(), ...(body !== undefined && { body }) });
  }

  /** Keeps a value of a response as an output, for the steps after it. */
  keep(name: string, source: string, body: Json | undefined): void {
    this.#outputs[name] = this.fill(source, body ?? null);
  }

  /** The body that a request of this case has, before it is written. */
  bodyOf(operation: Operation, template: RequestTemplate): Json | undefined {
    let body: Json | undefined;
    const { document, recipes } = this.#run;
    this.#make(document, operation, template, recipes.everyRequest, [], {}, (mediaType, value, media) => {
      body = value;
      return encodeBody(mediaType, value, media);
    });
    return body;
  }

  #unmet(expected: Json, body: Buffer): string[] {
    return unmetBy(body, evaluate(expected, this.#context()));
  }

  /** A request of this case as a command for a report, without the user's credentials and without values of responses. */
  toCurl(request: SentRequest): Promise<string> {
    const { document, gateway, credentials } = this.#run;
    const secrets = [...Object.values(credentials), ...Object.values(this.#obtained), ...leavesOf(this.#outputs)]
      .filter((value) => ['string', 'number'].includes(typeof value))
      .map(String)
      .filter((value) => value.length > 3 && !value.startsWith('fake-'));
    const isPublic = (value: string | number) => !secrets.some((secret) => String(value).includes(secret));
    return toCurl({ document, base: gateway.target, request, isPublic });
  }

  /** @param encode Writes the body in another way than that of its media type; signatures are made of what it wrote. */
  async request(
    operation: Operation,
    template: RequestTemplate,
    headers: Record<string, string> = {},
    encode?: RequestInput['encode'],
  ): Promise<SentRequest> {
    await this.#settle();
    const { document, credentials, recipes } = this.#run;
    const schemes = chooseSchemes(operation, template, credentials, recipes.credentials, document);
    for (const scheme of schemes) {
      if (!Object.hasOwn({ ...credentials, ...template.credentials, ...this.#obtained }, scheme))
        await this.#obtain(scheme);
    }
    return this.#make(document, operation, template, recipes.everyRequest, schemes, headers, encode);
  }

  #make(
    document: JsonObject,
    operation: Operation,
    { from, patch, parameters, credentials = {} }: RequestTemplate,
    everyRequest: Json | undefined,
    schemes: readonly string[],
    headers: Record<string, string>,
    encode?: RequestInput['encode'],
  ): SentRequest {
    const fill = <T extends Json>(value: T) => evaluate(value, this.#context()) as T;
    const made = makeRequest(document, {
      operation,
      template: {
        ...(from !== undefined && { from }),
        ...(patch !== undefined && { patch: fill(patch) }),
        ...(parameters && { parameters: fill(parameters) }),
      },
      everyRequest: everyRequest === undefined ? undefined : fill(everyRequest),
      schemes,
      credentials: { ...this.#obtained, ...this.#run.credentials, ...fill(credentials) },
      headers,
      encode,
    });
    if ('missing' in made) throw new StepFailed(`${operation.operationId}: ${made.missing}`);
    return made.request;
  }

  #context(): ExpressionContext {
    const { gateway, recipes } = this.#run;
    return {
      ...this.#words,
      receiver: this.#receiver,
      now: gateway.now(),
      outputs: this.#outputs,
      inputs: recipes.inputs,
      addresses: (scheme) => this.#address(scheme),
    };
  }

  #address(scheme: string): string | undefined {
    const source = ownMember(this.#run.recipes.credentials, scheme);
    return source && 'sign' in source ? addressOf(this.#signing(source)) : undefined;
  }

  /** The source with its expressions evaluated: of no address, which may stand in one. */
  #signing<Source extends SigningKey>(source: Source): Source {
    const { addresses: _, ...context } = this.#context();
    return source.seed === undefined ? source : { ...source, seed: String(evaluate(source.seed, context)) };
  }

  async #execute(step: Step): Promise<void> {
    if ('control' in step) {
      const control = this.#run.control as ControlApi;
      const operation = control.operations.get(step.control) as Operation;
      const request = this.#make(control.document, operation, step, undefined, [], {});
      this.#keep(operation, step, await control.send(request));
      if (step.control === forceResponse) this.#noteForced(request);
      return;
    }
    const operation = this.#operation(step.operation);
    const request = await this.request(operation, step);
    const exchange = await this.send(operation, { ...request, expects: step.status?.toString() });
    const [related] =
      'response' in exchange
        ? validateAgainstRequest(this.#run.responseValidator, operation, request, exchange.response)
        : [];
    if (related) throw new StepFailed(`${operation.operationId}: ${related.pointer} ${related.message}`);
    try {
      this.#keep(operation, step, exchange);
    } catch (error) {
      if (!(error instanceof UnknownExpression)) throw error;
      this.#refuseBroken(operation, exchange);
      throw error;
    }
  }

  #noteForced({ body }: SentRequest): void {
    const forced = body === undefined ? undefined : parseJson(body);
    if (!isObject(forced) || typeof forced.operationId !== 'string') return;
    const times = typeof forced.times === 'number' ? forced.times : 1;
    this.#forced.set(forced.operationId, (this.#forced.get(forced.operationId) ?? 0) + times);
  }

  /** A missing member is no failure only where the response matches the document. */
  #refuseBroken({ operationId, method, responses }: Operation, exchange: Exchange): void {
    if ('failure' in exchange) return;
    const documented = responseFor(responses, exchange.response.status);
    if (!documented) return;
    const [broken] = validateResponse(this.#run.responseValidator, documented[1], method, exchange.response).violations;
    if (broken) throw new StepFailed(`${operationId}: ${broken.kind} ${broken.pointer} ${broken.message}`);
  }

  #keep({ operationId, responses }: Operation, step: Step, exchange: Exchange): void {
    if ('failure' in exchange) throw new StepFailed(`${operationId}: ${exchange.failure.message}`);
    const { status, body } = exchange.response;
    const expected = 'status' in step && step.status ? [String(step.status)] : [...responses.keys()].filter(isSuccess);
    if (!expected.includes(String(status))) {
      throw new StepFailed(`${operationId}: expected ${expected.join(' or ')}, got ${status}`);
    }
    const missed = step.expect === undefined ? [] : this.#unmet(step.expect, body);
    if (missed.length > 0) throw new StepFailed(`${operationId}: another value was expected at ${missed.join(', ')}`);
    for (const [name, source] of Object.entries(step.outputs ?? {})) this.#outputs[name] = this.#take(body, source);
  }

  /** What an expression finds in a response. */
  #take(body: Buffer, source: string): Json {
    return evaluate(source, { ...this.#context(), body: parseJson(body) ?? null });
  }

  /** Obtains a credential that the user has not given, where a recipe says how. */
  async #obtain(scheme: string): Promise<void> {
    const { recipes, honoursPrefer } = this.#run;
    const source = ownMember(recipes.credentials, scheme);
    // A mock that answers by name checks no credential.
    if (!source || (honoursPrefer && source.operation !== undefined)) return;
    // A request that needs this very credential to obtain it is sent with a fake one.
    this.#obtained[scheme] = `fake-${scheme}`;
    if ('sign' in source) this.#obtained[scheme] = signer(this.#signing(source));
    else this.#obtained[scheme] = source.operation === undefined ? source.value : await this.#issue(scheme, source);
  }

  async #issue(scheme: string, source: IssuedCredential): Promise<string> {
    const operation = this.#operation(source.operation);
    const exchange = await this.send(operation, await this.request(operation, source));
    // That the credential is not issued is the failure of that operation's own case.
    const missing = (why: string) =>
      new CredentialMissing(`the credential "${scheme}" could not be obtained: ${source.operation} ${why}`);
    if ('failure' in exchange) throw missing(`failed: ${exchange.failure.message}`);
    const { status, body } = exchange.response;
    if (status === 401 || status === 403) this.#run.bail.refuse(this.#sentenceOfRefusal(operation, source, status));
    if (!isSuccess(String(status))) throw missing(`answered ${status}`);
    try {
      return String(this.#take(body, source.value));
    } catch (error) {
      if (error instanceof UnknownExpression) throw missing(`answered without it: ${error.message}`);
      throw error;
    }
  }

  /** Names where the refused credentials came from, and never what they are. */
  #sentenceOfRefusal(operation: Operation, template: RequestTemplate, status: number): string {
    const { document, credentials, recipes } = this.#run;
    const schemes = chooseSchemes(operation, template, credentials, recipes.credentials, document);
    const given = schemes.filter((scheme) => Object.hasOwn(credentials, scheme));
    const lacking = schemes.filter((scheme) => !Object.hasOwn(credentials, scheme));
    const named = (names: readonly string[]) => names.map(environmentVariable).join(' and ');
    const advice = [
      ...(given.length > 0 ? [`are ${named(given)}, or "credentials" of the configuration, right?`] : []),
      ...(lacking.length > 0 ? [`${named(lacking)} is not set, so a fake value was sent`] : []),
    ];
    const said = advice.length > 0 ? advice.join('; ') : 'does it need other credentials?';
    return `${operation.operationId} refused to sign in with ${status}: ${said}`;
  }

  #operation(operationId: string): Operation {
    const found = this.#run.operations.find((one) => one.operationId === operationId);
    if (!found) throw new StepFailed(`the document has no operation "${operationId}"`);
    return found;
  }
}

/** More are not asked for, whatever a recipe forces. */
const mostForced = 20;

class StepFailed extends Error {}

/** Nothing that needs the credential can be tried. */
class CredentialMissing extends StepFailed {}

function leavesOf(value: Json): Json[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}
