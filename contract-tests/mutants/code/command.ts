/**
 * `npm run mutants:code -- PROVIDER`: changes the sandbox's code in one place, runs a check, and lists the changes
 * without a violation. Each is a rule that no row covers, a choice of ours, or an equivalent change: a person has to
 * read them.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { CliError } from '../../../src/openapi/cli-error.js';
import { listMocked } from '../../../src/openapi/providers.js';
import { reportError } from '../../../src/cli/run-verbs.js';
import { progress } from '../progress.js';
import { codeMutantsOf, unchanged, type CodeMutant } from './build.js';

interface Flags {
  file?: string;
  every: number;
  json?: true;
}

interface Verdict extends CodeMutant {
  /** The case with a violation; undefined if there is none. */
  told?: string | undefined;
}

/** Seconds. A check of Sila takes twenty. */
const patience = 180;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 100);

class Worker {
  #child: ChildProcess | undefined;

  judge(provider: string, mutant: CodeMutant): Promise<string | undefined> {
    const child = (this.#child ??= fork(new URL('./worker.ts', import.meta.url), {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }));
    return new Promise((resolve) => {
      const settle = (told: string | undefined, isOver: boolean): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (isOver) this.close();
        resolve(told);
      };
      const timer = setTimeout(() => settle(`no end within ${patience} s`, true), patience * 1000);
      child.once('message', ({ told }: { told?: string }) => settle(told, false));
      child.once('exit', () => settle('the process ended', true));
      child.once('error', () => settle('the process ended', true));
      child.send({ provider, mutant });
    });
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

const command = new Command('mutants:code')
  .addArgument(new Argument('<provider>').choices(listMocked()))
  .option('--file <part>', 'only files whose name has this')
  .option('--every <count>', 'only every so manieth change', readCount, 1)
  .option('--json', 'write a row each as JSON to stdout')
  .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2))
  .addHelpText(
    'after',
    '\nA change takes a second (Alfred) to twenty (Sila). Exit codes: 0 however many live · 1 the check fails without a change · 2 bad usage',
  )
  .action(async (provider: string, { file, every, json }: Flags) => {
    const mutants = codeMutantsOf(provider, file).filter((_, index) => index % every === 0);
    if (mutants.length === 0) throw new CliError(`no file of src/sandbox/${provider} has "${file}" in its name`, 2);
    const verdicts: Verdict[] = [];
    const worker = new Worker();
    const report = progress();
    try {
      const told = await worker.judge(provider, unchanged(provider));
      if (told !== undefined) throw new CliError(`the sandbox as it is fails its check: ${told}`, 1);
      for (const mutant of mutants) {
        report(verdicts.length, mutants.length);
        verdicts.push({ ...mutant, told: await worker.judge(provider, mutant) });
      }
    } finally {
      worker.close();
      process.stderr.write('\n');
    }
    const alive = verdicts.filter(({ told }) => told === undefined);
    if (json) process.stdout.write(`${JSON.stringify(verdicts, undefined, 2)}\n`);
    const lines = alive.map(({ file: name, line, kind, code }) => `${name}:${line} ${kind}: ${oneLine(code)}`);
    (json ? process.stderr : process.stdout).write(
      `${[...lines, `${verdicts.length - alive.length} of ${verdicts.length} changes are seen`].join('\n')}\n`,
    );
  });

function readCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('expected a whole number, 1 or more');
  return Number(text);
}

try {
  await command.parseAsync();
} catch (error) {
  reportError(error);
}
