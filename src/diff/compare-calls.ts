/** Compares each call of two documents: parameters, bodies, responses, security. */
import { follow, isObject, type Json, type JsonObject } from '../openapi/document.js';
import { essenceOf, isXml } from '../openapi/media-type.js';
import { escapeToken } from '../openapi/pointer.js';
import type { Direction, Effect, Finding, Located } from './findings.js';
import { callsOf, parametersOf, type Call, type ReadParameter } from './operations.js';
import { compareSchemas } from './schemas/compare.js';
import { typesOf, viewOf } from './schemas/view.js';
import { compareSchemes, compareSecurity, matchSchemes, requirementsOf } from './security.js';
import { compareServers } from './servers.js';

export interface Told extends Located {
  /** Undefined for a change of the whole document. */
  call: Call | undefined;
  /** `request body`, `response 200`, `query parameter limit`; empty for the call itself. */
  place: string;
}

export interface Documents {
  from: JsonObject;
  to: JsonObject;
  isSame: (reference: string) => boolean;
}

export function compareCalls({ from, to, isSame }: Documents): Told[] {
  const told: Told[] = [];
  const document = (finding: Finding) => told.push({ ...finding, ...ofDocument, call: undefined, place: '' });
  const [before, after] = [callsOf(from), callsOf(to)];
  const names = matchSchemes(from, to);
  const common = matchCalls(before, after);
  const matched = new Set(common.values());

  for (const old of before) if (!common.has(old)) sayGone(old, after, matched, told);
  for (const call of after) if (!matched.has(call)) sayNew(call, told);
  for (const [old, call] of common) new CallComparison({ from, to, isSame }, old, call, told).run(names);

  const used = new Set(before.flatMap((call) => schemesOf(from, call)));
  compareSchemes(from, to, names, (name, finding) => {
    if (used.has(name)) document(finding);
  });
  compareServers(from.servers, to.servers, '/servers', document);
  return told;
}

/** The closest spelling of a path first: a document may have `/a` and `/a/`. */
function matchCalls(before: readonly Call[], after: readonly Call[]): Map<Call, Call> {
  const found = new Map<Call, Call>();
  const left = new Set(after);
  for (const closeness of [0, 1, 2]) {
    const now = new Map([...left].map((call) => [call.keys[closeness], call]));
    for (const old of before) {
      const call = found.has(old) ? undefined : now.get(old.keys[closeness]);
      if (call && left.delete(call)) found.set(old, call);
    }
  }
  return found;
}

const ofDocument = { direction: 'request', isInverted: false, nodes: { old: '', new: '' } } as const;

function schemesOf(document: JsonObject, call: Call): string[] {
  return requirementsOf(document, call.operation, call.pointer).list.flatMap((item) => Object.keys(item));
}

function sayGone(old: Call, after: readonly Call[], matched: Set<Call>, told: Told[]): void {
  const moved = after.find(
    (call) => !matched.has(call) && call.operationId !== undefined && call.operationId === old.operationId,
  );
  const at = { ...ofDocument, nodes: { old: old.pointer, new: '' }, place: '' };
  const effect = 'other';
  if (moved) {
    matched.add(moved);
    const message = `moved from ${old.label} to ${moved.label}`;
    told.push({ ...at, call: old, rule: 'operation-moved', effect, message, old: old.pointer, new: moved.pointer });
    return;
  }
  const end = old.operation['x-sunset'];
  const announced = typeof end === 'string' ? `; its end was announced for ${end}` : '';
  const rule = old.kind === 'operation' ? 'operation-removed' : `${old.kind}-removed`;
  told.push({ ...at, call: old, rule, effect, message: `was removed${announced}`, old: old.pointer });
}

function sayNew(call: Call, told: Told[]): void {
  const at = { ...ofDocument, nodes: { old: '', new: call.pointer }, place: '' };
  const rule = call.kind === 'operation' ? 'operation-added' : `${call.kind}-added`;
  told.push({ ...at, call, rule, effect: 'open', message: 'was added', new: call.pointer });
}

