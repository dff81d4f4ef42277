/** The facts of a document that the emitted code lacks, and the examples that a client cannot decode and serialize. */
import { isObject } from '../../src/openapi/document.js';
import type { Example } from './examples.js';
import type { Facts } from './facts.js';
import type { Decoded, Dialect } from './language.js';

/** One sentence for each kind of loss. */
export function lossesIn(text: string, facts: Facts, dialect: Dialect): string[] {
  const lost = (what: string, names: readonly string[], pattern: (name: string) => RegExp | RegExp[]) => {
    const missing = names.filter((name) => ![pattern(name)].flat().every((part) => part.test(text)));
    return missing.length === 0 ? [] : [`${what}: ${missing.length} of ${names.length} lost (${list(missing)})`];
  };
  const unions = new Map(facts.unions);
  return [
    ...lost('operations', facts.operations, dialect.operation),
    ...lost('constants', facts.closedValues, dialect.constant),
    ...lost('known values of open enums', facts.knownValues, dialect.constant),
    ...lost('UUIDs as a type', facts.uuids, dialect.uuid),
    ...lost('dates as a type', facts.dates, dialect.date),
    ...lost('files as a type', facts.files, dialect.file),
    ...lost('unions that can be told apart', [...unions.keys()], (name) => dialect.union(name, unions.get(name) ?? [])),
    ...lost('types of webhook bodies', facts.webhooks, dialect.type),
  ];
}

/** The number of misread responses for each kind of loss, most frequent first. */
export function lossesOnTheWay(examples: readonly Example[], decoded: readonly Decoded[]): string[] {
  const reasons = new Map<string, string[]>();
  let faithful = 0;
  for (const [index, example] of examples.entries()) {
    const found = decoded[index] ?? { error: 'no answer' };
    const changes = 'error' in found ? [`cannot be read: ${found.error}`] : differences(example.value, found.value, '');
    if (changes.length === 0) faithful += 1;
    for (const change of new Set(changes)) {
      reasons.set(change, [...(reasons.get(change) ?? []), `${example.operationId} ${example.status} ${example.name}`]);
    }
  }
  if (faithful === examples.length) return [];
  const sorted = [...reasons].sort(([, a], [, b]) => b.length - a.length);
  return [
    `answers: ${faithful} of ${examples.length} read and written without change`,
    ...sorted.slice(0, 8).map(([reason, places]) => `  ${reason} (${places.length}, ${places[0]})`),
    ...(sorted.length > 8 ? [`  and ${sorted.length - 8} kinds more`] : []),
  ];
}

function differences(sent: unknown, got: unknown, at: string): string[] {
  if (Array.isArray(sent) && Array.isArray(got)) {
    if (sent.length !== got.length) return [`${at} has ${got.length} items`];
    return sent.flatMap((item, index) => differences(item, got[index], `${at}[]`));
  }
  if (isObject(sent) && isObject(got)) {
    const names = new Set([...Object.keys(sent), ...Object.keys(got)]);
    return [...names].flatMap((name) => {
      if (!(name in got)) return [`${at}.${name} (${kind(sent[name])}) is dropped`];
      if (!(name in sent)) return [`${at}.${name} (${kind(got[name])}) is added`];
      return differences(sent[name], got[name], `${at}.${name}`);
    });
  }
  return sent === got ? [] : [`${at}: ${kind(sent)} turns into ${kind(got)}`];
}

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const list = (names: readonly string[]): string =>
  names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : names.join(', ');
