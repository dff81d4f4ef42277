/** Implementations that are lawful but differ from the sandbox: no check may report a violation. */
import { follow, type Json, type Operation } from '../../../src/openapi/document.js';
import { recipeFor } from '../../../src/checker/recipes/recipe.js';
import { jsonOf, withJson } from '../answer.js';
import { leavesOf } from '../causes/recorded.js';
import { answering, type Change } from '../intercept.js';
import type { Mutant } from '../mutant.js';
import { placesOf, replaceAt } from '../places.js';
import type { Sample } from '../sample.js';
import { play, type Subject } from '../subject.js';
import { lawfulBodies } from './body.js';
import { lawfulMessages } from './message.js';

export function variationsOf(subject: Subject, samples: readonly Sample[]): Mutant[] {
  const messages = subject.operations.flatMap((operation) =>
    Object.entries(lawfulMessages).map(([kind, rewrite]) => variation(subject, operation, kind, '', rewrite)),
  );
  const bodies = samples.flatMap((sample) => bodyVariations(subject, sample, samples));
  return [...new Map([...messages, ...bodies].map((one) => [one.id, one])).values()];
}

function bodyVariations(subject: Subject, sample: Sample, samples: readonly Sample[]): Mutant[] {
  const { planned, body } = sample;
  if (!body) return [];
  const { document, oracle } = subject;
  const { operation, status } = planned;
  const recipe = promisesOf(subject, sample, samples);
  const isCounted = leavesOf(body.value).some(([path, value]) => typeof value === 'number' && isCount(path.at(-1)));
  return placesOf(document, oracle, body.schema, body.value).flatMap((place) =>
    Object.entries(lawfulBodies).flatMap(([kind, varies]): Mutant[] => {
      // The case tests this value, or a later step uses it, so it is not varied.
      if (place.path.some((token) => recipe.includes(`"${token}"`))) return [];
      if (kind === 'empty-list' && isCounted) return [];
      const index = varies(place).findIndex((value) => {
        const changed = replaceAt(body.value, place.path, () => value);
        return changed !== undefined && isAsLawful(subject, body.schema, body.value, changed);
      });
      if (index < 0) return [];
      const change: Change = (answer) => {
        const value = String(answer.status) === status ? jsonOf(answer) : undefined;
        if (value === undefined) return undefined;
        const varied = replaceAt(value, place.path, (one) => varies({ ...place, value: one })[index]);
        // In another response of this status the value may be different.
        return varied !== undefined && isAsLawful(subject, body.schema, value, varied)
          ? withJson(answer, varied)
          : undefined;
      };
      return [variation(subject, operation, kind, [status, ...place.path].join('.'), change)];
    }),
  );
}

/** The case's own recipe, and those of cases with the same status: each of their responses is varied. */
function promisesOf(
  { recipes }: Subject,
  { planned: { operation, status, example } }: Sample,
  samples: readonly Sample[],
) {
  const { operationId } = operation;
  const alike = samples.filter(({ planned }) => planned.operation === operation && planned.status === status);
  const expected = alike.map(({ planned }) => recipeFor(recipes, operationId, planned.example ?? status)?.expect ?? {});
  return JSON.stringify([recipeFor(recipes, operationId, example ?? status) ?? {}, ...expected]);
}

/** A count has to be right, so the list beside it is not emptied. */
const isCount = (name = ''): boolean => /(^|_)count$|Count$/.test(name);

/**
 * Whether the value is valid and belongs to the same alternative of a response, since another failure belongs to
 * another case.
 */
function isAsLawful({ document, oracle }: Subject, schema: string, right: Json, varied: Json): boolean {
  if (!oracle.allows(schema, varied)) return false;
  const node = follow(document, { $ref: `#${encodeURI(schema)}` }, '');
  const branches = ['oneOf', 'anyOf'].flatMap((keyword) => {
    const list = node?.value[keyword];
    return Array.isArray(list) ? list.map((_, index) => `${node?.pointer}/${keyword}/${index}`) : [];
  });
  return branches.filter((branch) => oracle.allows(branch, right)).every((branch) => oracle.allows(branch, varied));
}

const variation = (subject: Subject, operation: Operation, kind: string, name: string, change: Change): Mutant => ({
  id: [subject.provider, operation.operationId, 'lawful', kind, name].filter(Boolean).join('/'),
  provider: subject.provider,
  operationId: operation.operationId,
  kind,
  isLawful: true,
  implement: () => answering(play(subject).fetch, operation, subject.url, change),
});
