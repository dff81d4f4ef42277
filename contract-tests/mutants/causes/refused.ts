/** A documented form of a request is refused: without or with an optional member, a listed value, a spelling. */
import { follow, isObject, type Json, type JsonObject, type Operation } from '../../../src/openapi/document.js';
import { withHeader } from '../answer.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';
import { answered, type Candidate } from './pick.js';
import { leavesOf, sentJson, sentText, type Recorded } from './recorded.js';

type Feature = (request: Request, body: Json | undefined, text: string) => boolean;

const type = ({ headers }: Request): string => headers.get('content-type') ?? '';
const texts = (body: Json | undefined): string[] =>
  leavesOf(body ?? null).flatMap(([, value]) => (typeof value === 'string' ? [value] : []));

const writings: readonly [string, Feature][] = [
  ['a-charset', (request) => /json\s*;\s*charset=/i.test(type(request))],
  ['type-in-capitals', (request) => /JSON/.test(type(request))],
  ['whitespace', (_, body, text) => body !== undefined && /^\s|\n\s*"/.test(text) && !text.startsWith('--')],
  ['letters-beyond-ascii', (_, body) => texts(body).some((one) => /[^\x20-\x7e]/.test(one))],
  ['an-apostrophe', (_, body) => texts(body).some((one) => one.includes("'"))],
  ['an-ampersand', (_, body) => texts(body).some((one) => one.includes('&'))],
];

export function refusedCandidates(
  subject: Subject,
  samples: readonly Sample[],
  recorded: readonly Recorded[],
): Candidate[] {
  return subject.operations.flatMap((operation) => {
    const refusal = samples.find(
      ({ planned, body }) => planned.operation === operation && /^4(00|22)/.test(planned.status) && body,
    );
    if (!refusal) return [];
    const sent = recorded
      .filter((one) => one.operation === operation && one.answer.status < 300)
      .flatMap((one) => one.sent ?? []);
    return featuresOf(subject, operation, sent).map(([name, isMeant]) =>
      answered(subject, operation, name, async (answer, request) => {
        if (answer.status >= 300) return undefined;
        const text = await sentText(request);
        return isMeant(request, sentJson(text), text)
          ? withHeader(refusal.answer, 'date', answer.headers.get('date'))
          : undefined;
      }),
    );
  });
}

function featuresOf(subject: Subject, operation: Operation, sent: readonly Json[]): [string, Feature][] {
  const { document, recipes } = subject;
  const closed = (list: readonly string[], at: string, name: string) =>
    list.some((one) => [at, name, operation.operationId, `${operation.operationId}${at}`].includes(one));
  const hasText = sent.some((one) => texts(one).length > 3);
  const queries = operation.parameters
    .filter((one) => one.in === 'query' && !one.required)
    .map(({ name }): [string, Feature] => [`query-${name}`, ({ url }) => new URL(url).searchParams.has(name)]);
  return [
    ...queries,
    ...writings.filter(([name]) => hasText || !/apostrophe|beyond|ampersand/.test(name)),
    ...membersOf(document, operation).flatMap(({ path, required, values }): [string, Feature][] => {
      const [at, name] = [`/${path.join('/')}`, path.at(-1) ?? ''];
      const get = (body: Json | undefined): Json | undefined =>
        path.reduce<Json | undefined>((one, token) => (isObject(one) ? one[token] : undefined), body);
      const holder = (body: Json | undefined) =>
        path.slice(0, -1).reduce<Json | undefined>((one, token) => (isObject(one) ? one[token] : undefined), body);
      const isOpen = !required && !closed(recipes.closed.presence, at, name);
      return [
        ...(isOpen
          ? ([
              [`${path.join('.')}-left-out`, (_, body) => isObject(holder(body)) && get(body) === undefined],
              [`${path.join('.')}-given`, (_, body) => get(body) !== undefined],
            ] satisfies [string, Feature][])
          : []),
        ...(closed(recipes.closed.values, at, name)
          ? []
          : values.map((value): [string, Feature] => [
              `${path.join('.')}-${JSON.stringify(value)}`,
              (_, body) => get(body) === value,
            ])),
      ];
    }),
    // A feature that every request has shows nothing about what is optional.
  ].filter(([, isMeant]) => {
    const fake = new Request('http://sandbox.test/', { method: 'POST' });
    return sent.length === 0 || !sent.every((one) => isMeant(fake, one, JSON.stringify(one)));
  });
}

interface Member {
  path: string[];
  required: boolean;
  values: readonly Json[];
}

/** The members of the request's JSON schema, of objects only. */
function membersOf(document: JsonObject, { requestBody }: Operation): Member[] {
  const content = requestBody?.value.content;
  const media = isObject(content) ? follow(document, content['application/json'], '')?.value : undefined;
  const found = new Map<string, Member>();
  const visit = (node: Json | undefined, path: string[], isRequired: boolean): void => {
    const schema = follow(document, node, '')?.value;
    if (!schema || path.length > 6) return;
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
      if (Array.isArray(schema[keyword])) schema[keyword].forEach((part) => visit(part, path, isRequired));
    }
    if (path.length > 0) {
      const key = path.join('.');
      const values = Array.isArray(schema.enum) ? schema.enum : schema.type === 'boolean' ? [true, false] : [];
      const known = found.get(key);
      // A member that one branch requires is not optional.
      found.set(key, {
        path,
        required: isRequired || known?.required === true,
        values: [...new Set([...(known?.values ?? []), ...values])],
      });
    }
    const names = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, child] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      if (path[0] !== 'header' && name !== 'header') visit(child, [...path, name], names.includes(name));
    }
  };
  visit(media?.schema, [], true);
  return [...found.values()];
}
