/** A fixture that has been set up, and the state that its views show. */
import { CaseContext } from '../../case-context.js';
import { isObject, type Json, type Operation } from '../../../openapi/document.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import { createMatcher } from '../../../openapi/match.js';
import { perObject } from '../../../openapi/per-object.js';
import { isSuccess } from '../../status.js';
import { callsOf, refusalOf } from '../../recipes/calls.js';
import type { RequestTemplate } from '../../../openapi/request.js';
import type { DeclaredFixture } from '../../relations/declared.js';
import { only, without } from '../../relations/differences.js';
import { namesShown } from '../../relations/shown-names.js';
import { bare } from '../../records/collections.js';
import { documentedOf } from '../../records/procedures.js';
import { openedJson } from '../../relations/tokens.js';
import { operationNamed, type Run } from '../../run.js';
import { transportViolation, validateAgainstRequest, validateDocumented } from '../../validate/exchange.js';
import { violationOf, type Violation } from '../../validate/response.js';
import { foundByError, hasPassed, type Found } from '../../found.js';
import { lacksControl, type Step } from '../../recipes/step.js';
import { wavesOf } from '../waves.js';

/** By name of the view: the status, and the body without the volatile members. */
export type State = Readonly<Record<string, Json>>;

export interface Received {
  /** 0 where no response came. */
  status: number;
  /** Tokens in it are opened. Undefined where the body is no JSON. */
  json: Json | undefined;
  body: Buffer;
  /** By name in lower case. */
  headers: Readonly<Record<string, string[] | undefined>>;
  violations: Violation[];
  /** The request as a command for a report. */
  toCurl: () => Promise<string>;
}

/** Why a fixture cannot be set up, with all its cases. */
export function obstacle(run: Run, { reason, given, cases }: DeclaredFixture): string | undefined {
  if (reason !== undefined) return reason;
  if (run.honoursPrefer) return 'a mock that answers by Prefer has no state';
  const lacking = lacksControl(run, given);
  if (lacking !== undefined) return lacking;
  const calls = Object.values(cases).flatMap((one) => {
    const operation = run.operations.find(({ operationId }) => operationId === one.operation);
    return operation ? callsOf(run, operation, { ...one, given }) : [];
  });
  return refusalOf(run, calls);
}

const undeclared = { lasts: [], views: {}, volatile: [], cases: {}, lists: {}, events: {} };

export class Fixture {
  readonly run: Run;
  readonly context: CaseContext;
  state: State = {};
  /** Names of the cases that were refused where they may be. */
  readonly refused = new Set<string>();
  /** Why it is no longer in the state that the cases to come are about, where the document leaves that open. */
  leftOpen: string | undefined;
  readonly #declared: DeclaredFixture;
  readonly #volatile: ReadonlySet<string>;
  /** Ids that the target has given to requests, by name: each has one of its own. */
  readonly #assigned = new Set<string>();

  private constructor(run: Run, declared: DeclaredFixture, context: CaseContext) {
    this.run = run;
    this.context = context;
    this.#declared = declared;
    this.#volatile = new Set(declared.volatile);
  }

  /**
   * @param receiver URL at which events are taken in, where they are
   * @returns what is wrong where a step before it fails, or why it cannot be set up
   */
  static async setUp(run: Run, declared: DeclaredFixture, receiver?: string): Promise<Fixture | Found> {
    const fixture = new Fixture(run, declared, new CaseContext(run, receiver));
    try {
      for (const step of declared.given) await fixture.context.execute(step);
      fixture.state = await fixture.readState();
    } catch (error) {
      return foundByError(error, 'the fixture could not be set up');
    }
    return fixture;
  }

  /** What steps have made, of which nothing is declared. @returns as `setUp` does */
  static after(run: Run, given: readonly Step[]): Promise<Fixture | Found> {
    return Fixture.setUp(run, { ...undeclared, given });
  }

