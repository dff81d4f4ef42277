/** What became of the mutants, and what is to be thought of those that live. */
import { equivalenceOf, reasonFor } from './impossible.js';
import type { Verdict } from './prove.js';

export type Outcome = 'killed' | 'impossible' | 'survived' | 'never erred' | 'equivalent' | 'left alone' | 'flagged';

export function outcomeOf(verdict: Verdict): Outcome {
  if (verdict.isLawful) return verdict.killedBy === undefined ? 'left alone' : 'flagged';
  if (verdict.killedBy !== undefined) return 'killed';
  if (reasonFor(verdict.id) !== undefined) return 'impossible';
  if (verdict.hasErred) return 'survived';
  // What remembers or forgets may do so where nothing depends on it: then it does what the sound one does.
  if (verdict.kind.startsWith('memory-') || equivalenceOf(verdict.id) !== undefined) return 'equivalent';
  return 'never erred';
}

export interface Count {
  name: string;
  mutants: number;
  killed: number;
  impossible: number;
  survived: number;
  /** No request of the check brought them to be other than the sound one: a gap of its traffic. */
  neverErred: number;
  /** By name of the other checker. */
  toldBy: Record<string, number>;
  /** Shown to Respect, and told by it. */
  respect: { asked: number; told: number };
}

/** One row a kind of mutant, and one for all; those that are equivalent are counted nowhere. */
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
