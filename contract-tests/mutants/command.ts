/**
 * `npm run mutants`: counts the broken implementations that the checks detect, and those that other checkers detect.
 * The catalogue is in contract-tests/mutants and not in the package; this file has the arguments and the exit codes.
 */
import { Command, InvalidArgumentError } from 'commander';
import { progress } from './progress.js';
import { runMutants } from './run.js';
import { benched } from './bench.js';
import { outcomeOf } from './outcome.js';
import { renderTable } from './table.js';
import { CliError } from '../../src/openapi/cli-error.js';
import { chooseProviders } from '../../src/openapi/providers.js';
import { reportError } from '../../src/cli/run-verbs.js';

interface MutantFlags {
  kind?: string;
  operation?: string;
  sample?: number;
  respect: number;
  json?: true;
}

const mutants = new Command('mutants')
  .argument('[provider...]', `${benched.join(' or ')}; all by default`)
  .option('--kind <kind>', 'only mutants of this kind')
  .option('--operation <operationId>', 'only mutants of this operation')
  .option('--sample <count>', 'at most so many of each kind and provider, the same ones each time', readCount)
  .option('--respect <count>', 'show Redocly Respect so many of each kind and provider', readCount, 1)
  .option('--json', 'write one row a mutant as JSON to stdout, and the table to stderr')
  .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2))
  .addHelpText(
    'after',
    '\nExit codes: 0 all are killed but what cannot be · 1 one survives · 2 bad usage · 130 stopped with Ctrl-C: the table is of what was proven until then',
  )
  .action(async (names: string[], { json, ...choice }: MutantFlags) => {
    const stopped = new AbortController();
    process.once('SIGINT', () => stopped.abort());
    const report = progress();
    let planned = 0;
    const verdicts = await runMutants({
      ...choice,
      providers: chooseProviders(names, benched),
      progress: (soFar, count) => {
        planned = count;
        const alive = soFar.filter((verdict) => outcomeOf(verdict) === 'survived').length;
        report(soFar.length, planned, `, survived: ${alive}`);
      },
      signal: stopped.signal,
    });
    process.stderr.write('\n');
    if (verdicts.length === 0 && !stopped.signal.aborted)
      throw new CliError('there is no such mutant: leave out --kind and --operation to see all', 2);
    const table = `${renderTable(verdicts, ['Dredd alone', "Prism's proxy"])}\n`;
    if (json) process.stdout.write(`${JSON.stringify(verdicts, undefined, 2)}\n`);
    (json ? process.stderr : process.stdout).write(table);
    if (stopped.signal.aborted) {
      process.stderr.write(`stopped after ${verdicts.length} of ${planned}\n`);
      process.exitCode = 130;
      return;
    }
    const alive = verdicts.filter((verdict) => outcomeOf(verdict) === 'survived').length;
    const flagged = verdicts.filter((verdict) => outcomeOf(verdict) === 'flagged').length;
    const idle = verdicts.filter((verdict) => outcomeOf(verdict) === 'never erred').length;
    if (alive + idle + flagged > 0) {
      const counts = `survive: ${alive}, never erred: ${idle}, lawful ones flagged: ${flagged}`;
      throw new CliError(`mutants that ${counts}`, 1);
    }
  });

function readCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}

try {
  await mutants.parseAsync();
} catch (error) {
  reportError(error);
}
