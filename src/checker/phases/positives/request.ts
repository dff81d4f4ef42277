/** What HTTP, JSON and the parameters leave open, and what the rules of the recipes say is good. */
import { createHash } from 'node:crypto';
import { isObject, operationPointer, type Json, type JsonObject, type Operation } from '../../../openapi/document.js';
import { isJson } from '../../../openapi/media-type.js';
import { readDataUrl } from '../../../openapi/request-body.js';
import { placeOf } from '../../../openapi/security.js';
import { sampleOf } from '../negatives/sample.js';
import { applyRule } from '../../recipes/rules.js';
import type { Run } from '../../run.js';
import type { ValidBody } from '../negatives/negative.js';
import type { Closed } from './body.js';
import type { Variation } from './variation.js';

/** RFC 9110, 11.1: the name of a scheme has no case. */
const smallScheme = (clause: string): Variation => ({
  name: 'credential: its scheme in small letters',
  clause,
  at: 'authorization',
  alter: ({ headers, ...request }) => ({
    ...request,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        name.toLowerCase() === 'authorization' ? value.replace(/^\w+(?= )/, (scheme) => scheme.toLowerCase()) : value,
      ]),
    ),
  }),
});

/** Schemes of the operation that sign, in place of a token: whoever verifies has to read the bytes as they came. */
function signingOf({ recipes }: Run, { security }: Operation): string[] | undefined {
  const signs = (name: string) => {
    const source = recipes.credentials[name];
    return source !== undefined && 'sign' in source;
  };
  return security.map((one) => Object.keys(one)).find((names) => names.length > 0 && names.every(signs));
}

export function messageVariations(
  run: Run,
  operation: Operation,
  body: ValidBody | undefined,
  schemes: readonly string[],
): Variation[] {
  const clause = operationPointer(operation);
  const names: Variation = {
    name: 'header names in capitals',
    clause,
    alter: (request) => ({
      ...request,
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toUpperCase(), value])),
    }),
  };
  const hasScheme = schemes.some((name) => {
    const place = placeOf(run.document, name);
    return place !== undefined && 'scheme' in place && place.scheme !== undefined;
  });
  const always = hasScheme ? [names, smallScheme(clause)] : [names];
  if (body && !isJson(body.mediaType))
    return [...largeFile(body.value, clause, run.recipes.sizes[operation.operationId]), ...always];
  if (!body) return always;
  const security = signingOf(run, operation);
  const write = (value: Json) => `\n ${JSON.stringify(value, null, '\t')}\r\n`;
  const large = (value: Json) => `${write(value)}${' '.repeat(64 * 1024)}`;
  const type = (change: (contentType: string) => string): Pick<Variation, 'alter'> => ({
    alter: (request) => {
      const name = Object.keys(request.headers).find((one) => one.toLowerCase() === 'content-type') ?? 'content-type';
      return { ...request, headers: { ...request.headers, [name]: change(request.headers[name] ?? body.mediaType) } };
    },
  });
  return [
    {
      name: 'body: whitespace between tokens, 64 KiB of it after them',
      clause,
      write: large,
    },
    ...(security ? [{ name: 'body: whitespace between tokens, signed', clause, write, security }] : []),
    { name: 'content type: with a charset', clause, at: 'content-type', ...type((one) => `${one}; charset=utf-8`) },
    ...always,
    { name: 'content type: in capitals', clause, at: 'content-type', ...type((one) => one.toUpperCase()) },
    {
      name: 'body: letters escaped',
      clause,
      write: (value) =>
        JSON.stringify(value).replaceAll(
          /[\u0080-\uffff]/g,
          (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
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
function largeFile(form: Json, clause: string, size: number | undefined): Variation[] {
  const files = Object.entries(isObject(form) ? form : {}).flatMap(([name, value]) => {
    const file = typeof value === 'string' ? readDataUrl(value) : undefined;
    return file ? [{ name, ...file }] : [];
  });
  const [first] = files;
  if (!first) return [];
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
      name: `body /${first.name}: a file ${size === undefined ? 'of more than 1 MiB' : 'as large as it may be'}`,
      clause,
      at: `/${first.name}`,
      apply: (body) => {
        const { [first.name]: _, ...others } = isObject(body) ? body : {};
        const told = JSON.parse(JSON.stringify(others).replaceAll(before, after)) as JsonObject;
        return { ...told, [first.name]: file };
      },
    },
  ];
}

/** Each optional parameter of the query, and each of its listed values and bounds. */
export function parameterVariations(document: JsonObject, operation: Operation, closed: Closed): Variation[] {
  return operation.parameters
    .filter((one) => one.in === 'query' && !one.required && !closed.presence(`/${one.name}`))
    .flatMap(({ name, object, pointer }) => {
      const schema = isObject(object.schema) ? object.schema : {};
      const sample = sampleOf(document, schema);
      const values = [
        ...(Array.isArray(schema.enum)
          ? schema.enum
          : schema.type === 'boolean'
            ? [true, false]
            : sample === undefined
              ? []
              : [sample]),
        ...(closed.value(`/${name}`) ? [] : [schema.minimum, schema.maximum].filter((one) => typeof one === 'number')),
      ];
      return values.map((value) => ({
        name: `query ${name}: ${JSON.stringify(value)}`,
        clause: pointer,
        at: `query:${name}`,
        parameters: { [name]: value },
      }));
    });
}

export function ruleVariations(
  run: Run,
  operation: Operation,
  body: ValidBody | undefined,
  schemes: readonly string[],
): Variation[] {
  return Object.entries(run.recipes.rules).flatMap(([name, rule]) => {
    if (!rule.accepted || !applyRule(rule, operation.operationId, body?.value, schemes)) return [];
    if (!run.control && rule.given?.some((step) => 'control' in step)) return [];
    const clause = operationPointer(operation);
    return [{ name: `rule ${name}`, clause, at: `rule:${name}`, rule }];
  });
}
