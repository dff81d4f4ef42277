/** Records that name others by their ids, such as `customerId`. */
import { hasType, isObject, propertiesOf, type Json, type JsonObject, type Operation } from '../../openapi/document.js';
import { perObject } from '../../openapi/per-object.js';
import { flatten } from '../../openapi/sample.js';
import { makeRequest, type MadeRequest } from '../../openapi/request.js';
import { joinPatches } from '../recipes/rules.js';
import { leavesOf, nameOf } from '../relations/leaves.js';
import type { Run } from '../run.js';
import { sentencesOf } from '../sentences.js';
import { bare, type Collection } from './collections.js';
import { nounsOf, plain, singularsOf } from './ids.js';
import { documentedOf } from './procedures.js';
import { stepOf, type MadeCollection, type MadeRecord } from './made-record.js';
import { recordSchemaOf, within, wrapped, wrappingOf } from './wrapping.js';

/** "The id of a customer", "Ids of accounts" */
const idOfNoun = /^(?:the )?(?:ids?|identifiers?|uuids?) of (?:(?:an?|the|another|some|its) )?([a-z][\w-]*)/i;

/** What the members of a body name records of, by their descriptions: a noun, as it is written. */
export const nounsSaid = (document: JsonObject, operation: Operation): ReadonlyMap<string, string> =>
  nounsIn(document)(operation);

const nounsIn = perObject((document: JsonObject) =>
  perObject((operation: Operation) => readNouns(document, operation)),
);

function readNouns(document: JsonObject, operation: Operation): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const collect = (schema: JsonObject | undefined, depth: number): void => {
    for (const [name, node] of Object.entries(propertiesOf(schema))) {
      const member = flatten(document, node);
      const items = hasType(member, 'array') ? flatten(document, member?.items ?? null) : undefined;
      const [, noun] =
        [member, items]
          .flatMap((one) => sentencesOf(one?.description))
          .map((one) => idOfNoun.exec(one))
          .find(Boolean) ?? [];
      if (noun !== undefined) found.set(name, noun);
      if (depth < 3) for (const inner of [member, items]) collect(inner, depth + 1);
    }
  };
  collect(recordSchemaOf(document, operation), 0);
  return found;
}

/** Steps that make what a record names. */
const mostSteps = 12;
/** Records of one collection that one names. */
const mostAlike = 3;

/**
 * What creates a record that names others by their ids, such as `customerId`, where the check can make those.
 * @param request what the document has for it
 * @param isWhole whether it names others by members, too, that it may lack
 */