interface Node {
  value: JsonObject;
  pointer: string;
}

class CallComparison {
  readonly #seen = new Set<string>();
  /** The sender of the request of a call; for a webhook it is the other side. */
  readonly #asks: Direction;
  readonly #answers: Direction;

  readonly #documents: Documents;
  readonly #old: Call;
  readonly #now: Call;
  readonly #told: Told[];

  constructor(documents: Documents, old: Call, now: Call, told: Told[]) {
    this.#documents = documents;
    this.#old = old;
    this.#now = now;
    this.#told = told;
    const isReversed = (old.kind === 'webhook') !== (old.depth % 2 === 1);
    [this.#asks, this.#answers] = isReversed ? ['response', 'request'] : ['request', 'response'];
  }

  /** @param schemes the new name of each security scheme of the old document */
  run(schemes: Map<string, string>): void {
    const [old, now] = [this.#old, this.#now];
    const { from, to } = this.#documents;
    this.#comparePaths();
    this.#compareParameters();
    this.#compareBodies();
    this.#compareAnswers();
    const say = this.#sayer(
      this.#asks,
      '',
      { value: old.operation, pointer: old.pointer },
      { value: now.operation, pointer: now.pointer },
    );
    const [a, b] = [requirementsOf(from, old.operation, old.pointer), requirementsOf(to, now.operation, now.pointer)];
    if (old.kind === 'operation') compareSecurity(a, b, schemes, say);
    const [hosts, hostsNow] = [old, now].map(({ operation, item }) => operation.servers ?? item.value.servers);
    if (hosts !== undefined || hostsNow !== undefined) {
      compareServers(
        hosts ?? from.servers,
        hostsNow ?? to.servers,
        `${now.operation.servers ? now.pointer : now.item.pointer}/servers`,
        say,
      );
    }
  }

  #sayer(direction: Direction, place: string, a: Node, b: Node) {
    return (finding: Finding & { site?: string }) =>
      this.#told.push({
        ...finding,
        direction,
        isInverted: false,
        nodes: { old: a.pointer, new: b.pointer },
        call: this.#old,
        place,
      });
  }

  #comparePaths(): void {
    const [old, now] = [this.#old, this.#now];
    if (old.kind !== 'operation' || old.path === now.path) return;
    const say = this.#sayer('request', '', { value: {}, pointer: old.pointer }, { value: {}, pointer: now.pointer });
    const isSlash = old.path.replace(/\/$/, '') === now.path.replace(/\/$/, '');
    const at = { old: `/paths/${escapeToken(old.path)}`, new: `/paths/${escapeToken(now.path)}` };
    if (isSlash) say({ rule: 'path-renamed', effect: 'other', message: `path is ${now.path} now`, ...at });
    else say({ rule: 'path-parameter-renamed', effect: 'open', message: `path is written ${now.path} now`, ...at });
  }

  #compareParameters(): void {
    const [a, b] = [parametersOf(this.#documents.from, this.#old), parametersOf(this.#documents.to, this.#now)];
    for (const [key, { name, place, object, pointer, site }] of a) {
      const label = `${place} parameter ${name}`;
      const other = b.get(key);
      const say = this.#sayer(
        this.#asks,
        label,
        { value: object, pointer },
        { value: other?.object ?? {}, pointer: other?.pointer ?? this.#now.pointer },
      );
      if (!other) {
        const moved = [...b].find(([newKey, item]) => item.name === name && !a.has(newKey))?.[1];
        const message = moved ? `is a ${moved.place} parameter now` : 'was removed';
        say({ rule: 'parameter-removed', effect: 'other', message, old: pointer, new: moved?.pointer, site });
      } else this.#compareParameter({ name, place, object, pointer, site }, other, label);
    }
    for (const [key, { name, place, object, pointer, site }] of b) {
      if (a.has(key)) continue;
      const isRequired = object.required === true;
      const say = this.#sayer(
        this.#asks,
        `${place} parameter ${name}`,
        { value: {}, pointer: this.#old.pointer },
        { value: object, pointer },
      );
      const rule = isRequired ? 'required-parameter-added' : 'parameter-added';
      const message = isRequired ? 'was added, and is required' : 'was added';
      say({ rule, effect: isRequired ? 'fewer' : 'open', message, new: pointer, site });
    }
  }

  #compareParameter(a: ReadParameter, b: ReadParameter, label: string): void {
    const [old, now] = [
      { value: a.object, pointer: a.pointer },
      { value: b.object, pointer: b.pointer },
    ];
    const say = this.#sayer(this.#asks, label, old, now);
    this.#compareRequired(old, now, say);
    this.#compareStyle(a.place, old, now, say);
    this.#compareContents(this.#asks, label, old, now, say);
  }

  #compareRequired(old: Node, now: Node, say: (finding: Finding) => void): void {
    const [was, is] = [old.value.required === true, now.value.required === true];
    if (was === is) return;
    const at = keyIn(old, now, 'required');
    say({
      rule: 'required-changed',
      effect: is ? 'fewer' : 'more',
      message: is ? 'became required' : 'is not required any more',
      ...at,
    });
  }

  /** How a value is serialized; for a single word, `explode` has no effect. */
  #compareStyle(place: string, old: Node, now: Node, say: (finding: Finding) => void): void {
    const { from, to } = this.#documents;
    const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
    const style = ({ value }: Node) => value.style ?? usual;
    const explode = ({ value }: Node) => value.explode ?? (value.style ?? usual) === 'form';
    const isWord = [
      [from, old],
      [to, now],
    ].every(([document, node]) => isOneWord(document as JsonObject, node as Node));
    const facts: [string, Json, Json][] = [
      ['style', style(old), style(now)],
      ['explode', explode(old) === true, explode(now) === true],
      ['allowReserved', old.value.allowReserved === true, now.value.allowReserved === true],
    ];
    for (const [key, before, after] of facts) {
      if (before === after || (key === 'explode' && (isWord || style(old) !== style(now)))) continue;
      const message = `${key} was ${String(before)}, is ${String(after)}`;
      say({ rule: 'serialization-changed', effect: 'other', message, ...keyIn(old, now, key) });
    }
    const [was, is] = [old.value.allowEmptyValue === true, now.value.allowEmptyValue === true];
    if (was === is) return;
    const message = is ? 'may be empty now' : 'must not be empty any more';
    say({
      rule: 'serialization-changed',
      effect: is ? 'more' : 'fewer',
      message,
      ...keyIn(old, now, 'allowEmptyValue'),
    });
  }

  /** A parameter or header has a schema, or content of one media type. */
  #compareContents(direction: Direction, label: string, old: Node, now: Node, say: (finding: Finding) => void): void {
    const [a, b] = [old, now].map(({ value }) => (isObject(value.content) ? Object.keys(value.content)[0] : undefined));
    if (a !== b) {
      const message = `is written as ${b ?? 'a plain value'} now`;
      say({ rule: 'serialization-changed', effect: 'other', message, ...keyIn(old, now, 'content') });
      return;
    }
    const inner = ({ value, pointer }: Node): Node => {
      const content = a === undefined ? undefined : (value.content as JsonObject)[a];
      return isObject(content)
        ? { value: content, pointer: `${pointer}/content/${escapeToken(a!)}` }
        : { value, pointer };
    };
    this.#compareBodySchema(direction, label, inner(old), inner(now), false);
  }

  #compareBodySchema(direction: Direction, place: string, old: Node, now: Node, isXmlBody: boolean): void {
    const parts = ({ value, pointer }: Node) =>
      value.schema === undefined ? [] : [{ value: value.schema, pointer: `${pointer}/schema` }];
    const [a, b] = [parts(old), parts(now)];
    if (a.length !== b.length) {
      const [isThere, message] =
        b.length > 0 ? [true, 'is described by a schema now'] : [false, 'is not described any more'];
      const say = this.#sayer(direction, place, old, now);
      return void say({
        rule: 'schema-presence-changed',
        effect: isThere ? 'fewer' : 'more',
        message,
        old: a[0]?.pointer,
        new: b[0]?.pointer,
      });
    }
    const { from, to, isSame } = this.#documents;
    compareSchemas(a, b, {
      from,
      to,
      isSame,
      direction,
      isInverted: false,
      trail: [],
      seen: this.#seen,
      isXml: isXmlBody,
      report: (finding) => this.#told.push({ ...finding, call: this.#old, place }),
    });
  }

  #compareBodies(): void {
    const { from, to } = this.#documents;
    const read = (document: JsonObject, call: Call) =>
      follow(document, call.operation.requestBody, `${call.pointer}/requestBody`);
    const [old, now] = [read(from, this.#old), read(to, this.#now)];
    const none = (call: Call): Node => ({ value: {}, pointer: call.pointer });
    const say = this.#sayer(this.#asks, 'request body', old ?? none(this.#old), now ?? none(this.#now));
    if (!old && !now) return;
    if (!now)
      return void say({
        rule: 'request-body-removed',
        effect: 'other',
        message: 'was removed',
        old: old!.pointer,
        site: `${this.#old.pointer}/requestBody`,
      });
    if (!old) {
      const isRequired = now.value.required === true;
      const message = isRequired ? 'was added, and is required' : 'was added';
      return void say({
        rule: 'request-body-added',
        effect: isRequired ? 'fewer' : 'open',
        message,
        new: now.pointer,
        site: `${this.#now.pointer}/requestBody`,
      });
    }
    this.#compareRequired(old, now, say);
    this.#compareMediaTypes(this.#asks, 'request body', old, now);
  }

  #compareAnswers(): void {
    const read = (call: Call, document: JsonObject): Map<string, Node & { site: string }> => {
      const { responses } = call.operation;
      return new Map(
        Object.entries(isObject(responses) ? responses : {}).flatMap(([status, node]) => {
          const at = `${call.pointer}/responses/${escapeToken(status)}`;
          const response = status.startsWith('x-') ? undefined : follow(document, node, at);
          return response ? [[status.toUpperCase(), { ...response, site: at }] as const] : [];
        }),
      );
    };
    const [a, b] = [read(this.#old, this.#documents.from), read(this.#now, this.#documents.to)];
    const none = (call: Call): Node => ({ value: {}, pointer: call.pointer });
    const label = (status: string) => `response ${status === 'DEFAULT' ? 'default' : status}`;
    const compare = (status: string, old: Node, now: Node) => {
      this.#compareHeaders(this.#answers, label(status), old, now);
      this.#compareMediaTypes(this.#answers, label(status), old, now);
    };
    for (const [status, old] of a) {
      const now = b.get(status);
      if (now) {
        compare(status, old, now);
        continue;
      }
      const wider = coveringStatus(status, b, a);
      const [effect, message] = wider
        ? (['open', `is described as ${label(wider)} now`] as const)
        : (['other', 'was removed'] as const);
      const say = this.#sayer(this.#answers, label(status), old, none(this.#now));
      say({ rule: 'response-removed', effect, message, old: old.pointer, site: old.site });
      if (wider) compare(status, old, b.get(wider)!);
    }
    for (const [status, now] of b) {
      if (a.has(status)) continue;
      const say = this.#sayer(this.#answers, label(status), none(this.#old), now);
      say({ rule: 'response-added', effect: 'open', message: 'was added', new: now.pointer, site: now.site });
      const wider = coveringStatus(status, a, a);
      if (wider) compare(status, a.get(wider)!, now);
    }
  }

  #compareHeaders(direction: Direction, place: string, old: Node, now: Node): void {
    const read = ({ value, pointer }: Node, document: JsonObject) =>
      new Map(
        Object.entries(isObject(value.headers) ? value.headers : {}).flatMap(([name, node]) => {
          const site = `${pointer}/headers/${escapeToken(name)}`;
          const header = follow(document, node, site);
          return header && !isIgnored(name) ? [[name.toLowerCase(), { name, site, ...header }] as const] : [];
        }),
      );
    const [a, b] = [read(old, this.#documents.from), read(now, this.#documents.to)];
    for (const [key, header] of a) {
      const label = `${place}, header ${header.name}`;
      const other = b.get(key);
      const say = this.#sayer(direction, label, header, other ?? now);
      if (!other) {
        say({
          rule: 'header-removed',
          effect: 'other',
          message: 'was removed',
          old: header.pointer,
          site: header.site,
        });
        continue;
      }
      this.#compareRequired(header, other, say);
      this.#compareStyle('header', header, other, say);
      this.#compareContents(direction, label, header, other, say);
    }
    for (const [key, header] of b) {
      if (a.has(key)) continue;
      const say = this.#sayer(direction, `${place}, header ${header.name}`, old, header);
      const isNeeded = direction === 'request' && header.value.required === true;
      say({
        rule: 'header-added',
        effect: isNeeded ? 'fewer' : 'open',
        message: 'was added',
        new: header.pointer,
        site: header.site,
      });
    }
  }

  #compareMediaTypes(direction: Direction, place: string, old: Node, now: Node): void {
    const read = ({ value, pointer }: Node) =>
      new Map(
        Object.entries(isObject(value.content) ? value.content : {}).flatMap(([name, node]) =>
          isObject(node)
            ? [[plain(name), { name, value: node, pointer: `${pointer}/content/${escapeToken(name)}` }] as const]
            : [],
        ),
      );
    const [a, b] = [read(old), read(now)];
    const covered = new Set<string>();
    for (const [key, media] of a) {
      const label = a.size > 1 || b.size > 1 ? `${place} (${media.name})` : place;
      const wider = [...b.keys()].find((other) => isRange(other, key));
      const other = b.get(key) ?? (direction === 'request' && wider !== undefined ? b.get(wider) : undefined);
      const say = this.#sayer(direction, label, media, other ?? now);
      if (!other) {
        const narrower = [...b.keys()].find((item) => isRange(key, item));
        if (direction === 'response' && narrower !== undefined) {
          covered.add(narrower);
          say({
            rule: 'media-type-narrowed',
            effect: 'fewer',
            message: `is always ${narrower} now`,
            old: media.pointer,
            new: b.get(narrower)!.pointer,
          });
          this.#compareBodySchema(direction, label, media, b.get(narrower)!, isXml(narrower));
          continue;
        }
        say({ rule: 'media-type-removed', effect: 'other', message: `${media.name} was removed`, old: media.pointer });
        continue;
      }
      if (plain(other.name) !== key) {
        covered.add(plain(other.name));
        say({
          rule: 'media-type-widened',
          effect: 'more',
          message: `may be ${other.name} now`,
          old: media.pointer,
          new: other.pointer,
        });
      }
      this.#compareBodySchema(direction, label, media, other, isXml(key));
      this.#compareEncodings(direction, label, media, other, key.startsWith('multipart/'));
    }
    for (const [key, media] of b) {
      if (a.has(key) || covered.has(key)) continue;
      const say = this.#sayer(direction, place, old, media);
      // A first body is one change, not also a new media type.
      say({ rule: 'media-type-added', effect: 'open', message: `${media.name} was added`, new: media.pointer });
    }
  }

  /** Only the parts of a multipart body have headers. */
  #compareEncodings(direction: Direction, place: string, old: Node, now: Node, isMultipart: boolean): void {
    const [a, b] = [old, now].map(({ value }) => (isObject(value.encoding) ? value.encoding : {})) as [
      JsonObject,
      JsonObject,
    ];
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const [x, y] = [a[name], b[name]].map((node) => (isObject(node) ? node : {})) as [JsonObject, JsonObject];
      const say = this.#sayer(direction, place, old, now);
      const encoding = (node: Node, value: JsonObject): Node => ({
        value,
        pointer: `${node.pointer}/encoding/${escapeToken(name)}`,
      });
      if (isMultipart) this.#compareHeaders(direction, `${place}, part ${name}`, encoding(old, x), encoding(now, y));
      for (const key of ['contentType', 'style', 'explode', 'allowReserved']) {
        if (JSON.stringify(x[key]) === JSON.stringify(y[key])) continue;
        const effect = key === 'contentType' ? typesEffect(x[key], y[key]) : 'other';
        const message = `${key} of the part ${name} was ${String(x[key] ?? 'not said')}, is ${String(y[key] ?? 'not said')}`;
        const at = (node: Node, part: JsonObject) =>
          key in part ? `${encoding(node, part).pointer}/${key}` : undefined;
        say({ rule: 'encoding-changed', effect, message, old: at(old, x), new: at(now, y) });
      }
    }
  }
}

