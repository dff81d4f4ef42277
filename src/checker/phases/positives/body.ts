/** What the schema of a body leaves open, derived as what it forbids is: place by place, from a body that is valid. */
import {
  hasType,
  escapeToken,
  isObject,
  propertiesOf,
  valueAt,
  withValueAt,
  type Json,
  type JsonObject,
  type Located,
} from '../../../openapi/document.js';
import { filesOfForm, mediaTypesOfPart } from '../../../openapi/request-body.js';
import { isFile, sampleFile } from '../../../openapi/sample-file.js';
import type { Schemas } from '../negatives/schemas-at.js';
import { nodesAt, schemasAt } from '../negatives/schemas-at.js';
import { childSchemasOf, type Child } from '../negatives/child-schemas.js';
import { conditionsOf } from '../negatives/conditions.js';
import {
  certainSampleOf,
  filledSampleOf,
  flatten,
  givenBy,
  isEnd,
  longestText,
  sampleOf,
} from '../../../openapi/sample.js';
import { cursorName, inLanguage } from '../../relations/paging-names.js';
import { isConditional, isRequired, requiredWith, saysForm, saysId, saysLimit, sentencesOf } from '../../sentences.js';
import type { Variation } from './variation.js';

/** Which members a recipe says are not open after all, and which are as open as they say. */
export interface Closed {
  /** Whether a value may be another. */
  value: (pointer: string) => boolean;
  /** Whether it may be left out or added. */
  presence: (pointer: string) => boolean;
  /** Values beside those of an open list that it says are possible. */
  unlisted: (pointer: string) => readonly Json[];
  /** Whether there is a recipe: what stands in its objects has been set up before. */
  objects: boolean;
  /** Sentences about the operation, where no recipe says what it takes. */
  said: readonly string[];
  /** Names of members of which no two records have the same, as was found out at the target. */
  unique: ReadonlySet<string>;
}

interface Place {
  at: string;
  value: Json | undefined;
  schemas: readonly string[];
  /** The other members that the object around it may have. */
  beside: readonly Child[];
}

export function bodyVariations(schemas: Schemas, schema: string, value: Json, closed: Closed): Variation[] {
  const isValid = (body: Json) => schemas.validator.accepts(schema, body);
  const found: Variation[] = [];
  // A date may have to fit another one, of which the schema says nothing.
  const dates = new Set<string>();
  const visit = (place: Place, depth: number): void => {
    if (depth > 8) return;
    const nodes = nodesAt(schemas, place.schemas, place.value);
    if (!closed.objects) for (const one of datesOf(schemas, place, nodes)) dates.add(one);
    if (place.at !== '') for (const one of valuesOf(schemas, place, nodes, closed)) found.push(one);
    for (const one of closed.objects ? [] : objectsOf(schemas, place, nodes)) found.push(one);
    const children = childSchemasOf(nodes, place.value);
    for (const { token, value: inner, schemas: own } of children) {
      // What a page begins after, only the page before tells.
      if (inner === undefined && depth === 0 && cursorName.test(token)) continue;
      const at = `${place.at}/${escapeToken(token)}`;
      if (own.length === 0) continue;
      const clause = own[0] as string;
      const isData = !Array.isArray(place.value) && isOpen(schemas, own) && !closed.presence(at);
      if (inner === undefined) {
        const sample = own
          .map((one) => certainSampleOf(schemas.document, valueAt(schemas.document, one)))
          .find((one) => one !== undefined);
        if (!isData || sample === undefined) continue;
        const nodes = nodesOf(schemas, { schemas: own });
        const isMade = nodes.every((node) => givenBy(node) === undefined);
        // A recipe says that the value names something: one that is made here names nothing.
        if (closed.value(at) && isMade) continue;
        found.push({
          ...set(at, clause, 'added', sample),
          isAmount: typeof sample === 'number' || isDecimal(sample),
          ...((closed.unique.has(token) ||
            (isMade && isFormed(nodes)) ||
            (!closed.objects && inLanguage.test(token) && typeof sample === 'string') ||
            own.some((one) => namesAnother(schemas.document, valueAt(schemas.document, one)))) && { mayRefuse: true }),
        });
        if (closed.value(at)) continue;
        const others = [
          ...enumsOf(schemas, own, 0),
          ...(typeof sample === 'boolean' ? [!sample] : []),
          ...(Array.isArray(sample) && sample.length > 0 ? [[]] : []),
          ...(own.some((one) => schemas.validator.accepts(one, null)) ? [null] : []),
          ...own.flatMap((one) => otherBranchesOf(schemas, one, sample)),
        ];
        for (const one of new Set(others.filter((other) => other !== sample))) {
          found.push(set(at, clause, `added, ${JSON.stringify(one)}`, one));
        }
        continue;
      }
      const isWanted = own.some((one) => isWantedAtTimes(valueAt(schemas.document, one)));
      if (isData) found.push({ ...set(at, clause, 'left out', undefined), ...(isWanted && { mayRefuse: true }) });
      visit({ at, value: inner, schemas: own, beside: children.filter((one) => one.token !== token) }, depth + 1);
    }
  };
  visit({ at: '', value, schemas: [schema], beside: [] }, 0);
  for (const { at, value: own, isAdded, clause, wanted, complete } of conditionsOf(
    schemas,
    schema,
    value,
    certainSampleOf,
  )) {
    if (isAdded ? closed.presence(at) : closed.value(at)) continue;
    const what = isAdded ? 'added' : `the listed value ${JSON.stringify(own)}`;
    found.push({ name: `body ${at}: ${what}, with ${wanted.join(', ')}`, clause, at, apply: complete });
  }
  return found
    .filter(({ apply }) => apply && isValid(apply(value)))
    .map((one) => (dates.has(one.at ?? '') ? { ...one, mayRefuse: true } : one));
}

