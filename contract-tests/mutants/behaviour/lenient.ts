/**
 * Implementations that do not validate one part of a request: if only that part is wrong, they answer with a success.
 * Made from the document, for each operation.
 */
import {
  escapeToken,
  follow,
  isObject,
  type Json,
  type JsonObject,
  type Operation,
} from '../../../src/openapi/document.js';
import { examplesOf } from '../../../src/openapi/examples.js';
import { placeOf } from '../../../src/openapi/security.js';
import { toResponse } from '../answer.js';
import { isFor } from '../intercept.js';
import { bodyKinds } from '../kinds/body.js';
import type { Implementation, Mutant } from '../mutant.js';
import { placesOf, replaceAt, valueAtPath, type Place } from '../places.js';
import type { Sample } from '../sample.js';
import { play, type Subject } from '../subject.js';

/** Whether a request has the ignored defect. */
type Defect = (request: Request, body: Buffer) => boolean;
type NamedDefect = [kind: string, name: string, defect: Defect];

export function lenientMutants(subject: Subject, samples: readonly Sample[]): Mutant[] {
  const { provider } = subject;
  return subject.operations.flatMap((operation) => {
    const { operationId } = operation;
    const success = samples.find(({ planned }) => planned.operation === operation && planned.status.startsWith('2'));
    if (!success) return [];
    return defectsOf(subject, operation).map(([kind, name, defect]): Mutant => ({
      id: [provider, operationId, kind, name].filter(Boolean).join('/'),
      provider,
      operationId,
      kind,
      implement: () => lenient(subject, operation, success, defect),
    }));
  });
}

function lenient(subject: Subject, operation: Operation, { answer }: Sample, defect: Defect): Implementation {
  const sandbox = play(subject);
  let erred = false;
  return {
    hasErred: () => erred,
    fetch: async (request) => {
      if (!isFor(operation, subject.url, request)) return sandbox.fetch(request);
      const body = Buffer.from(await request.clone().arrayBuffer());
      if (!defect(request, body)) return sandbox.fetch(request);
      erred = true;
      return toResponse(answer);
    },
  };
}

const defectsOf = (subject: Subject, operation: Operation): NamedDefect[] => [
  ...credentialDefects(subject, operation),
  ...messageDefects(operation),
  ...memberDefects(subject, operation),
];

/** Requests without a credential are accepted. */
function credentialDefects({ document }: Subject, { security }: Operation): NamedDefect[] {
  const headerOf = (name: string): string => {
    const place = placeOf(document, name);
    return place && 'in' in place && place.in === 'header' ? place.name.toLowerCase() : 'authorization';
  };
  const alternatives = security.map((alternative) => Object.keys(alternative).map(headerOf));
  const [first = [], ...others] = alternatives;
  return first.map((header) => [
    'request-credential',
    header,
    // A request with an alternative credential does not count as one without.
    ({ headers }) => !headers.has(header) && !others.flat().some((name) => headers.has(name)),
  ]);
}

const takesJson = ({ requestBody }: Operation): boolean =>
  isObject(requestBody?.value.content) && Object.hasOwn(requestBody.value.content, 'application/json');

function messageDefects(operation: Operation): NamedDefect[] {
  if (!takesJson(operation)) return [];
  return [
    ['request-content-type', '', ({ headers }) => !/json/.test(headers.get('content-type') ?? '')],
    ['request-json', '', (_, body) => body.length > 0 && readJson(body) === undefined],
  ];
}

function memberDefects({ document, oracle }: Subject, operation: Operation): NamedDefect[] {
  const { requestBody } = operation;
  if (!requestBody || !takesJson(operation)) return [];
  const media = follow(document, (requestBody.value.content as JsonObject)['application/json'], '');
  const schema = `${requestBody.pointer}/content/${escapeToken('application/json')}/schema`;
  const [example] = media ? [...examplesOf(document, media.value).values()] : [];
  if (example === undefined) return [];
  return placesOf(document, oracle, schema, example)
    .filter(({ path }) => path.length > 0)
    .flatMap((place) =>
      Object.entries(rules).flatMap(([kind, { keywords, isBroken }]): NamedDefect[] => {
        const canBreak = keywords.some((keyword) =>
          bodyKinds[keyword]?.(place).some((value) => {
            const broken = replaceAt(example, place.path, () => value);
            return broken !== undefined && !oracle.allows(schema, broken);
          }),
        );
        const defect: Defect = (_, bytes) => {
          const body = readJson(bytes);
          if (body === undefined || oracle.allows(schema, body) || !isBroken(body, place)) return false;
          const mended = setAt(body, place.path, place.value);
          return mended !== undefined && oracle.allows(schema, mended);
        };
        return canBreak ? [[kind, place.path.join('.'), defect]] : [];
      }),
    );
}

interface Rule {
  /** The kinds of `bodyKinds` that violate it. */
  keywords: readonly string[];
  isBroken: (body: Json, place: Place) => boolean;
}

const rules: Readonly<Record<string, Rule>> = {
  'request-required': {
    keywords: ['required'],
    isBroken: (body, { path }) => valueAtPath(body, path) === undefined,
  },
  'request-type': {
    keywords: ['type', 'null'],
    isBroken: (body, { path, value }) => {
      const found = valueAtPath(body, path);
      return found !== undefined && typeOf(found) !== typeOf(value);
    },
  },
  'request-value': {
    keywords: ['enum', 'const', 'format', 'pattern', 'bound', 'closed'],
    isBroken: (body, { path, value }) => typeOf(valueAtPath(body, path) ?? null) === typeOf(value),
  },
};

const typeOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Also sets a missing member, if its parent exists. */
function setAt(body: Json, path: readonly string[], value: Json): Json | undefined {
  const name = path.at(-1) as string;
  return replaceAt(body, path.slice(0, -1), (holder) => {
    if (Array.isArray(holder)) return [value, ...holder.slice(1)];
    return isObject(holder) ? { ...holder, [name]: value } : holder;
  });
}

function readJson(body: Buffer): Json | undefined {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return undefined;
  }
}
