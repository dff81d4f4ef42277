/** How a command ends that was stopped: one sentence, never a stack trace. */
import { CliError } from '../openapi/cli-error.js';
import { withoutUserinfo } from './output.js';

export function reportError(thrown: unknown): void {
  const isHomeless = (thrown as NodeJS.ErrnoException | undefined)?.syscall === 'uv_cwd';
  const error = isHomeless ? new CliError('the working directory is gone: change to one that is there', 2) : thrown;
  if (error instanceof CliError) {
    console.error(`kyc-contracts: ${withoutUserinfo(error.message)}`);
    process.exitCode = error.exitCode;
  } else {
    // Not foreseen, so a defect of ours. The stack trace is for a report of it, and only on request.
    const [message = ''] = String(error instanceof Error ? error.message : error).split('\n');
    console.error(
      `kyc-contracts: ${withoutUserinfo(message)} (a defect of kyc-contracts: please report it; KYC_CONTRACTS_DEBUG=1 shows where)`,
    );
    if (process.env.KYC_CONTRACTS_DEBUG) console.error(error);
    process.exitCode = 70;
  }
}