/** "Required for `remove`": which requests have it, no schema says. */
const isWantedAtTimes = (node: Json | undefined): boolean =>
  isObject(node) && sentencesOf(node.description).some((one) => isRequired.test(one));

/** Whether a value has the id of another record, by the words of the document: "The `id` of a user". */
function namesAnother(document: JsonObject, node: Json | undefined, depth = 0): boolean {
  const schema = flatten(document, node);
  if (!schema || depth > 3) return false;
  const inner = [...Object.values(propertiesOf(schema)), schema.items];
  return saysId(schema.description) || inner.some((one) => namesAnother(document, one, depth + 1));
}

/** Pointers to the dates of an object that has several, and to those that end something. */
function datesOf({ document }: Schemas, { at, value }: Place, nodes: readonly Located[]): string[] {
  const dates = childSchemasOf(nodes, value).filter(({ schemas: own }) =>
    own.some((one) => String(flatten(document, valueAt(document, one))?.format).startsWith('date')),
  );
  return dates
    .filter(({ token }) => dates.length > 1 || isEnd.test(token))
    .map(({ token }) => `${at}/${escapeToken(token)}`);
}

const isOpen = ({ document }: Schemas, own: readonly string[]): boolean =>
  !own.some((pointer) => {
    const node = valueAt(document, pointer);
    return isObject(node) && (node.readOnly === true || node.deprecated === true || isFile(node));
  });

function set(at: string, clause: string, what: string, value: Json | undefined): Variation {
  return { name: `body ${at}: ${what}`, clause, at, apply: (body) => withValueAt(body, at, value) };
}

/** Made from the value of the body that is sent: in another precondition an id or an address is another. */
function derived(at: string, clause: string, what: string, derive: (value: Json | undefined) => Json): Variation {
  return { name: `body ${at}: ${what}`, clause, at, apply: (body) => withValueAt(body, at, derive(valueAt(body, at))) };
}

