/** Has a mutant checked: by its own operation's cases first, then, where it may show there, by everybody else's. */
import type { Bench } from './bench.js';
import { inspect, phases } from './inspect.js';
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
  /** Whether any check brought it to err. */
  hasErred: boolean;
  /** Other checkers that have told it from the sound implementation, by name. */
  toldBy: string[];
}

export async function prove({ subject, peers, alarms }: Bench, mutant: Mutant): Promise<Verdict> {
  const { id, kind, operationId } = mutant;
  const verdict: Verdict = { id, kind, isLawful: mutant.isLawful === true, hasErred: false, toldBy: [] };
  for (const scope of mutant.showsElsewhere ? [operationId, undefined] : [operationId]) {
    for (const phase of Object.keys(phases)) {
      const { fetch, hasErred } = mutant.implement();
      const inspection = await inspect(subject, fetch, scope, [phase]);
      verdict.hasErred ||= hasErred();
      if (scope === operationId) {
        const sound = alarms.get(operationId) ?? [];
        const telling = peers.filter((peer, index) =>
          [...complaintsOf(peer, inspection)].some((complaint) => !sound[index]?.has(complaint)),
        );
        verdict.toldBy = [...new Set([...verdict.toldBy, ...telling.map(({ name }) => name)])];
      }
      const failed = inspection.rows.find(({ outcome }) => outcome === 'failed');
      if (!failed) continue;
      const { message = '' } = failed.violations[0] ?? {};
      return { ...verdict, killedBy: phase, finding: `${failed.operationId} ${failed.status}: ${message}` };
    }
  }
  return verdict;
}