export function withReferences(
  document: JsonObject,
  request: MadeRequest | undefined,
  { create }: Pick<Collection, 'create'>,
  {
    outer,
    collections,
    isWhole = false,
  }: { outer: MadeRecord; collections: readonly MadeCollection[]; isWhole?: boolean },
): MadeRecord | undefined {
  const said = nounsSaid(document, create);
  const sent = request?.body?.value;
  const body = isWhole && isObject(sent) ? withSaid(document, create, { body: sent, said }) : sent;
  if (!isObject(body) && typeof body !== 'string') return undefined;
  const steps = new Set(outer.given);
  // A rate of a room, and that room: what others are made in comes first.
  const holds = (one: MadeCollection): number => {
    const step = stepOf(one);
    return step === undefined ? 0 : collections.filter(({ outer: { given } }) => given.includes(step)).length;
  };
  const others = collections.filter((one) => one.create !== create).toSorted((one, other) => holds(other) - holds(one));
  /** @param beside collections that members beside it name: two are seldom the same */
  const fill = (name: string, value: Json, beside = new Map<MadeCollection, number>(), noun = said.get(name)): Json => {
    if (Array.isArray(value)) {
      const among = new Map<MadeCollection, number>();
      const items = value.length === 0 && noun !== undefined ? [''] : value;
      const filled = items.map((item) => fill(name.replace(/s$/i, ''), item, among, noun));
      return filled.includes('') ? value : filled;
    }
    if (isObject(value)) {
      const { type = null, id: given = null } = isLinkage(value) ? value : {};
      const linked = given === null ? [] : [`${name}_id`, `${String(type)}_id`];
      const id = linked.map((one) => fill(one, given)).find((one) => one !== given);
      if (id !== undefined) return { ...value, id };
      const members = Object.entries(value);
      const inside = new Map<MadeCollection, number>();
      return Object.fromEntries(members.map(([own, one]) => [own, fill(own === 'data' ? name : own, one, inside)]));
    }
    const path = pathIn(value);
    const meant =
      others.find((one) => path !== undefined && bare(path).endsWith(bare(one.path))) ??
      others.find((one) => isNamedBy(one, name)) ??
      others.find((one) => isNounOf(one, name)) ??
      (noun === undefined ? undefined : others.find((one) => nounsOf(one.path).includes(plain(noun))));
    if (!meant) return value;
    meant.inner.given.forEach((step) => steps.add(step));
    const count = (beside.get(meant) ?? 0) + 1;
    beside.set(meant, count);
    const id = `$outputs.${count === 1 ? meant.output : anotherOf(meant, count)}`;
    return path === undefined ? id : `${path}/{${id}}`;
  };
  /** @returns the output that has the id of a further record */
  const anotherOf = (meant: MadeCollection, count: number): string => {
    const step = stepOf(meant);
    const output = `${meant.output}and${count}`;
    const isThere = [...steps].some((one) => 'operation' in one && Object.hasOwn(one.outputs ?? {}, output));
    if (!step || count > mostAlike) return meant.output;
    if (!isThere) steps.add({ ...step, outputs: { [output]: meant.id } });
    return output;
  };
  if (typeof body === 'string') {
    const named = fill('', body);
    return named === body ? undefined : { ...outer, given: [...steps], patch: named };
  }
  const outermost = new Map<MadeCollection, number>();
  const patch = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, Json][] => {
      const filled = fill(name, value, outermost);
      return JSON.stringify(filled) === JSON.stringify(value) ? [] : [[name, filled]];
    }),
  );
  if (Object.keys(patch).length === 0 || steps.size > mostSteps) return undefined;
  return { ...outer, given: [...steps], patch: joinPatches(patch, outer.patch) as Json };
}

/** A body with the optional members, too, that words say are ids. */
function withSaid(
  document: JsonObject,
  create: Operation,
  { body, said }: { body: JsonObject; said: ReadonlyMap<string, string> },
): JsonObject {
  const wrapping = wrappingOf(document, create);
  const record = within(body, wrapping);
  if (!isObject(record)) return body;
  const members = Object.entries(propertiesOf(recordSchemaOf(document, create))).flatMap(
    ([name, node]): [string, Json][] => {
      const isOpen = said.has(name) && (record[name] ?? null) === null;
      return isOpen ? [[name, hasType(flatten(document, node), 'array') ? [] : '']] : [];
    },
  );
  const whole = wrapped({ ...record, ...Object.fromEntries(members) }, wrapping);
  return isObject(whole) ? whole : body;
}

/** A member of the body that creates a record, by which it names others. */
export interface Naming {
  name: string;
  to: MadeCollection;
  /** Whether it has several ids. */
  isList: boolean;
}

/** The members of a body that have ids of records which have been made before it. */
export function namingsOf({ document, records }: Run, { create, outer }: MadeCollection): Naming[] {
  const patch = within(outer.patch ?? null, wrappingOf(document, create));
  return Object.entries(isObject(patch) ? patch : {}).flatMap(([name, value]): Naming[] => {
    const [first] = [value].flat();
    const to = records.collections.find(({ output }) => first === `$outputs.${output}`);
    return to ? [{ name, to, isList: Array.isArray(value) }] : [];
  });
}

/** What stands before the id in a URI of a record, such as `/suppliers` of `/suppliers/3`; undefined for another value. */
function pathIn(value: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  return /^((?:https?:\/\/[^\s/]+)?(?:\/[\w.~%-]+)+)\/[\w.~%-]+$/.exec(value)?.[1];
}