/** Other values of one place. */
function valuesOf(schemas: Schemas, place: Place, nodes: readonly Located[], closed: Closed): Variation[] {
  const { at, value } = place;
  if (!isOpen(schemas, place.schemas)) return [];
  const clause = nodes[0]?.pointer ?? place.schemas[0] ?? '';
  const same = sameInAnotherType(value);
  const retyped: Variation[] =
    same === undefined ? [] : [{ ...set(at, clause, `another branch, ${kindOf(same)}`, same), isStored: true }];
  // RFC 9562: a UUID that comes in has no case.
  if (typeof value === 'string' && value !== value.toUpperCase() && nodes.some((node) => node.value.format === 'uuid'))
    retyped.push(derived(at, clause, 'in capitals', (one) => String(one).toUpperCase()));
  const nulls = value === null ? [] : [set(at, clause, 'null', null)];
  if (closed.value(at)) return retyped;
  const listed = enumsOf(schemas, place.schemas, 0).filter((one) => one !== value);
  const others = listed.map((one) => {
    const plainValue = set(at, clause, `the listed value ${JSON.stringify(one)}`, one);
    const wanted = Object.entries(wantedWith(schemas, place.beside, one, closed.said));
    const mayRefuse = isConditional(closed.said, one);
    const apply = (body: Json): Json =>
      wanted.reduce(
        (whole, [name, sample]) => withValueAt(whole, `${parentOf(at)}/${escapeToken(name)}`, sample),
        withValueAt(body, at, one),
      );
    return { ...plainValue, ...(mayRefuse && { mayRefuse }), ...(wanted.length > 0 && { apply }) };
  });
  const branches = nodes.flatMap((node) => branchesOf(schemas, node, value));
  const unions = branches.map(([pointer, sample]) => set(at, pointer, `another branch, ${kindOf(sample)}`, sample));
  const isListed = listed.length > 0 || nodes.some(({ value: node }) => 'enum' in node || 'const' in node);
  const unlisted = closed
    .unlisted(at)
    .map((one) => set(at, clause, `${JSON.stringify(one)}, which is not listed`, one));
  if (isListed) return [...others, ...unlisted, ...retyped, ...unions, ...nulls];
  const isPlain = [...nodes.map((node) => node.value), ...place.beside.flatMap((one) => nodesOf(schemas, one))].some(
    saysLetters,
  );
  // Of which texts only the target knows which mean something.
  const isLanguage = !closed.objects && inLanguage.test(at.split('/').at(-1) ?? '');
  const isPath = !closed.objects && /\/path$/i.test(at);
  // "Countries, by two letters" is said of the list, and means its items.
  const lists = place.schemas.flatMap((one) => (one.endsWith('/items') ? [one.slice(0, -'/items'.length)] : []));
  const isOfForm = isFormed(
    nodes.map((node) => node.value),
    nodesOf(schemas, { schemas: lists }),
  );
  const texts = typeof value === 'string' ? textsOf(nodes, value, isPlain, !closed.objects) : [];
  const numbers = typeof value === 'number' ? numbersOf(nodes, value) : [];
  const isFilled = Array.isArray(value) && value.length > 0;
  return [
    ...(isFilled ? [set(at, clause, 'an empty list', [])] : []),
    ...retyped,
    ...unions,
    ...nulls,
    ...texts.map(([what, text]) => ({
      ...((isLanguage || isPath || isOfForm) && { mayRefuse: true }),
      ...derived(
        at,
        clause,
        what,
        (one) => new Map(textsOf(nodes, String(one), isPlain, !closed.objects)).get(what) ?? text,
      ),
      // An instant may be shown in another offset.
      isStored: !nodes.some((node) => node.value.format === 'date-time'),
    })),
    ...numbers.map(([what, one]) => ({ ...set(at, clause, what, one), isAmount: true })),
  ];
}

/** Whether words say of which letters a text is: "3 to 200 characters" is of its length. */
const saysLetters = ({ description }: JsonObject): boolean =>
  sentencesOf(description).some((one) => /\b(?:letters|apostrophes?)\b|(?<!\d )\bcharacters\b/i.test(one));

/** Whether only words ask for a form of a text: what a `format` or a `pattern` asks for, is made. */
const isFormed = (nodes: readonly JsonObject[], around: readonly JsonObject[] = []): boolean =>
  !nodes.some((node) => 'format' in node || 'pattern' in node) && [...nodes, ...around].some(saysForm);

/** What a union of number and text lets one write in either way; whether it is such a union, a validator says. */
function sameInAnotherType(value: Json | undefined): Json | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;
}

const isDecimal = (value: Json): boolean => typeof value === 'string' && /^\d+\.\d+$/.test(value);

const parentOf = (pointer: string): string => pointer.replace(/\/[^/]*$/, '');

const nodesOf = ({ document }: Schemas, { schemas: own }: Pick<Child, 'schemas'>): JsonObject[] =>
  own.flatMap((one): JsonObject[] => {
    const node = flatten(document, valueAt(document, one));
    return node ? [node] : [];
  });

/** Members that the words of a document require with a value: "Required in order to reject". */
function wantedWith(schemas: Schemas, beside: readonly Child[], value: Json, said: readonly string[]): JsonObject {
  const absent = beside.filter((one) => one.value === undefined);
  return Object.fromEntries(
    absent.flatMap((one) =>
      nodesOf(schemas, one).flatMap((node): [string, Json][] => {
        const sample = requiredWith({ name: one.token, node, said }, value)
          ? filledSampleOf(schemas.document, node)
          : undefined;
        return sample === undefined ? [] : [[one.token, sample]];
      }),
    ),
  );
}

