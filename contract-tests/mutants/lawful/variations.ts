/** Implementations that are as lawful as the sandbox, and other: none of the checks may have anything against them. */
import type { Operation } from '../../../src/openapi/document.js';
import { recipeFor } from '../../../src/checker/recipes/recipe.js';
import { jsonOf, withJson } from '../answer.js';
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
  const bodies = samples.flatMap((sample) => bodyVariations(subject, sample));
  return [...new Map([...messages, ...bodies].map((one) => [one.id, one])).values()];
}

function bodyVariations(subject: Subject, { planned, body }: Sample): Mutant[] {
  if (!body) return [];
  const { document, oracle, recipes } = subject;
  const { operation, status, example } = planned;
  const recipe = JSON.stringify(recipeFor(recipes, operation.operationId, example ?? status) ?? {});
  return placesOf(document, oracle, body.schema, body.value).flatMap((place) =>
    Object.entries(lawfulBodies).flatMap(([kind, varies]): Mutant[] => {
      // What the case is about, or a later step takes, is no matter of taste.
      if (place.path.some((token) => recipe.includes(`"${token}"`))) return [];
      const index = varies(place).findIndex((value) => {
        const changed = replaceAt(body.value, place.path, () => value);
        return changed !== undefined && oracle.allows(body.schema, changed);
      });
      if (index < 0) return [];
      const change: Change = (answer) => {
        const value = String(answer.status) === status ? jsonOf(answer) : undefined;
        if (value === undefined) return undefined;
        const varied = replaceAt(value, place.path, (one) => varies({ ...place, value: one })[index]);
        // Of another answer of this status it may be something else.
        return varied !== undefined && oracle.allows(body.schema, varied) ? withJson(answer, varied) : undefined;
      };
      return [variation(subject, operation, kind, [status, ...place.path].join('.'), change)];
    }),
  );
}

const variation = (subject: Subject, operation: Operation, kind: string, name: string, change: Change): Mutant => ({
  id: [subject.provider, operation.operationId, 'lawful', kind, name].filter(Boolean).join('/'),
  provider: subject.provider,
  operationId: operation.operationId,
  kind,
  isLawful: true,
  implement: () => answering(play(subject).fetch, operation, subject.url, change),
});
