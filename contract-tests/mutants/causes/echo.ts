/** A value of the request comes back changed, or is stored changed and shown later. */
import { isObject, type Json } from '../../../src/openapi/document.js';
import { jsonOf, withJson } from '../answer.js';
import { placesOf, replaceAt, valueAtPath } from '../places.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';
import { answered, behaved, type Candidate } from './pick.js';
import { leavesOf, type Recorded } from './recorded.js';
import { alter, careless } from './texts.js';

export function echoCandidates(
  subject: Subject,
  samples: readonly Sample[],
  recorded: readonly Recorded[],
): Candidate[] {
  return successes(samples).flatMap(({ planned: { operation, status }, body }) => {
    const pairs = recorded.filter((one) => one.operation === operation && String(one.answer.status) === status);
    return placesOf(subject.document, subject.oracle, body.schema, body.value).flatMap(({ path, value }) => {
      if (!isScalar(value) || !pairs.some((pair) => isEchoed(pair, path))) return [];
      return Object.keys(careless).flatMap((how): Candidate[] => {
        const wrong = replaceAt(body.value, path, (one) => alter(one, how));
        const isValid = wrong !== undefined && subject.oracle.allows(body.schema, wrong);
        // Some changes only show with other texts than the example's.
        const isTelling = alter(value, how) !== value || how === 'ascii-only' || how === 'html-escaped';
        if (!isValid || !isTelling || (typeof value === 'number' && how !== 'another')) return [];
        return [
          answered(subject, operation, `${path.join('.')}/${how}`, (answer) => {
            const right = String(answer.status) === status ? jsonOf(answer) : undefined;
            const changed = right === undefined ? undefined : replaceAt(right, path, (one) => alter(one, how));
            if (changed === undefined || JSON.stringify(changed) === JSON.stringify(right)) return undefined;
            return subject.oracle.allows(body.schema, changed) ? withJson(answer, changed) : undefined;
          }),
        ];
      });
    });
  });
}

const isScalar = (value: Json): boolean => typeof value === 'string' || typeof value === 'number';

const successes = (samples: readonly Sample[]) =>
  samples.flatMap((sample) =>
    sample.body && sample.planned.status.startsWith('2') ? [{ ...sample, body: sample.body }] : [],
  );

/** The same text under the same name, or a text that is too long for a coincidence. */
function isEchoed({ sent, answer }: Recorded, path: readonly string[]): boolean {
  const json = jsonOf(answer);
  const back = json === undefined ? undefined : valueAtPath(json, path);
  if (sent === undefined || back === undefined || !isScalar(back)) return false;
  return leavesOf(sent).some(
    ([at, value]) => String(value) === String(back) && (at.at(-1) === path.at(-1) || String(back).length >= 10),
  );
}

/** Members of requests whose value a response shows in full. */
export function storedCandidates(subject: Subject, recorded: readonly Recorded[]): Candidate[] {
  const shown = new Set(
    recorded.flatMap(({ answer }) => leavesOf(jsonOf(answer) ?? null).map(([, value]) => String(value))),
  );
  const known = new Set<string>();
  return recorded.flatMap(({ operation, sent, answer }) => {
    if (answer.status >= 300 || !/^(register|add|update|create|link|upload|kyc$)/.test(operation.operationId))
      return [];
    return leavesOf(sent ?? null).flatMap(([path, value]) => {
      const key = `${operation.operationId} ${path.join('.')}`;
      const isName = path.some((token) =>
        /^header$|uuid|handle|flow|hash|mime_type|^crypto|identity_value|(^|_)(type|role)$|Id$/.test(token),
      );
      if (typeof value !== 'string' || value.length < 4 || isName || !shown.has(value)) return [];
      return ['another', 'cut', 'in-capitals', 'ascii-only'].flatMap((how) => {
        // A change without effect is no defect.
        if (alter(value, how) === value || known.has(`${key} ${how}`)) return [];
        known.add(`${key} ${how}`);
        return behaved(subject, operation.operationId, `${path.join('.')}/${how}`, async (call, sound, err) => {
          const changed = changedBody(call.body, path, how);
          if (changed === undefined) return sound(call);
          const reply = await sound({ ...call, body: changed });
          if (reply.status >= 400) return sound(call);
          err();
          return reply;
        });
      });
    });
  });
}

/** Undefined if nothing changes. For a form, the metadata are changed. */
function changedBody(body: unknown, path: readonly string[], how: string): unknown {
  if (body instanceof Map) {
    const data = body.get('data') as { json?: Json } | undefined;
    if (!data || !isObject(data.json)) return undefined;
    const json = replaceAt(data.json, path, (one) => alter(one, how));
    return json === undefined || JSON.stringify(json) === JSON.stringify(data.json)
      ? undefined
      : new Map([...body, ['data', { ...data, json }]]);
  }
  const changed = replaceAt(body as Json, path, (one) => alter(one, how));
  return changed === undefined || JSON.stringify(changed) === JSON.stringify(body) ? undefined : changed;
}