/** Also those of an open list: `anyOf` of an enumeration and any text. */
function enumsOf({ document, validator }: Schemas, pointers: readonly string[], depth: number): Json[] {
  if (depth > 8) return [];
  return pointers.flatMap((pointer) => {
    const node = valueAt(document, pointer);
    if (!isObject(node)) return [];
    const inner = [
      ...(typeof node.$ref === 'string' && node.$ref.startsWith('#') ? [decodeURI(node.$ref.slice(1))] : []),
      ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
        Array.isArray(node[keyword]) ? node[keyword].map((_, index) => `${pointer}/${keyword}/${index}`) : [],
      ),
    ];
    return [...(Array.isArray(node.enum) ? node.enum : []), ...enumsOf({ document, validator }, inner, depth + 1)];
  });
}

/** The branches of a union that the value is not of. */
function branchesNotOf(
  { validator }: Schemas,
  { pointer, value: node }: Located,
  value: Json | undefined,
): { pointer: string; branch: Json; index: number }[] {
  return ['anyOf', 'oneOf'].flatMap((keyword) => {
    const list = Array.isArray(node[keyword]) ? node[keyword] : [];
    const all = list.map((branch, index) => ({ pointer: `${pointer}/${keyword}/${index}`, branch, index }));
    return all.filter((one) => value === undefined || !validator.accepts(one.pointer, value));
  });
}

/** A sample of each; an object keeps what it has. */
const branchesOf = (schemas: Schemas, node: Located, value: Json | undefined): [string, Json][] =>
  branchesNotOf(schemas, node, value).flatMap(({ pointer, branch }): [string, Json][] => {
    const sample = certainSampleOf(schemas.document, branch);
    return sample === undefined || isObject(sample) ? [] : [[pointer, sample]];
  });

/** Objects of the other branches of a union, with the members that both have; of a discriminator with its value for them. */
function objectsOf(schemas: Schemas, { at, value, schemas: own }: Place, nodes: readonly Located[]): Variation[] {
  if (!isObject(value) || !isOpen(schemas, own)) return [];
  const { document, validator } = schemas;
  return nodes.flatMap((node) =>
    branchesNotOf(schemas, node, value).flatMap(({ pointer: clause, branch, index }): Variation[] => {
      const sample = sampleOf(document, branch);
      if (!isObject(sample)) return [];
      const name = discriminated(node.value, branch);
      const { properties } = flatten(document, branch) ?? {};
      // A constant of its own says more than the name of the schema.
      let whole: JsonObject = validator.accepts(clause, { ...sample, ...name }) ? { ...sample, ...name } : sample;
      for (const [member, one] of Object.entries(value)) {
        const kept = { ...whole, [member]: one };
        const isShared = isObject(properties) && Object.hasOwn(properties, member) && !Object.hasOwn(name, member);
        if (isShared && validator.accepts(clause, kept)) whole = kept;
      }
      const what = isObject(branch) ? (referred(branch) ?? branch.title) : undefined;
      const variation = set(at, clause, `another branch, ${String(what ?? `object ${index + 1}`)}`, whole);
      // What its members name may not be there.
      return [{ ...variation, mayRefuse: true }];
    }),
  );
}

const referred = (branch: Json | undefined): string | undefined =>
  isObject(branch) && typeof branch.$ref === 'string' ? branch.$ref.split('/').at(-1) : undefined;

/** The member by which a union tells this branch: by its mapping, or the name of what the branch refers to. */
function discriminated({ discriminator }: JsonObject, branch: Json): JsonObject {
  const name = referred(branch);
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string' || name === undefined) return {};
  const mapping = Object.entries(isObject(discriminator.mapping) ? discriminator.mapping : {});
  const [mapped = name] = mapping.find(([, of]) => String(of).split('/').at(-1) === name) ?? [];
  return { [discriminator.propertyName]: mapped };
}

/** The same value in another branch of a union, such as a number as text, where it can be so; else that branch's sample. */
function otherBranchesOf(schemas: Schemas, pointer: string, sample: Json): Json[] {
  const same = sameInAnotherType(sample);
  if (same !== undefined && schemas.validator.accepts(pointer, same)) return [same];
  return schemasAt(schemas, pointer, sample).flatMap((node) =>
    branchesOf(schemas, node, sample).map(([, other]) => other),
  );
}

const kindOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;

/**
 * @param isPlain whether words say of which characters such a text is
 * @param isAny whether texts of a pattern are made, too: those that it does not have are left out afterwards
 */