  /** What a view has shown. */
  shownBy(view: string) {
    return this.run.shown.by(this.#declared.views[view]?.operation ?? '', 200);
  }

  /** The same with other records. */
  anew(): Promise<Fixture | Found> {
    return Fixture.setUp(this.run, this.#declared);
  }

  /** @param moved receives the times of creation that were others before: other violations are of other cases */
  async readState(moved: Violation[] = []): Promise<State> {
    const views = Object.entries(this.#declared.views);
    const seen = await this.sendTogether(
      views.map(([, { operation, ...template }]) => [operationNamed(this.run, operation), template]),
    );
    moved.push(...seen.flatMap(({ violations }) => violations.filter(({ code }) => code === 'relation-time')));
    return Object.fromEntries(
      seen.map(({ status, json = null }, index) => {
        const [name, { operation }] = views[index]!;
        const names = namesShown(this.run.responseValidator.document, operationNamed(this.run, operation));
        return [name, { status, body: without(names ? only(json, names) : json, this.#volatile) }];
      }),
    );
  }

  /** What the document calls the reference of an answer (`x-failure`) is an id of it, unless the request gave it. */
  #assignedTwice({ body }: SentRequest, json: Json | undefined): Violation[] {
    const failure = this.run.document['x-failure'];
    const names = isObject(failure) && Array.isArray(failure.reference) ? failure.reference.map(String) : [];
    const sent = body?.toString() ?? '';
    return names.flatMap((name) => {
      const value = isObject(json) ? json[name] : undefined;
      if (typeof value !== 'string' || value === '' || sent.includes(JSON.stringify(value).slice(1, -1))) return [];
      const id = `${name} ${value}`;
      const isKnown = this.#assigned.has(id);
      this.#assigned.add(id);
      return isKnown ? [relationViolation(`/${name}`, 'expected an id that no other answer has')] : [];
    });
  }

  /** Sends a request and validates the response, as in any other phase. */
  async send(operation: Operation, template: RequestTemplate): Promise<Received> {
    const { request } = await this.context.request(operation, template);
    return this.sendRequest(operation, request);
  }

  /** The same for requests that are under way at once, as none of them changes what another gets. */
  async sendTogether(requests: readonly (readonly [Operation, RequestTemplate])[]): Promise<Received[]> {
    const received: Received[] = [];
    for (const wave of wavesOf(requests, () => true)) {
      const sending: Promise<Received>[] = [];
      for (const [operation, template] of wave)
        sending.push(this.sendRequest(operation, (await this.context.request(operation, template)).request));
      received.push(...(await Promise.all(sending)));
    }
    return received;
  }

  /** Sends a request that has been made, and validates the response. */
  async sendRequest(asked: Operation, request: SentRequest): Promise<Received> {
    const { responseValidator, resources } = this.run;
    const operation = documentedOf(asked, resources);
    const exchange = await this.context.send(operation, request);
    const toCurl = () => this.context.toCurl(request);
    if ('failure' in exchange) {
      return {
        status: 0,
        json: undefined,
        body: Buffer.alloc(0),
        headers: {},
        violations: [transportViolation(exchange.failure)],
        toCurl,
      };
    }
    const { response } = exchange;
    const json = openedJson(response.body);
    const violations = [
      ...this.#assignedTwice(request, json),
      ...validateDocumented(responseValidator, operation, response),
      ...validateAgainstRequest(responseValidator, operation, request, response),
    ];
    return { status: response.status, json, body: response.body, headers: response.headers, violations, toCurl };
  }
}

/** What a request says of its case that was not taken: the target itself has failed, or why the case is not exercised. */
export function refusedBy({ status, violations, toCurl }: Received, why = 'it was refused'): Found {
  return status >= 500 && violations.length > 0 ? { violations, toCurl } : `${why} (${status})`;
}

/** The same of a request that is to be refused: then nothing is wrong. */
export function refusedRightly(received: Received): Found {
  const found = refusedBy(received);
  return typeof found === 'string' ? { violations: [] } : found;
}

const codeName = /^(?:code|error_?code|error|reason)$/i;
/** "(409 InsufficientFunds)", "refused with 422 unknown_room": a word of several, as a code is. */
const codeInWords = /(?:\b4\d\d |\()(\w*(?:[a-z][A-Z]|[A-Za-z]_[A-Za-z])\w*)/g;

/** The same of a request that is refused for a reason which a sentence says: by the code that it names for it. */
export function refusedWithCode(received: Received, words: string): Found {
  const found = refusedRightly(received);
  const codes = [...words.matchAll(codeInWords)].map(([, code]) => code!);
  const { json = null, toCurl } = received;
  if (!hasPassed(found) || codes.length === 0 || !isObject(json)) return found;
  for (const holder of [json, ...Object.values(json).filter(isObject)])
    for (const [name, value] of Object.entries(holder)) {
      if (!codeName.test(name) || typeof value !== 'string' || !/^\w+$/.test(value) || codes.includes(value)) continue;
      const message = `is not ${codes.map((one) => JSON.stringify(one)).join(' or ')}, which is said of it`;
      return { violations: [relationViolation(`/${name}`, message)], toCurl };
    }
  return found;
}

/**
 * What is found of a request that is to be refused.
 * @param expected what a report says where it is not, before the status
 * @param words that say for which reason, with the code of the failure. @default none
 */
export const mustBeRefused = (received: Received, expected: string, words = ''): Found =>
  hasSucceeded(received)
    ? { violations: [statusViolation(`${expected}, got ${received.status}`)], toCurl: received.toCurl }
    : refusedWithCode(received, words);

/**
 * The target of a request for a URI reference; undefined for one that leads elsewhere.
 * @param target the URL of the implementation
 * @param from the target of the request whose answer has it
 */
export function targetAt({ href, origin, pathname }: URL, link: string, from = ''): string | undefined {
  const root = pathname.replace(/\/$/, '');
  const base = from === '' ? href : new URL(root + from, href).href;
  if (!URL.canParse(link, base)) return undefined;
  const found = new URL(link, base);
  if (found.origin !== origin || !found.pathname.startsWith(`${root}/`)) return undefined;
  return found.pathname.slice(root.length) + found.search;
}

const readsOf = perObject((operations: readonly Operation[]) =>
  createMatcher(
    operations
      .filter(({ method }) => method === 'GET')
      .map((operation) => ({ method: 'GET', path: bare(operation.path), operation })),
  ),
);

/** What shows what the target of a request names. */
export function readingOf({ operations }: Run, target: string): Operation | undefined {
  const found = readsOf(operations)('GET', bare(target.split('?')[0] ?? ''));
  return found && 'route' in found ? found.route.operation : undefined;
}

export const hasSucceeded = ({ status }: Received): boolean => isSuccess(String(status));

export const statusViolation = (message: string): Violation => violationOf('status-unexpected', 'status', message);

export const relationViolation = (
  pointer: string,
  message: string,
  code: 'relation-state' | 'relation-list' | 'state-value' = 'relation-state',
): Violation => violationOf(code, 'relation', message, { pointer });

/** A violation of what a list is. */
export const listViolation = (pointer: string, message: string): Violation =>
  relationViolation(pointer, message, 'relation-list');
