/** A rule of a provider that is in no schema, and an implementation without it. */
import type { Implementation, Mutant } from '../mutant.js';
import type { Subject } from '../subject.js';
import { behaving, type Around } from './handlers.js';

export type RuleKind = 'time-window' | 'attempts' | 'state-rule' | 'credential-rule' | 'document-rule' | 'webhook';

export interface Broken {
  kind: RuleKind;
  /** A short name, for the id. */
  name: string;
  operationId: string;
  around?: Around;
  /** For implementations that need more than handlers. */
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
