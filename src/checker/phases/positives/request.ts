/** What HTTP, JSON and the parameters leave open, and what the rules of the recipes say is good. */
import { createHash } from 'node:crypto';
import {
  hasType,
  escapeToken,
  isIgnored,
  isObject,
  keyOfParameter,
  operationPointer,
  type Json,
  type JsonObject,
  type Located,
  type Operation,
  type Parameter,
} from '../../../openapi/document.js';
import { examplesOf } from '../../../openapi/examples.js';
import { essenceOf, isJson } from '../../../openapi/media-type.js';
import { flatten, withoutReadOnly } from '../../../openapi/sample.js';
import { filesOfForm } from '../../../openapi/request-body.js';
import { placeOf, withHeader } from '../../../openapi/security.js';
import { goodValues, valuesOf } from '../parameter-values.js';
import type { Schemas } from '../negatives/schemas-at.js';
import { applyRule } from '../../recipes/rules.js';
import { namesRecord } from '../../records/references.js';
import type { Run } from '../../run.js';
import type { BodyValue } from '../../../openapi/request.js';
import type { Closed } from './body.js';
import type { Variation } from './variation.js';
import { cursorName, inLanguage } from '../../relations/paging-names.js';
import { ownMember } from '../../../openapi/own.js';
import { lacksControl } from '../../recipes/step.js';
import { namesIn, sentencesOf } from '../../sentences.js';
import { keyName, plain } from '../../records/ids.js';

/** Schemes of the operation that sign, in place of a token: whoever verifies has to read the bytes as they came. */
function signingOf({ recipes }: Run, { security }: Operation): string[] | undefined {
  const signs = (name: string) => {
    const source = ownMember(recipes.credentials, name);
    return source !== undefined && 'sign' in source;
  };
  return security.map((one) => Object.keys(one)).find((names) => names.length > 0 && names.every(signs));
}

export function messageVariations(
  run: Run,
  schemas: Schemas,
  operation: Operation,
  body: BodyValue | undefined,
  schemes: readonly string[],
  closed: Closed,
): Variation[] {
  return [
    ...(body ? writtenVariations(run, operation, body, closed) : []),
    ...urlVariations(run, schemas, operation, closed),
    ...headerVariations(run.document, schemes),
  ];
}

/** How a body is written and sent. */
function writtenVariations(
  run: Run,
  operation: Operation,
  { mediaType, value }: BodyValue,
  closed: Closed,
): Variation[] {
  const size = ownMember(run.recipes.sizes, operation.operationId);
  return [
    ...(isJson(mediaType)
      ? jsonVariations(mediaType, operation, signingOf(run, operation))
      : largeFile(operation, value, size)),
    {
      name: 'body: in chunks, without a length',
      alter: (request) => withHeader(request, 'transfer-encoding', 'chunked'),
    },
    ...(mediaType === 'multipart/form-data'
      ? formVariations(value, closed)
      : reversed(value, 'body: its members in reverse order', inReverseOrder)),
  ];
}

/** The variations of one order do not go together. */
const reversed = (value: Json, name: string, apply: (value: Json) => Json): Variation[] =>
  JSON.stringify(apply(value)) === JSON.stringify(value) ? [] : [{ name, at: 'order', apply }];

/** @param security the schemes that sign, where there are any */
function jsonVariations(mediaType: string, operation: Operation, security: string[] | undefined): Variation[] {
  const write = (value: Json) => `\n ${JSON.stringify(value, null, '\t')}\r\n`;
  const large = (value: Json) => `${write(value)}${' '.repeat(64 * 1024)}`;
  const escape = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const contentType = (name: string, change: (contentType: string) => string): Variation => ({
    name: `content type: ${name}`,
    at: 'content-type',
    alter: (request) => {
      const header = Object.keys(request.headers).find((one) => one.toLowerCase() === 'content-type') ?? 'content-type';
      return { ...request, headers: { ...request.headers, [header]: change(request.headers[header] ?? mediaType) } };
    },
  });
  return [
    { name: 'body: whitespace between tokens, 64 KiB of it after them', write: large },
    ...(security ? [{ name: 'body: whitespace between tokens, signed', write, security }] : []),
    contentType('with a charset', (one) => `${one}; charset=utf-8`),
    contentType('in capitals', (one) => one.toUpperCase()),
    ...otherJsonTypes(operation, mediaType).map((other) => contentType(other, () => other)),
    {
      name: 'body: letters escaped',
      write: (value) => JSON.stringify(value).replaceAll(/[\u0080-\uffff]/g, escape),
    },
  ];
}

