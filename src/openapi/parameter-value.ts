/** Reads a parameter's value from a request, in its style (OAS 3.1, "Style Values"). */
import { ownMember } from './own.js';
import { isObject, type Json, type JsonObject, type Parameter } from './document.js';
import { branchesOf, typesOf } from './form-value.js';
import { essenceOf, isJson } from './media-type.js';
import { styleOf } from './parameter-style.js';
import { decodePercent, escapeToken } from './pointer.js';
import { headerOf, type Message } from './security.js';

export interface ParameterRequest extends Message {
  /** The values of the path's variables, still escaped. */
  params: Readonly<Record<string, string>>;
}

/**
 * `readings` are the possible values of the text, the likeliest first; one of them must conform. `schema` is a pointer
 * below the parameter. Undefined where the request does not have it.
 */
export type ParameterValue = { readings: Json[]; schema: string } | { unreadable: string } | undefined;

/** The most levels of brackets in `deepObject`. */
const maxDepth = 32;

/** @param siblings the operation's parameters, whose members an object in the query does not include */
export function readParameter(
  document: JsonObject,
  parameter: Parameter,
  request: ParameterRequest,
  siblings: readonly Parameter[],
): ParameterValue {
  const { object } = parameter;
  const content = isObject(object.content) ? Object.entries(object.content)[0] : undefined;
  const texts = textsOf(parameter, request);
  const decode = decoderOf(parameter);
  if (content) {
    const [mediaType, media] = content;
    const [text] = texts;
    if (text === undefined) return undefined;
    const schema = `/content/${escapeToken(mediaType)}/schema`;
    if (!isObject(media) || !('schema' in media)) return { readings: [], schema };
    if (!isJson(essenceOf(mediaType) ?? '')) return { readings: [decode(text)], schema };
    try {
      return { readings: [JSON.parse(decode(text)) as Json], schema };
    } catch {
      return { unreadable: 'expected JSON, got text that does not parse' };
    }
  }

  if (object.schema === undefined) return texts.length > 0 ? { readings: [], schema: '/schema' } : undefined;
  const branches = branchesOf(object.schema, document);
  const types = typesOf(branches);
  const styled = readStyled(document, parameter, request, siblings, branches);
  if (styled === undefined && texts.length === 0) return undefined;
  if (styled === 'too deep') return { unreadable: `expected at most ${maxDepth} levels of brackets` };
  const readings = styled ?? [];
  const [text] = texts;
  if (text !== undefined && (types.size === 0 || [...types].some((type) => type !== 'array' && type !== 'object'))) {
    const scalar = decode(withoutStyle(parameter, text));
    readings.push(scalarOf(scalar, types), ...(types.has('string') ? [scalar] : []));
  }
  // A value in another style than its schema needs is validated as text.
  return { readings: readings.length > 0 ? readings : texts.map(decode), schema: '/schema' };
}

/** A header's value in the style `simple`. */
export function simpleValue(document: JsonObject, text: string, schema: Json | undefined, explode = false): Json {
  const branches = branchesOf(schema, document);
  const types = typesOf(branches);
  const parts = text === '' ? [] : text.split(',').map((part) => part.trim());
  if (types.has('array')) return listOf(document, parts, branches);
  if (types.has('object')) return objectOf(document, explode ? pairsIn(parts) : alternating(parts), branches);
  return scalarOf(text, types);
}

/** The values under the parameter's own name, still escaped. */
function textsOf({ name, in: place }: Parameter, request: ParameterRequest): string[] {
  if (place === 'path') return [ownMember(request.params, name) ?? []].flat();
  if (place === 'header') return [headerOf(request.headers, name.toLowerCase()) ?? []].flat();
  return membersOf(place, request).flatMap(([member, text]) => (member === name ? [text] : []));
}

/** The members of the query or cookies: names decoded, values as sent. */
function membersOf(place: 'query' | 'cookie', { target, headers }: ParameterRequest): [string, string][] {
  const source = place === 'query' ? (target.split(/\?(.*)/s)[1] ?? '') : (headerOf(headers, 'cookie') ?? '');
  return source
    .split(place === 'query' ? '&' : /; */)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', text = ''] = pair.split(/=(.*)/s);
      return [place === 'query' ? decodeForm(name) : name, text];
    });
}

const decodeForm = (text: string): string => decodePercent(text.replaceAll('+', ' '));

function decoderOf({ in: place }: Parameter): (text: string) => string {
  if (place === 'header') return (text) => text;
  return place === 'query' ? decodeForm : decodePercent;
}

type Branches = readonly JsonObject[];