/** JSON:API names a record by its type and id. */
const isLinkage = (value: JsonObject): boolean =>
  typeof value.type === 'string' && typeof value.id === 'string' && !('attributes' in value);

/** The collections that a body names records of. */
export function namedBy<One extends Collection>(
  request: MadeRequest | undefined,
  all: readonly One[],
  said: ReadonlyMap<string, string>,
): One[] {
  const names = leavesOf(request?.body?.value ?? null).map(([pointer]) =>
    nameOf(pointer.replace(/\/relationships\/([^/]+)\/data(?:\/\d+)?\/id$/, '/$1_id')),
  );
  const nouns = [...said.values()].map(plain);
  return all.filter(
    (one) =>
      names.some((name) => isNamedBy(one, name.replace(/s$/i, '')) || isNounOf(one, name)) ||
      nounsOf(one.path).some((noun) => nouns.includes(noun)),
  );
}

/** Whether a member of this name may be the id of a record. */
export const isReference = (collection: Collection, name: string): boolean =>
  isNamedBy(collection, name) || isNounOf(collection, name);

/** Whether a member or a parameter of this name may be the id of a record that the check has made. */
export const namesRecord = ({ records }: Pick<Run, 'records'>, name: string): boolean =>
  records.collections.some((one) => isReference(one, name));

/** `customer_id` names one of `/customers`, and so does the parameter of its path where that is no mere `id`. */
function isNamedBy({ path, parameter }: Collection, name: string): boolean {
  const own = plain(name);
  const segment = plain(path.split('/').findLast((one) => !one.startsWith('{')) ?? '');
  if (segment === '') return false;
  // `profileName` of `/profiles/{profileName}`
  const isWhole =
    own === plain(parameter.name) && singularsOf(segment).some((one) => own !== one && own.startsWith(one));
  if (!/(id|uuid)$/.test(own)) return isWhole;
  const noun = own.replace(/(uuid|id)$/, '');
  const ofPath = plain(parameter.name).replace(/(uuid|id)$/, '');
  return noun !== '' && [...singularsOf(segment), segment, ofPath].includes(noun);
}

/** `customer` may be the id of one of `/customers`, which the target tells: it takes one that there is. */
const isNounOf = ({ path }: Collection, name: string): boolean =>
  singularsOf(plain(path.split('/').findLast((one) => !one.startsWith('{')) ?? '')).includes(plain(name));

/**
 * The records that an operation names beside those which it is about: in its body, or in parameters that it requires.
 * @param known what names those which it is about
 * @returns undefined where there is none
 */
export function referringTo(
  run: Run,
  operation: Operation,
  collections: readonly MadeCollection[],
  known: MadeRecord = { given: [] },
): MadeRecord | undefined {
  const named = operation.parameters.flatMap((one): [string, MadeCollection][] => {
    const isOpen =
      one.in === 'path' ? !Object.hasOwn(known.parameters ?? {}, one.name) : one.in === 'query' && one.required;
    const found = isOpen
      ? (collections.find((of) => isNamedBy(of, one.name)) ??
        collections.find((of) => one.in === 'path' && isNounOf(of, one.name)))
      : undefined;
    return found ? [[one.name, found]] : [];
  });
  const steps = new Set([...known.given, ...named.flatMap(([, { inner }]) => inner.given)]);
  const parameters = Object.fromEntries(named.map(([name, { output }]) => [name, `$outputs.${output}`]));
  const outer: MadeRecord = {
    ...known,
    given: [...steps],
    ...(named.length > 0 && { parameters: { ...known.parameters, ...parameters } }),
  };
  const documented = documentedOf(operation, run.resources);
  const request = plainRequest({ ...run, document: run.responseValidator.document }, documented);
  const whole = withReferences(run.document, request, { create: operation }, { outer, collections });
  return whole ?? (named.length > 0 ? outer : undefined);
}

/** The request that the document has for an operation. */
export function plainRequest({ document }: Pick<Run, 'document'>, operation: Operation): MadeRequest | undefined {
  const made = makeRequest(document, { operation, template: {}, schemes: [], credentials: {}, headers: {} });
  return 'request' in made ? made : undefined;
}
