/** A state in which an operation's valid request would succeed, and the requests that are made in it. */
import type { Operation } from '../../../openapi/document.js';
import type { Exchange, SentRequest } from '../../../openapi/exchange.js';
import { responseFor } from '../../validate/response.js';
import { isSuccess, type CasePlan } from '../../plan.js';
import { encodeBody } from '../../../openapi/request-body.js';
import type { Run } from '../../run.js';
import { joinPatches } from '../../recipes/rules.js';
import { CaseContext } from '../../case-context.js';
import type { RequestChange, ValidBody } from './negative.js';

/** What must come before a request could not be done. */
export class NotSent extends Error {}

export class Precondition {
  readonly #run: Run;
  readonly #operation: Operation;
  readonly #approach: CasePlan;
  readonly #scene: CaseContext;
  /** The body of the valid request; undefined where it has none. */
  readonly body: ValidBody | undefined;

  private constructor(
    run: Run,
    operation: Operation,
    casePlan: CasePlan,
    caseContext: CaseContext,
    body: ValidBody | undefined,
  ) {
    this.#run = run;
    this.#operation = operation;
    this.#approach = casePlan;
    this.#scene = caseContext;
    this.body = body;
  }

  /** Brings it about, or says what went wrong on the way. */
  static async setUp(run: Run, operation: Operation, casePlan: CasePlan): Promise<Precondition | { reason: string }> {
    const caseContext = new CaseContext(run);
    const reached = await caseContext.reach(operation, casePlan);
    if ('violation' in reached) return { reason: reached.violation.message };
    if ('reason' in reached) return reached;
    let body: ValidBody | undefined;
    await caseContext.request(operation, casePlan, casePlan.headers, (mediaType, value) => {
      body = { mediaType, value };
      return encodeBody(mediaType, value);
    });
    return new Precondition(run, operation, casePlan, caseContext, body);
  }

  /** Sends the valid request, made anew (what it says of the time stays true), with one thing wrong about it. */
  async send(change: RequestChange = {}): Promise<Sent> {
    const { encode, parameters, security, alter, patch, credentials, given = [] } = change;
    for (const step of given) {
      const failed = await this.#scene.control(step);
      if (failed !== undefined) throw new NotSent(failed);
    }
    const patched = joinPatches(this.#approach.patch, patch);
    const template = {
      ...this.#approach,
      ...(parameters && { parameters: { ...this.#approach.parameters, ...parameters } }),
      ...(patched !== undefined && { patch: patched }),
      ...(security && { security }),
      // Functions are credentials, too: what fills in expressions leaves them as they are.
      ...(credentials && {
        credentials: { ...this.#approach.credentials, ...credentials } as Record<string, string>,
      }),
    };
    const made = await this.#scene.request(this.#operation, template, this.#approach.headers, encode);
    const request = alter ? alter(made) : made;
    const exchange = await this.#run.gateway.send(request);
    return { request, exchange, repeat: () => this.#scene.repeat(request) };
  }

  /** The status with which the valid request is refused; undefined where it succeeds as documented. */
  async refusal(): Promise<string | undefined> {
    const { exchange } = await this.send();
    if ('failure' in exchange) return exchange.failure.message;
    const { status } = exchange.response;
    const documented = responseFor(this.#operation.responses, status);
    return documented && isSuccess(String(status)) ? undefined : String(status);
  }
}

export interface Sent {
  request: SentRequest;
  exchange: Exchange;
  /** The request as a command for a report. */
  repeat: () => Promise<string>;
}
