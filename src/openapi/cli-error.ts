/** The error of a command that stops on purpose: a sentence for the user and an exit code. */

/**
 * 1: the contract is violated, or a committed file is stale.
 * 2: bad usage or configuration.
 * 3: the target cannot be reached.
 */
export type ExitCode = 1 | 2 | 3;

/** Any verb may throw it; the command prints `message` without a stack trace and exits with `exitCode`. */
export class CliError extends Error {
  override name = 'CliError' as const;
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
