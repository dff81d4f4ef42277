/**
 * Runs the checks on a mutant: first the cases of its own operation, then, if it may show there, those of all others.
 */
import type { Bench } from './bench.js';
import { causes } from './causes/index.js';
import { inspect, type CheckPhase } from './inspect.js';
import type { Mutant } from './mutant.js';
import { complaintsOf } from './peers/peer.js';

export interface Verdict {
  id: string;
  kind: string;
  isLawful: boolean;
  /** The phase that detected it; undefined for a survivor. */
  killedBy?: string;
  /** The message of the first case that failed. */
  finding?: string;
  /** The code of that violation. */
  code?: string;
  /** Whether a check made it differ from the sound implementation. */
  hasErred: boolean;
  /** Names of the other checkers that distinguish it from the sound implementation. */
  toldBy: string[];
  /** Whether Redocly Respect alone detects it; undefined if it was not run. */
  toldByRespect?: boolean;
}

/** One step of the search: a phase, on the cases of the mutant's operation or on all. */
type Look = [phase: CheckPhase, everywhere: boolean];

const ownCases: readonly Look[] = [
  ['examples', false],
  ['negatives', false],
];
/** Only the relations show webhook events and the identity of users. */
const allCases: readonly Look[] = [...ownCases, ['workflows', false], ['examples', true], ['relations', true]];
/** Causes from other people's implementations may be detected in every phase. */
const allPhases: readonly Look[] = [
  ['examples', false],
  ['relations', true],
  ['positives', false],
  ['negatives', false],
  ['workflows', false],
  ['examples', true],
];

/** A mutant that differs on all operations is checked on all. */
const everything: readonly Look[] = (['examples', 'positives', 'relations', 'negatives'] as const).map((phase) => [
  phase,
  true,
]);

const isWhole = ({ kind }: Mutant): boolean => kind.startsWith('whole-');
const isCause = ({ kind }: Mutant): boolean => Object.hasOwn(causes, kind);

function looksFor(mutant: Mutant): readonly Look[] {
  if (isWhole(mutant)) return everything;
  if (isCause(mutant)) return allPhases;
  return mutant.showsElsewhere ? allCases : ownCases;
}

export async function prove({ subject, peers, alarms }: Bench, mutant: Mutant): Promise<Verdict> {
  const { id, kind, operationId } = mutant;
  const verdict: Verdict = { id, kind, isLawful: mutant.isLawful === true, hasErred: false, toldBy: [] };
  for (const [phase, everywhere] of looksFor(mutant)) {
    const { fetch, hasErred } = mutant.implement();
    const inspection = await inspect(
      subject,
      fetch,
      everywhere && (phase !== 'relations' || mutant.isLawful) ? undefined : operationId,
      phase,
      isWhole(mutant) || isCause(mutant) ? 'direct' : 'dredd',
    );
    verdict.hasErred ||= hasErred();
    if (phase === 'examples' && !everywhere) {
      const sound = alarms.get(operationId) ?? [];
      const telling = peers.filter((peer, index) =>
        [...complaintsOf(peer, inspection)].some((complaint) => !sound[index]?.has(complaint)),
      );
      verdict.toldBy = telling.map(({ name }) => name);
    }
    const failed = inspection.rows.find(({ outcome }) => outcome === 'failed');
    if (!failed) continue;
    const { message = '', pointer = '', code } = failed.violations[0] ?? {};
    return {
      ...verdict,
      killedBy: phase,
      code,
      finding: `${failed.operationId} ${failed.status} ${failed.case ?? failed.example}: ${pointer} ${message}`,
    };
  }
  return verdict;
}
