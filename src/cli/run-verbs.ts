/** Wires verbs into one command. Results go to stdout, talk to stderr; a CliError is printed as its message alone. */
import { Command } from 'commander';
import { CliError } from '../openapi/cli-error.js';
import { manifest } from '../openapi/providers.js';
import { guardOutput, shortenErrors, withoutUserinfo } from './output.js';
import { reportError } from './report-error.js';

/** `load` is called only for the verb that was asked for: most verbs need packages that others do not. */
export type Verbs = Record<string, { description: string; load: () => Promise<Command> }>;

/** Runs the verb that the arguments name. Sets the exit code; never throws. */
export async function runVerbs(name: string, verbs: Verbs): Promise<void> {
  const output = { writeErr: (text: string) => void process.stderr.write(withoutUserinfo(text)) };
  const program = new Command(name).description(manifest.description).version(manifest.version).configureOutput(output);
  const exit = (stop: { exitCode: number }): never => process.exit(stop.exitCode === 0 ? 0 : 2);
  guardOutput();
  const onNothingLeft = (): void => {
    const doubt = 'does the configuration, or a function in it, ever come to an end?';
    reportError(new CliError(`nothing is left to wait for, and it is not done: ${doubt}`, 2));
  };
  process.once('beforeExit', onNothingLeft);
  shortenErrors();
  try {
    const [first, second] = process.argv.slice(2);
    const wanted = first === 'help' ? second : first;
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
}
