/** Proves mutants in several processes: each takes a tenth of a second of one core, and there are thousands. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Choice } from './choose.js';
import type { Verdict } from './prove.js';
import type { Message, Share } from './worker.js';

export interface MutantRun extends Choice {
  providers: readonly string[];
  /** How many of each kind are also run with Redocly Respect, which takes two seconds each. */
  respect: number;
  /** Called after each mutant with all results so far. */
  progress: (verdicts: readonly Verdict[], planned: number) => void;
  /** Ends the run early: what is proven by then is returned. */
  signal: AbortSignal;
}

/** @throws {Error} when a process ends early. */
export async function runMutants({ progress, signal, ...choice }: MutantRun): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  let planned = 0;
  // Half of a mutant's time is spent waiting, for Dredd between two requests, and for Respect.
  const count = Math.min(8, 2 * availableParallelism());
  const worker = fileURLToPath(new URL(`worker${extname(import.meta.url)}`, import.meta.url));
  const shares = Array.from({ length: count }, (_, from) =>
    share(worker, { ...choice, of: count, from }, signal, (message) => {
      if ('planned' in message) planned += message.planned;
      if (!('verdict' in message)) return;
      verdicts.push(message.verdict);
      progress(verdicts, planned);
    }),
  );
  await Promise.all(shares);
  return verdicts.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function share(worker: string, work: Share, signal: AbortSignal, heard: (message: Message) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(worker, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let broken: string | undefined;
    child.on('message', (message: Message) => {
      if ('broken' in message) broken = message.broken;
      heard(message);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (signal.aborted || (code === 0 && broken === undefined)) resolve();
      else reject(new Error(broken ?? `a process that proves mutants ended with ${code}`));
    });
    signal.addEventListener('abort', () => child.kill());
    child.send(work);
  });
}
