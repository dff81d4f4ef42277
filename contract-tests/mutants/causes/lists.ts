/** Wrong pages, orders, filters and counts. */
import { requestMembers } from '../../../src/checker/relations/members.js';
import { isObject, type Json, type JsonObject, type Operation } from '../../../src/openapi/document.js';
import { jsonOf, withJson, type Answer } from '../answer.js';
import { replaceAt, valueAtPath } from '../places.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';
import { answered, behaved, type Candidate } from './pick.js';
import { leavesOf, type Recorded } from './recorded.js';

const listing = /^(get|list|find|documentTypes)/;

export function listCandidates(
  subject: Subject,
  samples: readonly Sample[],
  recorded: readonly Recorded[],
): Candidate[] {
  return [...ignored(subject, recorded), ...misread(subject), ...misshown(subject, samples, recorded)];
}

/** A parameter, or a member that filters or sorts, is ignored. */
function ignored(subject: Subject, recorded: readonly Recorded[]): Candidate[] {
  return subject.operations
    .filter(({ operationId }) => listing.test(operationId))
    .flatMap(({ operationId, parameters }) => {
      const names = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      const members = new Map(
        recorded
          .filter(({ operation, answer }) => operation.operationId === operationId && answer.status === 200)
          .flatMap(({ sent }) => leavesOf(sent ?? null))
          .map(([path]) => path.filter((token) => !/^\d+$/.test(token)))
          .filter(([first]) => first !== undefined && !/^header$|^message$|uuid|document_id/.test(first))
          .map((path) => [path.join('.'), path]),
      );
      return [
        ...names.map((name) =>
          behaved(subject, operationId, `${name}-ignored`, (call, sound, err) => {
            const { [name]: value, ...query } = call.query;
            if (value !== undefined) err();
            return sound({ ...call, query });
          }),
        ),
        ...[...members].map(([name, path]) =>
          behaved(subject, operationId, `${name}-ignored`, (call, sound, err) => {
            const body = call.body as Json;
            if (!isObject(body) || valueAtPath(body, path) === undefined) return sound(call);
            err();
            return sound({ ...call, body: replaceAt(body, path, () => undefined as never) });
          }),
        ),
      ];
    });
}

const shifted: readonly [string, RegExp, (value: number) => number][] = [
  ['page-one-further', /^page$/, (page) => page + 1],
  ['always-the-first-page', /^page$/, () => 1],
  ['page-from-zero', /^page$/, (page) => Math.max(1, page - 1)],
  ['one-more-a-page', /^(per_page|page_size|limit)$/, (size) => size + 1],
  ['one-fewer-a-page', /^(per_page|page_size|limit)$/, (size) => Math.max(1, size - 1)],
  ['at-most-five-a-page', /^(per_page|page_size|limit)$/, (size) => Math.min(5, size)],
];

/** The number of a page or its size is misread. */
const misread = (subject: Subject): Candidate[] =>
  subject.operations
    .filter((operation) => listing.test(operation.operationId) && hasPages(subject, operation))
    .flatMap(({ operationId }) =>
      shifted.map(([name, names, change]) =>
        behaved(subject, operationId, name, (call, sound, err) => {
          const query = mapped(call.query, names, (value) => String(change(Number(value))), err);
          const body = isObject(call.body as Json) ? deep(call.body as JsonObject, names, change, err) : call.body;
          return sound({ ...call, query, body });
        }),
      ),
    );

const hasPages = ({ document }: Subject, operation: Operation): boolean =>
  operation.parameters.some(({ name }) => name === 'page') ||
  [...requestMembers(document, operation)].some((pointer) => pointer.endsWith('/page'));

function mapped(
  query: Readonly<Record<string, string>>,
  names: RegExp,
  change: (value: string) => string,
  err: () => void,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (!names.test(name)) return [name, value];
      if (change(value) !== value) err();
      return [name, change(value)];
    }),
  );
}

function deep(body: JsonObject, names: RegExp, change: (value: number) => number, err: () => void): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (isObject(value)) return [name, deep(value, names, change, err)];
      if (!names.test(name) || typeof value !== 'number') return [name, value];
      if (change(value) !== value) err();
      return [name, change(value)];
    }),
  );
}

const itemChanges: Readonly<Record<string, (items: Json[]) => Json[]>> = {
  'last-missing': (items) => items.slice(0, -1),
  'first-missing': (items) => items.slice(1),
  'first-twice': (items) => [items[0]!, ...items],
  reversed: (items) => [...items].reverse(),
  'first-in-place-of-all': (items) => items.map(() => items[0]!),
};

const counts: readonly [string, (value: number) => number][] = [
  ['one-more', (value) => value + 1],
  ['zero', () => 0],
  ['one', () => 1],
];

/** Lists of objects and the counts beside them, in responses that have them. */
function misshown(subject: Subject, samples: readonly Sample[], recorded: readonly Recorded[]): Candidate[] {
  const known = new Set<string>();
  return samples.flatMap(({ planned: { operation, status }, body }): Candidate[] => {
    if (!body || !status.startsWith('2')) return [];
    const change =
      (at: string[], how: (value: Json) => Json) =>
      (answer: Answer): Answer | undefined => {
        const right = String(answer.status) === status ? jsonOf(answer) : undefined;
        const wrong = right === undefined ? undefined : replaceAt(right, at, how);
        if (wrong === undefined || JSON.stringify(wrong) === JSON.stringify(right)) return undefined;
        return subject.oracle.allows(body.schema, wrong) ? withJson(answer, wrong) : undefined;
      };
    // A list that never has two items can neither be reordered nor lack one.
    const isLong = (at: string[]) =>
      recorded.some((one) => {
        const list = one.operation === operation ? valueAtPath(jsonOf(one.answer) ?? null, at) : undefined;
        return Array.isArray(list) && list.length > 1;
      });
    // The order of a list without a sort parameter has no meaning.
    const isSorted = operation.parameters.some(({ name }) => /^(order|sort)/.test(name));
    const found = [
      ...arraysOf(body.value)
        .filter((at) => isLong(at))
        .flatMap((at) =>
          Object.entries(itemChanges)
            .filter(([name]) => name !== 'reversed' || isSorted)
            .map(([name, how]) => ({
              name: `${at.join('.') || 'body'}/${name}`,
              change: change(at, (value) => (Array.isArray(value) && value.length > 1 ? how(value) : value)),
            })),
        ),
      ...leavesOf(body.value)
        .filter(([path, value]) => typeof value === 'number' && /count|page|total/i.test(path.at(-1) ?? ''))
        .flatMap(([path]) =>
          counts.map(([name, how]) => ({
            name: `${path.join('.')}/${name}`,
            change: change(path, (value) => (typeof value === 'number' ? how(value) : value)),
          })),
        ),
    ];
    return found.flatMap((one) => {
      const key = `${operation.operationId} ${one.name}`;
      if (known.has(key)) return [];
      known.add(key);
      return [answered(subject, operation, one.name, one.change)];
    });
  });
}

function arraysOf(value: Json, path: string[] = []): string[][] {
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject) ? [path] : [];
  return isObject(value) ? Object.entries(value).flatMap(([name, member]) => arraysOf(member, [...path, name])) : [];
}
