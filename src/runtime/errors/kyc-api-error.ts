import type { Call } from '../definition.js';

/**
 * A failure that the provider reported, as `expectOk` throws it. The message has the operation, the status and the
 * provider's code where the document has it; no text of the provider's, which may quote what was sent. A log of the error
 * shows nothing else.
 */
export class KycApiError extends Error {
  override name = 'KycApiError' as const;
  /** The document's name of the operation, such as `kyc`. */
  readonly operationId: string;
  readonly status: number;
  /** By which the provider tells failures apart, such as Sila's `error_code`; undefined where it sent none. Enumerable only if the document has it. */
  declare readonly code: string | undefined;
  /** What to quote to the provider's support. Sila repeats the caller's own `header.reference` in its absence. Not enumerable. */
  declare readonly reference: string | undefined;
  /** Might the same call succeed later, and is it safe to send it again? */
  readonly retryable: boolean;
  /** The body as it came. Not enumerable, so that a log of the error does not print it: it may hold personal data. */
  declare readonly body: unknown;

  constructor(
    { operationId, method, path, repeatable, failure }: Call,
    status: number,
    body: unknown,
    { code, reference }: { code: string | undefined; reference: string | undefined },
  ) {
    // What the document does not have may be anything, so it does not get into a log.
    const known = code !== undefined && failure?.codes?.includes(code) === true;
    super(`${operationId} (${method} ${path}) failed: ${status}${known ? ` ${code}` : ''}`);
    this.operationId = operationId;
    this.status = status;
    this.retryable = status === 429 || (repeatable && status >= 500);
    Object.defineProperties(this, {
      code: { value: code, enumerable: known },
      reference: { value: reference },
      body: { value: body },
    });
  }
}
