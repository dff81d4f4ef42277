/** Has a mutant checked: by its own operation's cases first, then, where it may show there, by everybody else's. */
import type { Bench } from './bench.js';
import { causes } from './causes/index.js';
import { inspect, type CheckPhase } from './inspect.js';
import type { Mutant } from './mutant.js';
import { complaintsOf } from './peers/peer.js';

export interface Verdict {
  id: string;
  kind: string;
  isLawful: boolean;
  /** The phase that has found it out; left out for a survivor. */
  killedBy?: string;
  /** What that said, of the first case that failed. */
  finding?: string;
  /** The code of that violation. */
  code?: string;
  /** Whether any check brought it to err. */
  hasErred: boolean;
  /** Other checkers that have told it from the sound implementation, by name. */
  toldBy: string[];
  /** Whether Redocly Respect alone has; left out where it was not asked. */
  toldByRespect?: boolean;
}

/** Where a mutant is looked for: a phase, on the cases of its operation or of all. */
type Look = [phase: CheckPhase, everywhere: boolean];

const ownCases: readonly Look[] = [
  ['examples', false],
  ['negatives', false],
];
/** What webhooks are told, and who is the same user, shows in the relations alone. */
const allCases: readonly Look[] = [...ownCases, ['workflows', false], ['examples', true], ['relations', true]];
/** Of what other people's implementations were faulty in, every phase may tell. */
const allPhases: readonly Look[] = [
  ['examples', false],
  ['relations', true],
  ['positives', false],
  ['negatives', false],
  ['workflows', false],
  ['examples', true],
];

/** Who is other everywhere is looked at everywhere. */
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
