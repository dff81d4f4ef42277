import type { Call } from '../definition.js';

/**
 * A failure that the provider reported, as `expectOk` throws it. The message has the operation, the status and the
 * provider's code; no text of the provider's, which may quote what was sent.
 */
export class KycApiError extends Error {
  override name = 'KycApiError' as const;
  /** The document's name of the operation, such as `kyc`. */
  readonly operationId: string;
  readonly status: number;
  /** By which the provider tells failures apart, such as Sila's `error_code`; undefined where it sent none. */
  readonly code: string | undefined;
  /** What to quote to the provider's support. Sila repeats the caller's own `header.reference` in its absence. */
  readonly reference: string | undefined;
  /** Might the same call succeed later, and is it safe to send it again? */
  readonly retryable: boolean;
  /** The body as it came. Not enumerable, so that a log of the error does not print it: it may hold personal data. */
  declare readonly body: unknown;

  constructor(
    { operationId, method, path, repeatable }: Call,
    status: number,
    body: unknown,
    { code, reference }: { code: string | undefined; reference: string | undefined },
  ) {
    // A code is a word. What else stands in its place does not get into a log.
    const word = code !== undefined && /^[\w.-]{1,64}$/.test(code) ? ` ${code}` : '';
    super(`${operationId} (${method} ${path}) failed: ${status}${word}`);
    this.operationId = operationId;
    this.status = status;
    this.code = code;
    this.reference = reference;
    this.retryable = status === 429 || (repeatable && status >= 500);
    Object.defineProperty(this, 'body', { value: body });
  }
}
