/** A process that proves its share of the mutants, and tells of each as soon as it is done. */
import { prepareBench } from './bench.js';
import { choose, type Choice } from './choose.js';
import { respectTells } from './peers/respect.js';
import { prove, type Verdict } from './prove.js';

export interface Share extends Choice {
  providers: readonly string[];
  /** Every how many-th mutant, from which on. */
  of: number;
  from: number;
  /** Of each kind so many are shown to Respect as well. */
  respect: number;
}

export type Message = { planned: number } | { verdict: Verdict } | { broken: string };

process.once('message', (share: Share) => {
  work(share)
    .catch((error: Error) => tell({ broken: error.stack ?? error.message }))
    .finally(() => process.disconnect?.());
});

async function work(share: Share): Promise<void> {
  const { from, of } = share;
  for (const provider of share.providers) {
    const bench = await prepareBench(provider);
    const own = choose(bench.mutants, share).filter((_, index) => index % of === from);
    tell({ planned: own.length });
    const asked = new Set(choose(bench.mutants, { ...share, sample: share.respect }));
    for (const mutant of own) {
      const verdict = await prove(bench, mutant);
      const toldByRespect = asked.has(mutant)
        ? await respectTells(bench.subject, mutant.operationId, mutant.implement().fetch)
        : undefined;
      tell({ verdict: { ...verdict, ...(toldByRespect !== undefined && { toldByRespect }) } });
    }
  }
}

const tell = (message: Message): void => void process.send?.(message);
