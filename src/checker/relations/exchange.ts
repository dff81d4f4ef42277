/**
 * Compares a response with its request and with itself, which a schema cannot do. The relations come from the document
 * (`echo.ts`, `instants.ts`) or from common names of members (`counts.ts`).
 */
import { operationPointer, unescapeToken, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import type { ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import { essenceOf, isJson } from '../../openapi/media-type.js';
import { redactPointer } from '../validate/redact.js';
import { responseFor, type Violation } from '../validate/response.js';
import type { ViolationCode } from '../validate/violation-codes.js';
import { Beginnings } from './beginnings.js';
import { conditionsOf, unconditional, type Condition } from './conditional.js';
import { miscounted, miscountedAttempts, repeated } from './counts.js';
import { brokenIn, echoesOf, lackingIn, wholeEchoesOf, type Echo, type WholeEcho } from './echo.js';
import { brokenFormulas, formulasOf, type Formula } from './formulas.js';
import { contradictions, implausible, instantsOf, type InstantKind } from './instants.js';
import { RateLimits } from './limits.js';
import { everyItem, leavesOf } from './leaves.js';
import { membersNamedIn, membersPointer } from './named-members.js';
import { MaskedValues } from './masked.js';
import { sentIn } from './sent.js';
import { misstated, statedOf, type Stated } from './stated.js';
import { openedJson } from './tokens.js';

export interface RelationOptions {
  document: JsonObject;
  operations: readonly Operation[];
  propertyNames: ReadonlySet<string>;
  /** Unix seconds of the target's clock. */
  now: () => number;
}

type RelationCode = Extract<ViolationCode, `relation-${string}` | 'body-ambiguous'>;

interface Derived {
  echoes: ReadonlyMap<string, Echo[]>;
  wholes: ReadonlyMap<string, WholeEcho[]>;
  instants: ReadonlyMap<string, ReadonlyMap<string, InstantKind>>;
  formulas: ReadonlyMap<string, ReadonlyMap<string, Formula[]>>;
  conditions: ReadonlyMap<string, ReadonlyMap<string, Condition[]>>;
  stated: ReadonlyMap<string, Stated>;
}

export class Relations {
  readonly #options: RelationOptions;
  readonly #derived = new Map<Operation, Derived>();
  readonly #shown = new Map<Operation, Set<string>>();
  readonly #masked: MaskedValues;
  readonly #limits = new RateLimits();
  readonly #beginnings = new Beginnings();
  readonly #hasInt64: boolean;

  constructor(options: RelationOptions) {
    this.#options = options;
    for (const operation of options.operations) {
      const { document } = options;
      this.#derived.set(operation, {
        echoes: echoesOf(document, operation),
        wholes: wholeEchoesOf(document, operation),
        instants: instantsOf(document, operation),
        formulas: formulasOf(document, operation),
        conditions: conditionsOf(document, operation),
        stated: statedOf(document, operation),
      });
    }
    this.#masked = new MaskedValues([...this.#derived.values()].flatMap(({ echoes }) => [...echoes.values()].flat()));
    this.#hasInt64 = JSON.stringify(options.document).includes('"int64"');
  }

  /** The relations of an operation, for the report of what is validated. */
  of(operation: Operation): Derived | undefined {
    return this.#derived.get(operation);
  }

  /** Places of all answers of an operation so far, with this one; none where no answer repeats its request. */
  #shownBy(operation: Operation, answer: Json): ReadonlySet<string> {
    const places = this.#shown.get(operation) ?? new Set();
    if (!this.#derived.get(operation)?.wholes.size) return places;
    this.#shown.set(operation, places);
    for (const [place] of leavesOf(answer)) places.add(everyItem(place));
    return places;
  }

  validate(operation: Operation, request: SentRequest, response: ReceivedResponse): Violation[] {
    const { document, propertyNames, now } = this.#options;
    const documented = responseFor(operation.responses, response.status);
    const sent = sentIn(operation, request);
    const violation = (code: RelationCode, pointer: string, message: string): Violation => ({
      code,
      kind: 'relation',
      pointer: redactPointer({ pointer }, propertyNames),
      message,
      clause: documented ? documented[1].pointer : `${operationPointer(operation)}/responses`,
    });
    const ofAny = [
      ...this.#masked.shownIn(sent, response).map((message) => violation('relation-masked', '', message)),
      ...this.#limits
        .broken(operation.operationId, response)
        .map(([name, message]) => violation('relation-count', '', `the header ${name}: ${message}`)),
    ];
    const essence = essenceOf(response.headers['content-type']?.[0] ?? '');
    if (!essence || !isJson(essence)) return ofAny;
    const answer = openedJson(response.body);
    if (answer === undefined) return ofAny;
    const unclear = ambiguity(response.body.toString(), this.#hasInt64);
    const derived = this.#derived.get(operation);
    const status = documented?.[0] ?? '';
    const echoed = (derived?.echoes.get(status) ?? []).flatMap((echo) => {
      const value = sent.get(echo.from);
      if (value === undefined) return [];
      return brokenIn(echo, value, answer).map((place) =>
        violation(
          'relation-echo',
          place,
          `expected ${echo.mask ? 'the masked form of ' : ''}what was sent as ${wordsFor(echo.from)}, got another value`,
        ),
      );
    });
    const shown = this.#shownBy(operation, answer);
    const lacking = (derived?.wholes.get(status) ?? []).flatMap((whole) =>
      lackingIn(whole, sent, answer)
        .map((place) => [place, whole.to + place.slice(whole.from.length)] as const)
        // A schema lets an implementation leave out what it does not require.
        .filter(([, to]) => shown.has(everyItem(to)))
        .filter(([, to]) => !echoed.some(({ pointer }) => pointer === redactPointer({ pointer: to }, propertyNames)))
        .map(([place, to]) =>
          violation('relation-echo', to, `expected what was sent as ${wordsFor(place)}, as it was`),
        ),
    );
    const inTime = implausible(derived?.instants.get(status) ?? new Map(), answer, now());
    const named = response.status >= 400 ? membersNamedIn(document, request, answer) : undefined;
    const isStrange = named !== undefined && namesUnknown(named, sent, propertyNames);
    const strange = isStrange
      ? [violation('relation-member', membersPointer(document) ?? '', 'names a member that no request has')]
      : [];
    const counted =
      response.status < 300 ? [...miscounted(answer, sent), ...miscountedAttempts(answer), ...repeated(answer)] : [];
    const moved = response.status < 300 ? this.#beginnings.changedIn(operation.operationId, answer) : [];
    const broken = [
      ...[...inTime, ...contradictions(answer), ...moved].map((one) =>
        violation('relation-time', one.pointer, one.message),
      ),
      ...counted.map((one) => violation('relation-count', one.pointer, one.message)),
      ...brokenFormulas(derived?.formulas.get(status) ?? new Map(), answer).map((one) =>
        violation('relation-formula', one.pointer, one.message),
      ),
      ...misstated(derived?.stated.get(status) ?? new Map(), answer).map((one) =>
        violation('relation-condition', one.pointer, one.message),
      ),
      ...unconditional(derived?.conditions.get(status) ?? new Map(), answer).map((one) =>
        violation('relation-condition', one.pointer, one.message),
      ),
    ];
    return [
      ...ofAny,
      ...(unclear ? [violation('body-ambiguous', '', unclear)] : []),
      ...echoed,
      ...lacking,
      ...strange,
      ...broken,
    ];
  }
}

/** Whether no name is of the document or of the request: beside those that are, a target may have more. */
function namesUnknown(
  named: readonly string[][],
  sent: ReadonlyMap<string, unknown>,
  propertyNames: ReadonlySet<string>,
): boolean {
  const sentNames = new Set([...sent.keys()].flatMap((place) => place.split(/[/:]/).map(unescapeToken)));
  return !named.flat().some((name) => propertyNames.has(name) || sentNames.has(name) || /^\d+$/.test(name));
}

const wordsFor = (place: string): string => (place.startsWith('/') ? place : place.replace(':', ' parameter '));

/** Finds what JSON.parse accepts and readers disagree on: a repeated member, a number that no double can hold. */

/** A sentence for ambiguous text; undefined for a text that every reader reads alike. The text must be JSON. */
export function ambiguity(text: string, hasInt64: boolean): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [one] = found;
    if (one === '{') open.push(new Set());
    else if (one === '[') open.push(undefined);
    else if (one === '}' || one === ']') open.pop();
    else if (one.startsWith('"')) {
      const members = open.at(-1);
      if (!members || !/^\s*:/.test(text.slice(token.lastIndex, token.lastIndex + 8))) continue;
      const name = String(JSON.parse(one));
      if (members.has(name)) return 'has a member twice in one object, of which readers take either (RFC 8259, 4)';
      members.add(name);
    } else if (!Number.isFinite(Number(one))) return 'has a number that no double holds (RFC 8259, 6)';
    else if (!hasInt64 && /^-?\d{16,}$/.test(one) && String(Number(one)) !== one) {
      return 'has an integer that a double does not hold exactly (RFC 8259, 6)';
    }
  }
  return undefined;
}
