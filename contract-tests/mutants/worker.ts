/** A process that proves its share of the mutants, and tells of each as soon as it is done. */
import { prepareBench } from './bench.js';
import { choose, type Choice } from './choose.js';
import { prove, type Verdict } from './prove.js';

export interface Share extends Choice {
  providers: readonly string[];
  /** Every how many-th mutant, from which on. */
  of: number;
  from: number;
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
    for (const mutant of own) tell({ verdict: await prove(bench, mutant) });
  }
}

const tell = (message: Message): void => void process.send?.(message);