/** Other media types of JSON that the document lists with the same schema; a range of them by one that is in it. */
function otherJsonTypes({ requestBody }: Operation, mediaType: string): string[] {
  const content = isObject(requestBody?.value.content) ? requestBody.value.content : {};
  const schemaAt = (type: string): string | undefined => {
    const media = ownMember(content, type);
    return isObject(media) ? JSON.stringify(media.schema) : undefined;
  };
  return Object.keys(content).flatMap((type) => {
    const other = essenceOf(type === 'application/*+json' ? 'application/vnd.kyc-contracts+json' : type) ?? '';
    const isAlike = isJson(other) && !/patch/i.test(other) && schemaAt(type) === schemaAt(mediaType);
    return isAlike && other !== mediaType ? [other] : [];
  });
}

/** RFC 9110, 11.1: the name of a scheme has no case. */
const smallScheme: Variation = {
  name: 'credential: its scheme in small letters',
  at: 'authorization',
  // Of HTTP Basic the command writes the scheme itself.
  isInCommand: false,
  alter: ({ headers, ...request }) => ({
    ...request,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        name.toLowerCase() === 'authorization' ? value.replace(/^\w+(?= )/, (scheme) => scheme.toLowerCase()) : value,
      ]),
    ),
  }),
};

/** What other clients send: `fetch` and `curl` take any media type, browsers know three codings, gateways add what traces a call. */
const otherHeaders: readonly Variation[] = [
  {
    name: 'headers: any media type, in any coding',
    alter: (request) => withHeader(withHeader(request, 'accept', '*/*'), 'accept-encoding', 'gzip, deflate, br'),
  },
  {
    name: 'headers: some that no document has',
    alter: ({ headers, ...request }) => ({
      ...request,
      headers: {
        'x-request-id': '0d5e4c30-0000-4000-8000-000000000099',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        'accept-language': 'es-MX, en;q=0.5',
        cookie: 'kyc-contracts=1',
        ...headers,
      },
    }),
  },
];

function headerVariations(document: JsonObject, schemes: readonly string[]): Variation[] {
  const hasScheme = schemes.some((name) => {
    const place = placeOf(document, name);
    return place !== undefined && 'scheme' in place && place.scheme !== undefined;
  });
  const names: Variation = {
    name: 'header names in capitals',
    alter: (request) => ({
      ...request,
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toUpperCase(), value])),
    }),
    isInCommand: false,
  };
  return [...otherHeaders, names, ...(hasScheme ? [smallScheme] : [])];
}

/** Neither the members of an object (RFC 8259, 4) nor the parts of a form of unlike names have an order. */
const inReverseOrder = (value: Json): Json =>
  Array.isArray(value) ? value.map(inReverseOrder) : partsInReverseOrder(membersInReverseOrder(value));

const partsInReverseOrder = (form: Json): Json =>
  isObject(form) ? Object.fromEntries(Object.entries(form).reverse()) : form;

const membersInReverseOrder = (form: Json): Json =>
  isObject(form) ? Object.fromEntries(Object.entries(form).map(([name, one]) => [name, inReverseOrder(one)])) : form;

