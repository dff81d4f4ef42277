/** Merges alternatives (`anyOf`, `oneOf`) into one schema that accepts everything that any of them accepts. */
import type { Schema, SchemaObject } from '../../../src/openapi/openapi.js';
import { distinctBy, isAny, isNever, knownValues, meaningOf, remarksOf, typesOf, type Scope } from './flat-schema.js';
import { originOf, originOfFirst } from './origin.js';

/** The place of the alternatives, for the list of losses. */
interface Place {
  at: string;
  keyword: string;
}

/** @param branches flat schemas or references */
export function unite(branches: readonly Schema[], place: Place, scope: Scope): Schema {
  const possible = branches.filter((branch) => !isNever(branch));
  if (possible.length === 0) return branches[0] ?? false;
  const [first = {}, second] = distinctBy(possible, meaningOf);
  if (second === undefined) return first === true ? {} : first;

  const pair = possible.map(meaningOf).join(' ');
  if (scope.pairs.has(pair)) return {};
  scope.pairs.add(pair);
  try {
    const flat = distinctBy(
      possible.map((branch) => scope.resolve(branch)).filter((branch) => !isNever(branch)),
      meaningOf,
    ) as SchemaObject[];
    return flat.length > 1 ? uniteFlat(flat, place, scope) : (flat[0] ?? false);
  } finally {
    scope.pairs.delete(pair);
  }
}

function uniteFlat(branches: readonly SchemaObject[], { at, keyword }: Place, { losses, ...rest }: Scope): Schema {
  const scope = { losses, ...rest };
  const remarks = uniteRemarks(branches);
  if (branches.some(isAny)) return remarks;
  const types = uniteTypes(branches);
  const isNull = (branch: SchemaObject) => meaningOf(branch) === '{"type":"null"}';
  const others = branches.filter((branch) => !isNull(branch));
  const [type, another] = types?.filter((name) => name !== 'null') ?? [];
  if (another !== undefined) {
    losses.add(at, keyword, `any value: it is one of ${types?.join(', ')}`);
    return remarks;
  }
  if (types && type === undefined) return { ...remarks, type: 'null' };

  const result: SchemaObject = { ...remarks, ...commonRules(others, at, losses) };
  if (types) result.type = types.length === 1 ? types[0] : types;
  if (others.length > 1 && others.some(({ properties }) => properties)) {
    losses.add(at, keyword, 'one schema stands for all alternatives: which parts go together is not said');
  }
  Object.assign(
    result,
    uniteEnums(others, types, at, losses),
    uniteObjects(others, at, scope),
    uniteItems(others, at, scope),
  );
  return result;
}

/** Undefined if an alternative has no type. */
function uniteTypes(branches: readonly SchemaObject[]): string[] | undefined {
  const lists = branches.map(typesOf);
  if (lists.includes(undefined)) return undefined;
  const types = [...new Set(lists.flatMap((list) => list ?? []))];
  return types.filter((type) => type !== 'integer' || !types.includes('number'));
}

/** Texts of several alternatives are joined; other annotations are kept only if all alternatives have the same. */
function uniteRemarks(branches: readonly SchemaObject[]): SchemaObject {
  const all = branches.map(remarksOf);
  const names = [...new Set(all.flatMap(Object.keys))];
  const values = (name: string) => all.flatMap((remark) => (name in remark ? [remark[name]] : []));
  const united = names.flatMap((name): [string, unknown][] => {
    const distinct = distinctBy(values(name), (value) => JSON.stringify(value));
    if (name === 'description') return [[name, distinct.join('\n\n')]];
    if (name === 'examples') return [[name, distinctBy(distinct.flat(), (value) => JSON.stringify(value))]];
    return distinct.length === 1 && values(name).length === all.length ? [[name, distinct[0]]] : [];
  });
  return { ...Object.fromEntries(united), ...originOfFirst(branches) };
}

