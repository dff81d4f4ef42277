/**
 * Implementations that do not look at one part of a request: they take what they should refuse for what the last good
 * request had there. Made from the document, for each operation that takes JSON.
 */
import { escapeToken, follow, isObject, type Json, type Operation } from '../../engine/document.js';
import { examplesOf } from '../../engine/examples.js';
import type { Fetch } from '../../engine/in-process.js';
import { isFor } from '../intercept.js';
import { bodyKinds } from '../kinds/body.js';
import type { Implementation, Mutant } from '../mutant.js';
import { placesOf, replaceAt, valueAtPath, type Place } from '../places.js';
import { play, type Subject } from '../subject.js';

interface Sent {
  method: string;
  headers: Headers;
  body: Buffer;
}

/** Mends a request, or leaves it as it is (undefined). */
type Mend = (sent: Sent, good: GoodRequests) => Sent | undefined;

/** What requests that were accepted had, of whichever operation: the same person's header is good for all of them. */
interface GoodRequests {
  headers: Headers;
  /** The last body to this operation. */
  body?: Json | undefined;
  at: (path: readonly string[]) => Json | undefined;
}

export function lenientMutants(subject: Subject): Mutant[] {
  const { provider } = subject;
  return subject.operations.flatMap((operation) =>
    mendsOf(subject, operation).map(([kind, name, mend]): Mutant => ({
      id: [provider, operation.operationId, kind, name].filter(Boolean).join('/'),
      provider,
      operationId: operation.operationId,
      kind,
      implement: () => lenient(subject, operation, mend),
    })),
  );
}

function lenient(subject: Subject, operation: Operation, mend: Mend): Implementation {
  const sandbox = play(subject);
  const bodies: Json[] = [];
  const good: GoodRequests = {
    headers: new Headers(),
    at: (path) => bodies.map((body) => valueAtPath(body, path)).find((value) => value !== undefined),
  };
  let erred = false;
  const fetch: Fetch = async (request) => {
    const sent = { method: request.method, headers: request.headers, body: Buffer.from(await request.arrayBuffer()) };
    const isOwn = isFor(operation, subject.url, withMethod(request, operation.method));
    const mended = isOwn ? mend(sent, good) : undefined;
    const response = await sandbox.fetch(toRequest(request.url, mended ?? sent));
    if (mended && response.ok) erred = true;
    if (response.ok && !mended && !new URL(request.url).pathname.startsWith('/_sandbox')) {
      for (const [name, value] of sent.headers) good.headers.set(name, value);
      const body = readJson(sent.body);
      if (body !== undefined) bodies.unshift(body);
      if (isOwn) good.body = body;
    }
    return response;
  };
  return { fetch, hasErred: () => erred };
}

const withMethod = (request: Request, method: string): Request => ({ method, url: request.url }) as unknown as Request;

function toRequest(url: string, { method, headers, body }: Sent): Request {
  const request = new Request(url, { headers, ...(body.length > 0 && { method: 'POST', body: new Uint8Array(body) }) });
  Object.defineProperty(request, 'method', { value: method });
  return request;
}

type NamedMend = [kind: string, name: string, mend: Mend];

function mendsOf(subject: Subject, operation: Operation): NamedMend[] {
  return [...credentialMends(subject, operation), ...messageMends(operation), ...memberMends(subject, operation)];
}

/** Whoever comes without credentials is let in. */
function credentialMends({ document }: Subject, { security }: Operation): NamedMend[] {
  const components = isObject(document.components) ? document.components : {};
  const schemes = isObject(components.securitySchemes) ? components.securitySchemes : {};
  const names = Object.keys(security[0] ?? {}).map((name) => {
    const scheme = follow(document, schemes[name], '')?.value;
    return scheme?.type === 'apiKey' ? String(scheme.name).toLowerCase() : 'authorization';
  });
  return names.map((header) => [
    'request-credential',
    header,
    ({ headers, ...sent }, good) => {
      const known = good.headers.get(header);
      const others = ['authorization', 'authsignature', 'usersignature'].filter((name) => headers.has(name));
      if (headers.has(header) || known === null || (header === 'authorization' && others.length > 0)) return undefined;
      const mended = new Headers(headers);
      mended.set(header, known);
      return { ...sent, headers: mended };
    },
  ]);
}

