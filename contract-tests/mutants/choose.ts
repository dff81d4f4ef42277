/** Selects mutants: all, those of a kind or an operation, or some of each kind. */
import type { Mutant } from './mutant.js';

export interface Choice {
  kind?: string;
  operation?: string;
  /** The maximal number of each kind, evenly spread and deterministic. */
  sample?: number | undefined;
}

export function choose(mutants: readonly Mutant[], { kind, operation, sample }: Choice): Mutant[] {
  const meant = mutants.filter(
    (one) => (kind === undefined || one.kind === kind) && (operation === undefined || one.operationId === operation),
  );
  if (sample === undefined) return meant;
  const kinds = [...new Set(meant.map((one) => one.kind))];
  return kinds.flatMap((name) =>
    spread(
      meant.filter((one) => one.kind === name),
      sample,
    ),
  );
}

const spread = <T>(list: readonly T[], count: number): T[] =>
  list.filter(
    (_, index) => Math.floor((index * count) / list.length) !== Math.floor(((index - 1) * count) / list.length),
  );

/** The same mutants with the kinds mixed evenly, so that a run that is stopped early says something about each. */
export function mixed(mutants: readonly Mutant[]): Mutant[] {
  const kinds = [...new Set(mutants.map(({ kind }) => kind))];
  return kinds
    .flatMap((name) => {
      const own = mutants.filter(({ kind }) => kind === name);
      return own.map((mutant, index) => ({ mutant, share: (index + 0.5) / own.length }));
    })
    .sort((a, b) => a.share - b.share)
    .map(({ mutant }) => mutant);
}
