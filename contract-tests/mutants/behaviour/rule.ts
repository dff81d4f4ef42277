/** One rule of a provider that no schema says, and an implementation without it. */
import type { Implementation, Mutant } from '../mutant.js';
import type { Subject } from '../subject.js';
import { behaving, type Around } from './handlers.js';

export type RuleKind = 'time-window' | 'attempts' | 'state-rule' | 'credential-rule' | 'document-rule' | 'webhook';

export interface Broken {
  kind: RuleKind;
  /** In a few words, for the id. */
  name: string;
  operationId: string;
  around?: Around;
  /** Where handlers alone do not make it. */
  implement?: (subject: Subject) => Implementation;
}

export const ruleMutants = (subject: Subject, broken: readonly Broken[]): Mutant[] =>
  broken.map(({ kind, name, operationId, around, implement }) => ({
    id: `${subject.provider}/${operationId}/${kind}/${name}`,
    provider: subject.provider,
    operationId,
    kind,
    showsElsewhere: true,
    implement: () => (implement ? implement(subject) : behaving(subject, [operationId], around as Around)),
  }));