function keyIn(old: Node, now: Node, key: string) {
  const at = ({ value, pointer }: Node) => (key in value ? `${pointer}/${key}` : undefined);
  return { old: at(old), new: at(now) };
}

/**
 * The range or `default` that describes a status which is not listed.
 * @param before the old responses: where they list a success, `default` is for failures
 */
function coveringStatus(status: string, responses: Map<string, Node>, before: Map<string, Node>): string | undefined {
  const range = `${status[0]}XX`;
  if (responses.has(range)) return range;
  const isDescribed = /^[45]/.test(status) || ![...before.keys()].some((other) => other.startsWith('2'));
  return isDescribed && responses.has('DEFAULT') ? 'DEFAULT' : undefined;
}

/** A list such as `image/png, image/jpeg`. */
function typesEffect(before: Json | undefined, after: Json | undefined): Effect {
  if (typeof before !== 'string' || typeof after !== 'string') return before === undefined ? 'fewer' : 'more';
  const [a, b] = [before, after].map((text) => text.split(',').map((item) => item.trim().toLowerCase())) as [
    string[],
    string[],
  ];
  const within = (list: string[], others: string[]) =>
    list.every((item) => others.some((other) => other === item || isRange(other, item)));
  return within(a, b) ? (within(b, a) ? 'none' : 'more') : within(b, a) ? 'fewer' : 'other';
}

/** Normalizes a media type: lower case, without the charset that JSON has anyway. */
function plain(name: string): string {
  const essence = essenceOf(name) ?? name.trim().toLowerCase();
  const parameters = name
    .split(';')
    .slice(1)
    .map((part) => part.trim().toLowerCase().replaceAll('"', ''));
  return [essence, ...parameters.filter((part) => !/^charset=utf-?8$/.test(part)).sort()].join(';');
}

/** Whether a range such as `image/*` covers the media type. */
function isRange(range: string, name: string): boolean {
  if (range === name || !range.endsWith('*')) return false;
  return range === '*/*' || name.startsWith(range.slice(0, -1));
}

/** OAS 3.1: "If a response header is defined with the name "Content-Type", it SHALL be ignored"; so for a part. */
const isIgnored = (header: string): boolean => header.toLowerCase() === 'content-type';

function isOneWord(document: JsonObject, { value, pointer }: Node): boolean {
  if (value.schema === undefined) return false;
  const types = typesOf(viewOf(document, [{ value: value.schema, pointer: `${pointer}/schema` }]));
  return types !== undefined && !types.has('array') && !types.has('object');
}
