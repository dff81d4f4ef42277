/** A state in which the valid request of an operation would succeed, and the requests that are sent in it. */
import type { Json, Operation } from '../../../openapi/document.js';
import type { Exchange, Failure, ReceivedResponse, SentRequest } from '../../../openapi/exchange.js';
import { parseJson } from '../../../openapi/json.js';
import { responseFor } from '../../validate/response.js';
import type { CasePlan } from '../../plan.js';
import { isSuccess } from '../../status.js';
import type { Run } from '../../run.js';
import { joinPatches } from '../../recipes/rules.js';
import { CaseContext } from '../../case-context.js';
import { templateOf, type MadeCollection } from '../../records/made-record.js';
import type { Step } from '../../recipes/step.js';
import { sayNotThere, StepFailed } from '../../step-failed.js';
import type { BodyValue, RequestTemplate } from '../../../openapi/request.js';
import type { RequestChange } from './negative.js';

/** Why a request was not sent. @throws every other error */
export function notSentReason(error: unknown): string {
  if (error instanceof StepFailed) return sayNotThere(error);
  throw error;
}

/** How the valid request is not accepted: by a status, by what broke, or as it could not even be sent. */
export type NotAccepted = { what: string } & ({ status: number } | { failure: Failure } | { isNotSent: true });

export class Precondition {
  readonly #operation: Operation;
  readonly #casePlan: CasePlan;
  readonly #context: CaseContext;
  /** The body of the valid request; undefined where it has none. */
  readonly body: BodyValue | undefined;

  private constructor(operation: Operation, casePlan: CasePlan, context: CaseContext, body: BodyValue | undefined) {
    this.#operation = operation;
    this.#casePlan = casePlan;
    this.#context = context;
    this.body = body;
  }

  /** Runs the steps before the request, or returns why one failed. */
  static async setUp(run: Run, operation: Operation, casePlan: CasePlan): Promise<Precondition | { reason: string }> {
    const context = new CaseContext(run);
    const prepared = await context.setUp(operation, casePlan);
    if (!('request' in prepared)) {
      await context.release();
      return { reason: 'violations' in prepared ? prepared.violations[0]!.message : prepared.reason };
    }
    return new Precondition(operation, casePlan, context, prepared.body);
  }

  /** Makes a request as `prepare` does, and sends it. @throws {StepFailed} what `notSentReason` reads */
  async send(change: RequestChange = {}): Promise<Sent> {
    const send = await this.prepare(change);
    return send();
  }

  /**
   * Builds the valid request again, so that its times are current, and changes one thing in it.
   * @returns what sends it
   * @throws {StepFailed} what `notSentReason` reads
   */
  async prepare(change: RequestChange): Promise<() => Promise<Sent>> {
    const { from, encode, parameters, security, alter, patch, credentials, given = [] } = change;
    for (const step of given) await this.#context.execute(step);
    const patched = joinPatches(this.#casePlan.patch, patch);
    const template = {
      ...this.#casePlan,
      ...(from !== undefined && { from }),
      ...(parameters && { parameters: { ...this.#casePlan.parameters, ...parameters } }),
      ...(patched !== undefined && { patch: patched }),
      ...(security && { security }),
      // Functions stay as they are: they sign the request.
      ...(credentials && {
        credentials: { ...this.#casePlan.credentials, ...credentials } as Record<string, string>,
      }),
    };
    const { headers } = this.#casePlan;
    const made = await this.#context.request(this.#operation, template, { headers, encode });
    const request = alter ? alter(made.request) : made.request;
    return async () => {
      const exchange = await this.#context.send(this.#operation, request);
      return { request, exchange, toCurl: () => this.#context.toCurl(request) };
    };
  }

  /** The JSON that a step answers, whatever the step expects of it; undefined where it does not succeed. */
  async look(step: Step & { operation: string }): Promise<Json | undefined> {
    try {
      return await this.#context.look(step);
    } catch (error) {
      notSentReason(error);
      return undefined;
    }
  }

  /** What a target answers that is asked for the file that a request has stored. @throws {StepFailed} */
  async readStored(step: Step & { operation: string }, read: Operation, stored: ReceivedResponse): Promise<Exchange> {
    const patch = this.#context.fill<Json>(step.patch ?? null, parseJson(stored.body) ?? null, stored.headers);
    return this.readAgain(read, { ...step, patch });
  }

  /** What a target answers that is asked for the record that an answer is about. @throws {StepFailed} */
  async readMade({ id, output, inner }: MadeCollection, read: Operation, made: ReceivedResponse): Promise<Exchange> {
    this.#context.keep(output, id, parseJson(made.body), made.headers);
    return this.readAgain(read, templateOf(inner));
  }

  /** What a target answers that is asked for a record of the precondition. @throws {StepFailed} */
  async readAgain(read: Operation, template: RequestTemplate): Promise<Exchange> {
    const { request } = await this.#context.request(read, template);
    return this.#context.send(read, request);
  }

  /** Whether a report may have a value of its body. */
  isPublic(value: Json): boolean {
    return this.#context.isPublic(value);
  }

  /** Sends the valid request. Undefined where it succeeds as documented. */
  async refusal(): Promise<NotAccepted | undefined> {
    const sent = await this.send().catch(notSentReason);
    if (typeof sent === 'string') return { what: sent, isNotSent: true };
    const { exchange } = sent;
    if ('failure' in exchange) return { what: exchange.failure.message, failure: exchange.failure };
    const { status } = exchange.response;
    const documented = responseFor(this.#operation.responses, status);
    return documented && isSuccess(String(status)) ? undefined : { what: String(status), status };
  }
}

export interface Sent {
  request: SentRequest;
  exchange: Exchange;
  /** The request as a command for a report. */
  toCurl: () => Promise<string>;
}
