/** Has a mutant checked: by its own operation's cases first, then by everybody else's, until one of them fails. */
import { inspect, phases } from './inspect.js';
import type { Mutant } from './mutant.js';
import type { Subject } from './subject.js';

export interface Verdict {
  id: string;
  kind: string;
  origin: Mutant['origin'];
  /** The phase that has found it out. */
  killedBy?: string;
  /** What that said, of the first case that failed. */
  finding?: string;
  /** It never did anything wrong, so that nobody could find it out: no mutant after all. */
  isSound?: boolean;
}

/** @param thorough Whether who survives its own operation's cases meets those of all the others. */
export async function prove(subject: Subject, mutant: Mutant, thorough = true): Promise<Verdict> {
  const verdict = { id: mutant.id, kind: mutant.kind, origin: mutant.origin };
  let isSound = true;
  for (const operationId of thorough ? [mutant.operationId, undefined] : [mutant.operationId]) {
    for (const phase of Object.keys(phases)) {
      const { fetch, hasErred } = mutant.implement();
      const { rows } = await inspect(subject, fetch, operationId, [phase]);
      isSound &&= !hasErred();
      const failed = rows.find(({ outcome }) => outcome === 'failed');
      const [violation] = failed?.violations ?? [];
      if (failed) return { ...verdict, killedBy: phase, finding: `${failed.operationId} ${violation?.message ?? ''}` };
    }
  }
  return isSound ? { ...verdict, isSound } : verdict;
}
