/** Instants in another unit, on another day, before their own start, or with different values in two formats. */
import type { Json } from '../../../src/openapi/document.js';
import { jsonOf, withJson } from '../answer.js';
import { replaceAt } from '../places.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';
import { answered, type Candidate } from './pick.js';
import { leavesOf } from './recorded.js';

const instant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

const isInstant = (name: string, value: Json): boolean =>
  (typeof value === 'number' && value > 1e9) ||
  (typeof value === 'string' && instant.test(value)) ||
  (typeof value === 'number' && /expir|ttl|lifetime/i.test(name));

const hour = 3600;

const shifts: readonly [string, (seconds: number) => number][] = [
  ['in-a-year', (at) => at + 365 * 24 * hour],
  ['in-an-hour', (at) => at + hour],
  ['a-day-ago', (at) => at - 24 * hour],
  ['of-another-zone', (at) => at - 5 * hour],
  ['of-1970', () => 1],
  ['of-another-year', (at) => at - 365 * 24 * hour],
];

function shift(value: Json, change: (seconds: number) => number): Json {
  if (typeof value === 'number') {
    const isMilliseconds = value > 1e11;
    return isMilliseconds ? change(value / 1000) * 1000 : Math.round(change(value));
  }
  if (typeof value !== 'string' || !instant.test(value)) return value;
  const zone = /(Z|[+-]\d\d:?\d\d)$/.test(value.slice(10)) ? '' : 'Z';
  const at = Date.parse(value.replace(' ', 'T') + zone) / 1000;
  if (Number.isNaN(at)) return value;
  const text = new Date(change(at) * 1000).toISOString();
  const cut = zone === 'Z' ? text.slice(0, value.length) : text;
  return value.includes('T') ? cut : cut.replace('T', ' ');
}

export const instantCandidates = (subject: Subject, samples: readonly Sample[]): Candidate[] => {
  const known = new Set<string>();
  return samples.flatMap(({ planned: { operation, status }, body }): Candidate[] => {
    if (!body || !status.startsWith('2')) return [];
    return leavesOf(body.value).flatMap(([path, value]) => {
      if (!isInstant(path.at(-1) ?? '', value)) return [];
      const units: [string, (one: Json) => Json][] = [
        ['milliseconds', (one) => (typeof one === 'number' ? one * 1000 : one)],
        ['minutes', (one) => (typeof one === 'number' ? Math.floor(one / 60) : one)],
      ];
      const all = [...units, ...shifts.map(([name, change]) => [name, (one: Json) => shift(one, change)] as const)];
      return all.flatMap(([name, change]) => {
        const key = `${operation.operationId} ${path.join('.')} ${name}`;
        const wrong = replaceAt(body.value, path, change);
        const isOther = wrong !== undefined && JSON.stringify(wrong) !== JSON.stringify(body.value);
        if (known.has(key) || !isOther || !subject.oracle.allows(body.schema, wrong)) return [];
        known.add(key);
        return [
          answered(subject, operation, `${path.join('.')}/${name}`, (answer) => {
            const right = String(answer.status) === status ? jsonOf(answer) : undefined;
            const changed = right === undefined ? undefined : replaceAt(right, path, change);
            return changed === undefined || JSON.stringify(changed) === JSON.stringify(right)
              ? undefined
              : withJson(answer, changed);
          }),
        ];
      });
    });
  });
};