/** Reads lists and objects; undefined where the request has none. */
function readStyled(
  document: JsonObject,
  parameter: Parameter,
  request: ParameterRequest,
  siblings: readonly Parameter[],
  branches: Branches,
): Json[] | 'too deep' | undefined {
  const { name, in: place } = parameter;
  const types = typesOf(branches);
  const isForm = place === 'query' || place === 'cookie';
  const { style, explode } = styleOf(parameter);
  const decode = decoderOf(parameter);

  if (isForm && style === 'deepObject') {
    const entries = membersOf(place, request).flatMap(([member, text]): [string[], string][] => {
      const [, head, brackets = ''] = /^([^[]*)((?:\[[^\]]*\])+)$/.exec(member) ?? [];
      if (head !== name) return [];
      return [[[...brackets.matchAll(/\[([^\]]*)\]/g)].map(([, token]) => token as string), decode(text)]];
    });
    if (entries.some(([tokens]) => tokens.length > maxDepth)) return 'too deep';
    return entries.length === 0 ? undefined : [deepValue(document, entries, branches)];
  }
  if (isForm && explode && types.has('object')) {
    const taken = new Set(siblings.filter((one) => one.in === place && one.name !== name).map((one) => one.name));
    const own = membersOf(place, request).filter(([member]) => isMemberOf(branches, member, taken));
    if (own.length > 0) {
      const pairs = own.map(([member, text]): [string, string] => [member, decode(text)]);
      return [objectOf(document, pairs, branches)];
    }
  }
  const texts = textsOf(parameter, request);
  const [text] = texts;
  if (text === undefined) return undefined;
  const readings: Json[] = [];
  if (types.has('array')) {
    if (isForm && explode) readings.push(listOf(document, texts.map(decode), branches));
    else {
      const separator = place === 'path' && style === 'label' && explode ? '.' : separatorOf(style);
      const plain = withoutStyle(parameter, text);
      const parts = style === 'matrix' && explode ? plain.split(`;${name}=`) : plain.split(separator);
      if (plain === '') readings.push([]);
      readings.push(
        listOf(
          document,
          parts.map((part) => decode(part.trim())),
          branches,
        ),
      );
      // Some clients encode the separator too, which most servers accept.
      if (/%2c/i.test(plain) && separator === ',') readings.push(listOf(document, decode(plain).split(','), branches));
    }
  }
  if (types.has('object')) {
    const plain = withoutStyle(parameter, text);
    const between = style === 'label' && explode ? '.' : style === 'matrix' && explode ? ';' : separatorOf(style);
    const parts = plain === '' ? [] : plain.split(between).map((part) => decode(part.trim()));
    readings.push(objectOf(document, explode ? pairsIn(parts) : alternating(parts), branches));
  }
  return readings;
}

const separatorOf = (style: string): string | RegExp =>
  style === 'pipeDelimited' ? /\||%7c/i : style === 'spaceDelimited' ? /%20|\+/ : ',';

/** Removes the dot of `label` and the name of `matrix`. */
function withoutStyle({ name, in: place, object }: Parameter, text: string): string {
  if (place !== 'path') return text;
  if (object.style === 'label') return text.replace(/^\./, '');
  if (object.style !== 'matrix') return text;
  return text.startsWith(`;${name}=`) ? text.slice(name.length + 2) : text.replace(/^;/, '');
}

/** Whether a query member belongs to an object: it declares it, or no other parameter does. */
const isMemberOf = (branches: Branches, name: string, taken: ReadonlySet<string>): boolean =>
  branches.some(({ properties }) => isObject(properties) && Object.hasOwn(properties, name)) ||
  (!taken.has(name) && branches.some(({ additionalProperties: more }) => more === true || isObject(more)));

const pairsIn = (parts: readonly string[]): [string, string][] =>
  parts.map((part) => {
    const [name = '', text = ''] = part.split(/=(.*)/s);
    return [name, text];
  });

const alternating = (parts: readonly string[]): [string, string][] =>
  parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ''] as [string, string]] : []));

function listOf(document: JsonObject, texts: readonly string[], branches: Branches): Json[] {
  const types = typesOf(branches.flatMap(({ items }) => branchesOf(items, document)));
  return texts.map((text) => scalarOf(text, types));
}

/** A repeated member is a list. */
function objectOf(document: JsonObject, pairs: readonly [string, string][], branches: Branches): JsonObject {
  return deepValue(
    document,
    pairs.map(([name, text]) => [[name], text]),
    branches,
  ) as JsonObject;
}

function deepValue(document: JsonObject, entries: readonly [string[], string][], branches: Branches): Json {
  const types = typesOf(branches);
  const isLeaf = entries.every(([tokens]) => tokens.length === 0 || (tokens.length === 1 && tokens[0] === ''));
  if (isLeaf) {
    const texts = entries.map(([, text]) => text);
    const isList = types.has('array') || texts.length > 1 || entries.some(([tokens]) => tokens.length > 0);
    return isList ? listOf(document, texts, branches) : scalarOf(texts[0] ?? '', types);
  }
  const groups = new Map<string, [string[], string][]>();
  for (const [[token = '', ...rest], text] of entries) {
    groups.set(token, [...(groups.get(token) ?? []), [rest, text]]);
  }
  const isList = types.has('array') && [...groups.keys()].every((token) => /^\d*$/.test(token));
  const members = [...groups].map(([token, rest]): [string, Json] => {
    const inner = isList ? branches.map(({ items }) => items) : branches.map((branch) => memberOf(branch, token));
    return [
      token,
      deepValue(
        document,
        rest,
        inner.flatMap((schema) => branchesOf(schema, document)),
      ),
    ];
  });
  return isList ? members.map(([, value]) => value) : Object.fromEntries(members);
}

function memberOf({ properties, additionalProperties }: JsonObject, name: string): Json | undefined {
  return isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

function scalarOf(text: string, types: ReadonlySet<Json>): Json {
  if ((types.has('integer') || types.has('number')) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('null') && text === 'null') return null;
  return text;
}
