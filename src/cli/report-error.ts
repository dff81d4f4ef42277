/** How a command ends that was stopped: one sentence for what its user can mend, a stack trace for a defect of ours. */
import { CliError } from '../openapi/cli-error.js';

export function reportError(error: unknown): void {
  if (error instanceof CliError) {
    console.error(`kyc-contracts: ${error.message}`);
    process.exitCode = error.exitCode;
  } else {
    // Not foreseen, so a defect of ours: the stack trace is what a report of it needs.
    console.error(error);
    process.exitCode = 70;
  }
}
