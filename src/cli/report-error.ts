/** How a command ends that was stopped: one sentence for what its user can mend, a stack trace for a defect of ours. */
import { CliError } from '../openapi/cli-error.js';
import { withoutUserinfo } from './output.js';

/** @param tools The version of each development tool, by package. */
export function reportError(error: unknown, tools: Readonly<Record<string, string>>): void {
  const stop = error instanceof CliError ? error : missingTool(error, tools);
  if (stop) {
    console.error(`kyc-contracts: ${withoutUserinfo(stop.message)}`);
    process.exitCode = stop.exitCode;
  } else {
    // Not foreseen, so a defect of ours: the stack trace is what a report of it needs.
    console.error(error);
    process.exitCode = 70;
  }
}

/** A development tool that is not installed: which one, in the version that the verbs are tested with. */
function missingTool(error: unknown, tools: Readonly<Record<string, string>>): CliError | undefined {
  if (!(error instanceof Error) || (error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  const name = /Cannot find package '((?:@[^/']+\/)?[^/']+)/.exec(error.message)?.[1];
  const version = name && tools[name];
  return version ? new CliError(`this needs ${name}: npm i -D ${name}@${version}`, 2) : undefined;
}