const takesJson = ({ requestBody }: Operation): boolean =>
  isObject(requestBody?.value.content) && Object.hasOwn(requestBody.value.content, 'application/json');

function messageMends(operation: Operation): NamedMend[] {
  if (!takesJson(operation)) return [];
  return [
    [
      'request-content-type',
      '',
      ({ headers, ...sent }) => {
        if (/json/.test(headers.get('content-type') ?? '')) return undefined;
        const mended = new Headers(headers);
        mended.set('content-type', 'application/json');
        return { ...sent, headers: mended };
      },
    ],
    [
      'request-json',
      '',
      (sent, good) =>
        readJson(sent.body) === undefined && good.body !== undefined
          ? { ...sent, body: Buffer.from(JSON.stringify(good.body)) }
          : undefined,
    ],
  ];
}

function memberMends({ document, oracle }: Subject, operation: Operation): NamedMend[] {
  const { requestBody } = operation;
  if (!requestBody || !takesJson(operation)) return [];
  const media = follow(document, (requestBody.value.content as { [type: string]: Json })['application/json'], '');
  const schema = `${requestBody.pointer}/content/${escapeToken('application/json')}/schema`;
  const [example] = media ? [...examplesOf(document, media.value).values()] : [];
  if (example === undefined) return [];
  return placesOf(document, oracle, schema, example)
    .filter(({ path }) => path.length > 0)
    .flatMap((place) =>
      Object.entries(rules).flatMap(([kind, isBroken]): NamedMend[] => {
        const applies = Object.entries(bodyKinds).some(([name, breaks]) =>
          breaks(place).some((value) => {
            const changed = replaceAt(example, place.path, () => value);
            return changed !== undefined && ruleOf(name) === kind && !oracle.allows(schema, changed);
          }),
        );
        const mend: Mend = (sent, good) => {
          const body = readJson(sent.body);
          if (body === undefined || oracle.allows(schema, body) || !isBroken(body, place)) return undefined;
          const right =
            place.path.at(-1) === 'created' ? Math.floor(Date.now() / 1000) : (good.at(place.path) ?? place.value);
          const mended = setAt(body, place.path, right);
          return mended !== undefined && oracle.allows(schema, mended)
            ? { ...sent, body: Buffer.from(JSON.stringify(mended)) }
            : undefined;
        };
        return applies ? [[kind, place.path.join('.'), mend]] : [];
      }),
    );
}

const ruleOf = (kind: string): string =>
  kind === 'required' ? 'request-required' : kind === 'type' || kind === 'null' ? 'request-type' : 'request-value';

const rules: Readonly<Record<string, (body: Json, place: Place) => boolean>> = {
  'request-required': (body, { path }) => valueAtPath(body, path) === undefined,
  'request-type': (body, { path, value }) => {
    const found = valueAtPath(body, path);
    return found !== undefined && typeOf(found) !== typeOf(value);
  },
  'request-value': (body, { path, value }) => typeOf(valueAtPath(body, path) ?? null) === typeOf(value),
};

const typeOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Also where the member is missing, as long as what it belongs to is there. */
function setAt(body: Json, path: readonly string[], value: Json): Json | undefined {
  const name = path.at(-1) as string;
  return replaceAt(body, path.slice(0, -1), (holder) =>
    isObject(holder) ? { ...holder, [name]: value } : Array.isArray(holder) ? [value, ...holder.slice(1)] : holder,
  );
}

function readJson(body: Buffer): Json | undefined {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return undefined;
  }
}
