/** Classifies the mutants and their survivors. */
import { equivalenceOf, reasonFor } from './impossible.js';
import type { Verdict } from './prove.js';

export type Outcome = 'killed' | 'impossible' | 'survived' | 'never erred' | 'equivalent' | 'left alone' | 'flagged';

export function outcomeOf(verdict: Verdict): Outcome {
  if (verdict.isLawful) return verdict.killedBy === undefined ? 'left alone' : 'flagged';
  if (verdict.killedBy !== undefined) return 'killed';
  if (reasonFor(verdict.id) !== undefined) return 'impossible';
  if (verdict.hasErred) return 'survived';
  // A mutant of memory whose defect nothing depends on is equivalent to the sound implementation.
  if (verdict.kind.startsWith('memory-') || equivalenceOf(verdict.id) !== undefined) return 'equivalent';
  return 'never erred';
}

export interface Count {
  name: string;
  mutants: number;
  killed: number;
  impossible: number;
  survived: number;
  /** No request of the check made it differ from the sound one, which is a gap of the check's traffic. */
  neverErred: number;
  /** The number of detected mutants by the name of the other checker. */
  toldBy: Record<string, number>;
  /** Mutants that were run with Respect, and those that it detected. */
  respect: { asked: number; told: number };
}

/** One row for each kind of mutant, and one for all; equivalent mutants are not counted. */
export function countByKind(verdicts: readonly Verdict[]): Count[] {
  const real = verdicts.filter((verdict) => !verdict.isLawful && outcomeOf(verdict) !== 'equivalent');
  const kinds = [...new Set(real.map(({ kind }) => kind))];
  return [
    ...kinds.map((kind) =>
      count(
        kind,
        real.filter((one) => one.kind === kind),
      ),
    ),
    count('all', real),
  ];
}

function count(name: string, verdicts: readonly Verdict[]): Count {
  const of = (outcome: Outcome) => verdicts.filter((verdict) => outcomeOf(verdict) === outcome).length;
  const toldBy: Record<string, number> = {};
  for (const peer of verdicts.flatMap((verdict) => verdict.toldBy)) toldBy[peer] = (toldBy[peer] ?? 0) + 1;
  const asked = verdicts.filter(({ toldByRespect }) => toldByRespect !== undefined);
  return {
    name,
    respect: { asked: asked.length, told: asked.filter(({ toldByRespect }) => toldByRespect).length },
    mutants: verdicts.length,
    killed: of('killed'),
    impossible: of('impossible'),
    survived: of('survived'),
    neverErred: of('never erred'),
    toldBy,
  };
}
