/** What a command says when it stops on purpose: one sentence for a person and the exit code for a machine. */

/**
 * 1: the contract is violated, or a committed file is stale.
 * 2: bad usage or configuration.
 * 3: the target cannot be reached.
 */
export type ExitCode = 1 | 2 | 3;

/** Thrown by any verb; the command prints `message` without a stack trace and exits with `exitCode`. */
export class CliError extends Error {
  override name = 'CliError' as const;
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