const looser: Record<string, (...values: number[]) => number> = {
  ...Object.fromEntries(
    'minLength minItems minProperties minimum exclusiveMinimum'.split(' ').map((key) => [key, Math.min]),
  ),
  ...Object.fromEntries(
    'maxLength maxItems maxProperties maximum exclusiveMaximum'.split(' ').map((key) => [key, Math.max]),
  ),
};

const structural = new Set(['type', 'enum', knownValues, 'properties', 'required', 'additionalProperties', 'items']);

/** A rule stays if all alternatives have it: the same one, or the looser of two bounds. */
function commonRules(branches: readonly SchemaObject[], at: string, losses: Scope['losses']): SchemaObject {
  const result: SchemaObject = {};
  const keywords = new Set(branches.flatMap((branch) => Object.keys(branch)));
  for (const keyword of keywords) {
    if (structural.has(keyword) || keyword in remarksOf({ [keyword]: 0 })) continue;
    const values = branches.map((branch) => branch[keyword]);
    const same = values.every((value) => JSON.stringify(value) === JSON.stringify(values[0]));
    const loosen = looser[keyword];
    if (same) result[keyword] = values[0];
    else if (loosen && values.every((value) => typeof value === 'number'))
      result[keyword] = loosen(...(values as number[]));
    else losses.add(at, keyword, 'dropped: not all alternatives have it alike');
  }
  return result;
}

/** Known values of open lists stay known; closed lists are joined to one closed list. */
function uniteEnums(
  branches: readonly SchemaObject[],
  types: readonly string[] | undefined,
  at: string,
  losses: Scope['losses'],
): SchemaObject {
  const lists = branches.map((branch) => branch.enum ?? (branch[knownValues] as unknown[] | undefined));
  const values = distinctBy(
    lists.flatMap((list) => list ?? []),
    (value) => JSON.stringify(value),
  );
  if (values.length === 0) return {};
  if (branches.every((branch) => branch.enum)) {
    return { enum: types?.includes('null') && !values.includes(null) ? [...values, null] : values };
  }
  if (!types?.includes('string')) return {};
  losses.add(at, 'enum', `the known values of an open list are in ${knownValues}`);
  return { [knownValues]: values };
}

function uniteObjects(branches: readonly SchemaObject[], at: string, scope: Scope): SchemaObject {
  const result: SchemaObject = {};
  const required = branches.map((branch) => branch.required ?? []);
  const always = (required[0] ?? []).filter((name) => required.every((list) => list.includes(name)));
  if (always.length > 0) result.required = always;

  const names = [...new Set(branches.flatMap(({ properties = {} }) => Object.keys(properties)))];
  const uniteOne = (name: string): [string, Schema] => {
    const found = branches.flatMap(({ properties = {} }) =>
      Object.hasOwn(properties, name) ? [properties[name]!] : [],
    );
    const open = branches.filter(
      ({ properties = {}, additionalProperties }) => !Object.hasOwn(properties, name) && additionalProperties !== false,
    );
    const pointer = found.map(originOf).find((origin) => origin !== '') ?? at;
    if (open.length > 0 && found.some((schema) => !isAny(schema))) {
      scope.losses.addNarrower(
        pointer,
        'properties',
        'of this type with the alternatives that do not describe it, too',
      );
    }
    return [name, unite(found, { at: pointer, keyword: 'anyOf' }, scope)];
  };
  if (names.length > 0) result.properties = Object.fromEntries(names.map(uniteOne));

  const rests = branches.map(({ additionalProperties }) => additionalProperties);
  if (!rests.includes(undefined)) {
    result.additionalProperties = unite(rests as Schema[], { at, keyword: 'additionalProperties' }, scope);
  }
  return result;
}

function uniteItems(branches: readonly SchemaObject[], at: string, scope: Scope): SchemaObject {
  const items = branches.map((branch) => branch.items);
  return items.length === 0 || items.includes(undefined)
    ? {}
    : { items: unite(items as Schema[], { at, keyword: 'items' }, scope) };
}
