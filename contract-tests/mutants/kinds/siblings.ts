/** Responses that belong to another case: another documented failure, another branch, another status. */
import { follow, type Json, type JsonObject } from '../../../src/openapi/document.js';
import { withJson, type Answer } from '../answer.js';
import type { Oracle } from '../oracle.js';
import type { Sample } from '../sample.js';
import type { Subject } from '../subject.js';

type SiblingBreak = [kind: string, name: string, change: (answer: Answer) => Answer | undefined];

export function siblingKinds({ document, oracle }: Subject, sample: Sample, all: readonly Sample[]): SiblingBreak[] {
  const { planned } = sample;
  if (planned.expected === 'success') return [];
  const siblings = all.filter((other) => other.planned.operation === planned.operation && other !== sample);
  return [...codes(document, oracle, sample, siblings), ...successes(sample, siblings), ...statuses(sample, siblings)];
}

/** Another documented failure of the same status, if the document has an alternative for each. */
function codes(
  document: JsonObject,
  oracle: Oracle,
  { planned, answer, body }: Sample,
  siblings: readonly Sample[],
): SiblingBreak[] {
  const branches = body ? branchesOf(document, body.schema) : [];
  if (!body || branches.length === 0 || answer.status < 400) return [];
  const meant = branches.filter((branch) => oracle.allows(branch, body.value));
  return siblings
    .filter((other) => other.planned.status === planned.status && other.body)
    .filter((other) => !meant.some((branch) => oracle.allows(branch, other.body?.value)))
    .map((other) => [
      'error-of-sibling',
      String(other.planned.example),
      (given) => (isSame(given, meant, oracle) ? withJson(given, other.body?.value as Json) : undefined),
    ]);
}

function isSame({ body }: Answer, meant: readonly string[], oracle: Oracle): boolean {
  try {
    const value: unknown = JSON.parse(body.toString());
    return meant.some((branch) => oracle.allows(branch, value));
  } catch {
    return false;
  }
}

function branchesOf(document: JsonObject, schema: string): string[] {
  const found = follow(document, { $ref: `#${encodeURI(schema)}` }, '');
  const keyword = ['oneOf', 'anyOf'].find((name) => Array.isArray(found?.value[name]));
  if (!found || !keyword) return [];
  return (found.value[keyword] as Json[]).map((_, index) => `${found.pointer}/${keyword}/${index}`);
}

/** Another documented success of the same status, which belongs to another state. */
function successes({ planned, body }: Sample, siblings: readonly Sample[]): SiblingBreak[] {
  if (!body || !planned.status.startsWith('2')) return [];
  return siblings
    .filter((other) => other.planned.status === planned.status && other.body)
    .filter((other) => planned.expected === 'example' && shapeOf(other.body?.value ?? null) !== shapeOf(body.value))
    .map((other) => [
      'success-of-sibling',
      String(other.planned.example),
      (given) => withJson(given, other.body?.value as Json),
    ]);
}

/** The parts of a body that show a state and no personal data: its members, flags and enum values. */
const shapeOf = (body: Json): string =>
  JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'number' || (typeof value === 'string' && !/^[a-z_]+$/.test(value)) ? 0 : value,
  );

/** The whole response of another case: consistent in itself, but the wrong one. */
function statuses({ planned }: Sample, siblings: readonly Sample[]): SiblingBreak[] {
  const seen = new Set<string>();
  return siblings.flatMap((other): SiblingBreak[] => {
    if (other.planned.status === planned.status || seen.has(other.planned.status)) return [];
    seen.add(other.planned.status);
    const isAccepted = /^[45]/.test(planned.status) && other.planned.status.startsWith('2');
    return [[isAccepted ? 'fault-accepted' : 'status-of-sibling', other.planned.status, () => other.answer]];
  });
}
