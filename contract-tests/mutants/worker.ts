/** A process that proves its share of the mutants, and reports each result at once. */
import { prepareBench } from './bench.js';
import { choose, mixed, type Choice } from './choose.js';
import { respectTells } from './peers/respect.js';
import { prove, type Verdict } from './prove.js';

export interface Share extends Choice {
  providers: readonly string[];
  /** The step and the first index of the share. */
  of: number;
  from: number;
  /** How many of each kind are also run with Respect. */
  respect: number;
}

export type Message = { planned: number } | { verdict: Verdict } | { broken: string };

// Ctrl-C reaches the whole group: the first process prints what is proven, and ends this one.
process.on('SIGINT', () => undefined);
process.once('message', (share: Share) => {
  work(share)
    .catch((error: Error) => tell({ broken: error.stack ?? error.message }))
    .finally(() => process.disconnect?.());
});

async function work(share: Share): Promise<void> {
  const { from, of } = share;
  for (const provider of share.providers) {
    const bench = await prepareBench(provider);
    const own = mixed(choose(bench.mutants, share)).filter((_, index) => index % of === from);
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