/** RFC 3986, 6.2.2.2: a letter and its escape are the same. What fills a variable of the path, and the query. */
function urlVariations(run: Run, schemas: Schemas, operation: Operation, closed: Closed): Variation[] {
  const variable = operation.path.split('/').map((segment) => /^\{[^}]+\}$/.test(segment));
  const found: Variation[] = [];
  if (variable.includes(true)) {
    found.push({
      name: 'path: a letter escaped',
      alter: (request) => {
        const [path = '', ...query] = request.target.split('?');
        const segments = path
          .split('/')
          .map((one, index) => (variable[index] ? one.replace(/^[a-z0-9]/i, escaped) : one));
        return { ...request, target: [segments.join('/'), ...query].join('?') };
      },
    });
  }
  const query = operation.parameters.filter(
    (one) =>
      one.in === 'query' &&
      !closed.presence(`/${one.name}`) &&
      !cursorName.test(one.name) &&
      (one.required || !(isLeftOpen(schemas, operation, one) || namesRecord(run, one.name))),
  );
  const exclusive = exclusiveOf(schemas, operation);
  const together = query.filter(
    (one, at) => !query.slice(0, at).some(({ name }) => exclusive.get(one.name)?.includes(name)),
  );
  const parameters = together.flatMap((one) => {
    const value = valuesOf(schemas, one)?.value;
    return value === undefined ? [] : [[keyOfParameter(one), value] as const];
  });
  if (parameters.length > 0) {
    found.push({
      name: 'query: letters escaped, in reverse order',
      isInCommand: false,
      parameters: Object.fromEntries(parameters),
      alter: (request) => {
        const [path = '', rest] = request.target.split('?');
        if (rest === undefined) return request;
        const members = rest
          .split('&')
          .map((one) => one.replace(/^[a-z]/i, escaped).replace(/(?<==)[a-z0-9]/i, escaped));
        return { ...request, target: `${path}?${members.reverse().join('&')}` };
      },
    });
  }
  return found;
}

const escaped = (letter: string): string => `%${letter.charCodeAt(0).toString(16)}`;

/** RFC 2046, 5.1.1: as long as it may be, with what has to stand in quotes. */
const longBoundary = `kyc'contracts=7b1f0f6e2d:`.padEnd(70, '?/=:+');

// In UTF-8, which RFC 7578 (5.1.3) and every browser have it in.
const nameOfFile = {
  open: Buffer.from("Zoë's ID (front, 2)").toString('latin1'),
  ascii: "Ada's ID (front, 2)",
};

