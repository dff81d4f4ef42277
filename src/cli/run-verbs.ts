/**
 * Combines verbs into one command. Results go to stdout, messages to stderr; of a CliError only the message is printed.
 */
import { Command } from 'commander';
import { CliError } from '../openapi/cli-error.js';
import { command } from '../checker/reports/workflow-command.js';
import { manifest } from '../openapi/providers.js';
import { guardOutput, shortenErrors, withoutPassword, writeCommands } from './output.js';

export interface Verb {
  description: string;
  /** Called only for the chosen verb, since most verbs need packages of their own. */
  load: () => Promise<Command>;
  /** Whether it runs code of the user's, which may leave a timer or a connection open: the process ends without them. */
  runsForeignCode?: boolean;
}

export type Verbs = Record<string, Verb>;

/** Runs the verb in the arguments. It sets the exit code and never throws. */
export async function runVerbs(name: string, verbs: Verbs): Promise<void> {
  const output = {
    writeErr: (text: string) => {
      const said = withoutPassword(text);
      process.stderr.write(said);
      const [, message] = /^error: (.+)/.exec(said) ?? [];
      if (message !== undefined) annotate(message);
    },
  };
  const program = new Command(name).description(manifest.description).version(manifest.version).configureOutput(output);
  const exit = (stop: { exitCode: number }): never => process.exit(stop.exitCode === 0 ? 0 : 2);
  guardOutput();
  const onNothingLeft = (): void => {
    const doubt = 'does the configuration, or a function in it, ever come to an end?';
    reportError(new CliError(`nothing is left to wait for, and it is not done: ${doubt}`, 2));
  };
  process.once('beforeExit', onNothingLeft);
  shortenErrors();
  let isForeign = false;
  try {
    const [first, second] = process.argv.slice(2);
    const wanted = first === 'help' ? second : first;
    isForeign = wanted !== undefined && verbs[wanted]?.runsForeignCode === true;
    for (const [verbName, { description, load }] of Object.entries(verbs)) {
      const verb = verbName === wanted ? await load() : new Command(verbName);
      program.addCommand(verb.description(description).configureOutput(output).exitOverride(exit));
    }
    await program.exitOverride(exit).parseAsync();
  } catch (error) {
    reportError(error);
  } finally {
    process.off('beforeExit', onNothingLeft);
  }
  if (!isForeign) return;
  // What is on its way to a pipe comes first.
  for (const stream of [process.stdout, process.stderr])
    if (stream.writable) await new Promise<void>((resolve) => stream.write('', () => resolve()));
  process.exit();
}

/** Ends a stopped command with one sentence and no stack trace. */
export function reportError(thrown: unknown): void {
  const isHomeless = (thrown as NodeJS.ErrnoException | undefined)?.syscall === 'uv_cwd';
  const error = isHomeless ? new CliError('the working directory is gone: change to one that is there', 2) : thrown;
  if (error instanceof CliError) {
    const message = withoutPassword(error.message);
    console.error(`kyc-contracts: ${message}`);
    if (error.exitCode === 2) annotate(message);
    process.exitCode = error.exitCode;
  } else {
    // An unexpected error is a defect of ours. Its stack trace is printed on request.
    const [message = ''] = String(error instanceof Error ? error.message : error).split('\n');
    console.error(
      `kyc-contracts: ${withoutPassword(message)} (a defect of kyc-contracts: please report it; KYC_CONTRACTS_DEBUG=1 shows where)`,
    );
    if (process.env.KYC_CONTRACTS_DEBUG) console.error(error);
    process.exitCode = 70;
  }
}

/** Wrong usage is shown with the run and the pull request. All other failures are in the reports. */
function annotate(message: string): void {
  if (process.env.GITHUB_ACTIONS === 'true')
    writeCommands(process.stdout, [command('error', 'kyc-contracts', message)]);
}