function textsOf(nodes: readonly Located[], value: string, isPlain: boolean, isAny: boolean): [string, string][] {
  const keywords = nodes.map(({ value: node }) => node);
  const ofFormat = keywords.flatMap(({ format }) => sameOfFormat(String(format), value));
  if (ofFormat.length > 0) return ofFormat;
  // What a format or a pattern asks for is more than a length.
  const isMore = (node: JsonObject): boolean =>
    'format' in node || 'contentEncoding' in node || ('pattern' in node && !isAny);
  if (keywords.some(isMore)) return [];
  const least = Math.max(0, ...keywords.map(({ minLength }) => (typeof minLength === 'number' ? minLength : 0)));
  if (least > longestText) return [];
  const bounds = keywords.flatMap(({ maxLength }) => (typeof maxLength === 'number' ? [maxLength] : []));
  const most = bounds.length > 0 ? Math.min(...bounds) : undefined;
  const fit = (text: string) => [...text.padEnd(least, 'x')].slice(0, most).join('');
  const texts: [string, string][] = [
    // The last letter is a name's, and has four bytes in UTF-8, which some databases cut at.
    ['not only ASCII', fit('Zoë Ångström 李𠮷')],
    // Whoever writes names anew with a capital at their beginning changes more than the apostrophe.
    ['with an apostrophe', fit(isPlain ? `d'Arcy MacRae de la Cruz` : `d'Arcy "MacRae" & de la Cruz`)],
    ...(least > 0 ? ([['as short as it may be', 'x'.repeat(least)]] as [string, string][]) : []),
    ...(most !== undefined && most < 10_000
      ? // Counted in characters (JSON Schema Validation, 6.3.1), of which this one has two bytes.
        ([['as long as it may be', (keywords.some(saysLetters) ? 'x' : 'é').repeat(most)]] as [string, string][])
      : []),
  ];
  return texts.filter(([, text]) => text !== value);
}

/** What readers of a format often forget: RFC 3339 has leap days, offsets and fractions, RFC 5322 a `+` in an address. */
function sameOfFormat(format: string, value: string): [string, string][] {
  if (format === 'date') {
    return [
      ['a leap day', '2000-02-29'],
      // Of a year that Unix seconds count backwards, and when clocks are an hour ahead.
      ['a summer day before 1970', '1969-07-20'],
    ];
  }
  // Of domains, a pattern by hand knows few: many labels, a hyphen, an end of more than four letters.
  if (format === 'email') {
    return [
      ['with a tag', value.replace('@', '+tag@')],
      ['of a longer domain', value.replace(/@.*$/, '@mail.a-longer.name.example.com')],
    ];
  }
  if (format === 'uri' && !/[?#]/.test(value)) return [['with a query', `${value}?of=a%20b&to=%C3%A9`]];
  const instant = Date.parse(value);
  if (format !== 'date-time' || Number.isNaN(instant)) return [];
  const inTwoHours = new Date(instant + 7_200_000).toISOString();
  return [
    ['with an offset', inTwoHours.replace(/\.\d+Z$/, '+02:00')],
    ['with a fraction of a second', new Date(instant).toISOString()],
  ];
}

function numbersOf(nodes: readonly Located[], value: number): [string, number][] {
  const bound = (name: string, pick: (...all: number[]) => number) => {
    const all = nodes.flatMap(({ value: node }) => (typeof node[name] === 'number' ? [node[name]] : []));
    return all.length > 0 ? pick(...all) : undefined;
  };
  const isLimited = nodes.some(({ value: node }) => sentencesOf(node.description).some(saysLimit));
  const found: [string, number | undefined][] = [
    ['as small as it may be', bound('minimum', Math.max)],
    // How much another record allows, a schema does not say.
    ['as large as it may be', isLimited ? undefined : bound('maximum', Math.min)],
  ];
  const isWhole = nodes.some(({ value: node }) => hasType(node, 'integer') || 'multipleOf' in node);
  if (!isWhole) found.push(['with many decimals', Number((value + 0.00012345).toFixed(8))]);
  return found.flatMap(([what, one]) => (one === undefined || one === value ? [] : [[what, one]]));
}

/** Each kind that the document lists for a part of a form, where nothing else in the form says what kind it is of. */
export function kindsOfFile(encoding: Json | undefined, form: Json, clause: string): Variation[] {
  const parts = Object.entries(isObject(form) ? form : {});
  return filesOfForm(form).flatMap(([name, file]) => {
    const others = JSON.stringify(parts.filter(([one]) => one !== name));
    if (others.includes(file.mediaType)) return [];
    return mediaTypesOfPart(encoding, name).flatMap((kind): Variation[] => {
      const sample = sampleFile(kind);
      if (sample === undefined || kind === file.mediaType) return [];
      const apply = (sent: Json): Json => ({ ...(isObject(sent) ? sent : {}), [name]: sample });
      return [{ name: `body /${name}: a file of ${kind}`, clause, at: `/${name}`, apply }];
    });
  });
}