/** What RFC 2046 and RFC 7578 leave open of how a form is written. */
function formVariations(form: Json, closed: Closed): Variation[] {
  const rewritten =
    (change: (text: string) => string): NonNullable<Variation['rewrite']> =>
    ({ contentType, bytes }) => ({ contentType, bytes: Buffer.from(change(bytes.toString('latin1')), 'latin1') });
  const fileName = closed.value('/filename') ? nameOfFile.ascii : nameOfFile.open;
  const called: Variation = {
    name: 'form: a file name as people give it',
    // With its extension in capitals, as cameras and scanners write it.
    rewrite: rewritten((text) =>
      text.replaceAll(
        /(?<=; filename=")[^"]*(\.[^".]*)/g,
        (_, extension: string) => fileName + extension.toUpperCase(),
      ),
    ),
  };
  return [
    // Not both at once: a file that is described in another part keeps its name, and neither keeps its place.
    ...reversed(form, 'body: its parts in reverse order', partsInReverseOrder),
    ...reversed(form, 'body: the members of its parts in reverse order', membersInReverseOrder),
    ...(filesOfForm(form).length > 0 ? [called] : []),
    {
      name: 'form: a boundary of seventy characters, in quotes',
      rewrite: (encoded) => {
        const [type, boundary = ''] = encoded.contentType.split('; boundary=');
        const { bytes } = rewritten((text) => text.replaceAll(`--${boundary}`, `--${longBoundary}`))(encoded);
        return { contentType: `${type}; boundary="${longBoundary}"`, bytes };
      },
    },
    {
      name: 'form: header names of its parts in small letters',
      rewrite: rewritten((text) =>
        text.replaceAll(/^content-(disposition|type)(?=: )/gim, (name) => name.toLowerCase()),
      ),
    },
  ];
}

/** Of a form, for what is around its file. */
const formBytes = 16_384;

/**
 * A file as people send them, in place of one of a pixel: as large as a page lets the request be, or else of more than the
 * 1 MiB that is the limit of many servers and in no document.
 * Readers of images and PDF leave bytes after the end alone. What the form says of the bytes' SHA-256 stays true.
 */
function largeFile(operation: Operation, form: Json, size: number | undefined): Variation[] {
  const files = filesOfForm(form);
  const [name, first] = files[0] ?? [];
  if (name === undefined || !first) return [];
  const digest = (of: Buffer) => createHash('sha256').update(of).digest('hex');
  const before = digest(first.bytes);
  const isAlone = files.length === 1 && JSON.stringify(form).split(before).length <= 2;
  if (!isAlone) return [];
  const added = size === undefined ? 1_100_000 : size - formBytes - first.bytes.length;
  const bytes = Buffer.concat([first.bytes, Buffer.alloc(added)]);
  const file = `data:${first.mediaType};base64,${bytes.toString('base64')}`;
  const after = digest(bytes);
  return [
    {
      name: `body /${name}: a file ${size === undefined ? 'of more than 1 MiB' : 'as large as it may be'}`,
      clause: operationPointer(operation),
      at: `/${name}`,
      isInCommand: false,
      isLarge: true,
      // Where no limit is documented, that of the target may be lower.
      mayRefuse: size === undefined,
      apply: (body) => {
        const { [name]: _, ...others } = isObject(body) ? body : {};
        const updated = JSON.parse(JSON.stringify(others).replaceAll(before, after)) as JsonObject;
        return { ...updated, [name]: file };
      },
    },
  ];
}

/** Each example of the body by a name of its own: its response is not known, but that it is a request. */
export function exampleVariations(
  document: JsonObject,
  { value: media, pointer }: Located,
  names: readonly string[],
  isValid: (body: Json) => boolean,
): Variation[] {
  const examples = examplesOf(document, media);
  return names
    .filter((name) => {
      const value = examples.get(name);
      return value !== undefined && isValid(withoutReadOnly(document, media.schema, value));
    })
    .map((name) => ({
      name: `request example ${name}`,
      clause: `${pointer}/examples/${escapeToken(name)}`,
      at: '',
      from: name,
    }));
}

/** Each optional parameter, and each of its listed values and bounds. */
export function parameterVariations(schemas: Schemas, operation: Operation, closed: Closed): Variation[] {
  const exclusive = exclusiveOf(schemas, operation);
  return operation.parameters
    .filter((one) => !isIgnored(one) && !one.required && !closed.presence(`/${one.name}`) && !cursorName.test(one.name))
    .flatMap((parameter) => {
      const { in: place, name, pointer } = parameter;
      const vary = (what: string, value: Json): Variation => ({
        name: `${place} ${name}: ${what}`,
        clause: pointer,
        at: `${place}:${name}`,
        parameters: { [keyOfParameter(parameter)]: value },
        ...(exclusive.has(name) && { notWith: exclusive.get(name)!.map((other) => `${place}:${other}`) }),
      });
      const good = goodValues(schemas, parameter, { hasBounds: !closed.value(`/${name}`) });
      const mayRefuse = isLeftOpen(schemas, operation, parameter);
      // That of an earlier run is refused with another body.
      if (place === 'header' && keyName.test(name)) {
        const key = freshKey(schemas, parameter);
        return key === undefined ? [] : [vary('one of its own', key)];
      }
      return [
        ...good.map((value) => ({ ...vary(JSON.stringify(value), value), ...(mayRefuse && { mayRefuse }) })),
        ...(!closed.objects && isFreeNumber(schemas, parameter) && !good.includes(0)
          ? [{ ...vary('0', 0), mayRefuse: true }]
          : []),
        ...(isFreeText(schemas, parameter) ? [{ ...vary('signs of patterns', signsOfPatterns), mayRefuse: true }] : []),
      ];
    });
}

/** A text that its schema allows, with twelve hexadecimal digits that each case has of its own; undefined where none is known. */
function freshKey(schemas: Schemas, parameter: Parameter): string | undefined {
  const known = valuesOf(schemas, parameter);
  return ['00000000-0000-4000-8000-{$unique}', 'check-{$unique}', '{$unique}'].find((one) =>
    known?.isGood(one.replace('{$unique}', '0123456789ab')),
  );
}

/** By the name of a parameter those that it cannot be sent with: "Cannot be combined with `excluded`". */
export function exclusiveOf(
  { document }: Pick<Schemas, 'document'>,
  { parameters }: Pick<Operation, 'parameters'>,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, other: string) => found.set(name, [...(found.get(name) ?? []), other]);
  for (const { name, object } of parameters) {
    const words = object.description ?? flatten(document, object.schema ?? null)?.description;
    for (const sentence of sentencesOf(words).filter((one) => isExclusive.test(one)))
      for (const other of parameters.filter((one) => one.name !== name && namesIn(sentence).has(plain(one.name)))) {
        add(name, other.name);
        add(other.name, name);
      }
  }
  return found;
}

const isExclusive =
  /\b(?:cannot|can ?not|can't|must not|may not|never|not|either)\b.*\b(?:combined|together|beside|used with|sent with|given with|both|or)\b|\bmutually exclusive\b/i;

/** Whether only the target knows which values a parameter takes, though any of its schema is allowed: two dates have to fit. */
function isLeftOpen({ document }: Schemas, { parameters }: Operation, { name, in: place, object }: Parameter): boolean {
  const schemaOf = (one: JsonObject): JsonObject => flatten(document, one.schema ?? null) ?? {};
  const own = schemaOf(object);
  const isDate = ({ format }: JsonObject): boolean => String(format).startsWith('date');
  const dates = parameters.filter((one) => one.in === 'query' && isDate(schemaOf(one.object)));
  const isListed = ['enum', 'const', 'pattern', 'examples', 'example'].some((one) => one in own || one in object);
  return (
    place === 'query' &&
    ((isDate(own) && dates.length > 1) || (inLanguage.test(name) && !isListed && hasType(own, 'string')))
  );
}

/** Of regular expressions, SQL and globs: what looks for it fails where it takes them for its own. */
const signsOfPatterns = `(['"%_*\\`;

/** Of which no least value is known: a page of none, or the first one counted from 0. */
function isFreeNumber({ document }: Schemas, { in: place, object }: Parameter): boolean {
  const schema = flatten(document, object.schema ?? null) ?? {};
  const isOpen = !['enum', 'const', 'minimum', 'exclusiveMinimum', 'multipleOf'].some((one) => one in schema);
  return place === 'query' && isOpen && hasType(schema, 'integer');
}

function isFreeText({ document }: Schemas, { in: place, object }: Parameter): boolean {
  const schema = flatten(document, object.schema ?? null) ?? {};
  const isText = place === 'query' && hasType(schema, 'string');
  const { minLength = 0, maxLength = Infinity } = schema;
  const isLong = signsOfPatterns.length >= Number(minLength) && signsOfPatterns.length <= Number(maxLength);
  return isText && isLong && !['enum', 'const', 'format', 'pattern'].some((one) => one in schema);
}

export function ruleVariations(
  run: Run,
  operation: Operation,
  body: BodyValue | undefined,
  schemes: readonly string[],
): Variation[] {
  return Object.entries(run.recipes.rules).flatMap(([name, rule]) => {
    if (!rule.accepted || !applyRule(rule, operation.operationId, body?.value, schemes)) return [];
    if (lacksControl(run, rule.given) !== undefined) return [];
    const clause = operationPointer(operation);
    return [{ name: `rule ${name}`, clause, at: `rule:${name}`, rule }];
  });
}
