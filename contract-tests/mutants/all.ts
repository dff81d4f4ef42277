/** The whole catalogue of a provider. */
import { alfredRules } from './behaviour/alfred.js';
import { lenientMutants } from './behaviour/lenient.js';
import { memoryMutants } from './behaviour/memory.js';
import { ruleMutants } from './behaviour/rule.js';
import { silaRules } from './behaviour/sila.js';
import { answerMutants } from './catalogue.js';
import { inspect } from './inspect.js';
import type { Mutant } from './mutant.js';
import { samplesOf, type Sample } from './sample.js';
import { play, type Subject } from './subject.js';

const rules: Readonly<Record<string, Parameters<typeof ruleMutants>[1]>> = { alfred: alfredRules, sila: silaRules };

/** What the sound implementation answers, operation by operation. @throws {Error} where the checks fault it. */
export async function collectSamples(subject: Subject): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const { operationId } of subject.operations) {
    const inspection = await inspect(subject, play(subject).fetch, operationId);
    const fault = inspection.rows.find(({ outcome }) => outcome === 'failed');
    if (fault)
      throw new Error(`the sandbox itself fails ${operationId} ${fault.status}: ${fault.violations[0]?.message}`);
    samples.push(...samplesOf(subject, inspection));
  }
  return samples;
}

export const catalogueOf = (subject: Subject, samples: readonly Sample[]): Mutant[] => [
  ...answerMutants(subject, samples),
  ...lenientMutants(subject),
  ...memoryMutants(subject),
  ...ruleMutants(subject, rules[subject.provider] ?? []),
];
