import type { Call } from '../definition.js';
import { CallError } from './call-error.js';

/**
 * A failure that the provider reported, as `throwOnError` and `expectOk` throw it. The message has the operation, the
 * status and the provider's code where the document has it; no text of the provider's, which may quote what was sent. A
 * log of the error shows nothing else.
 */
export class KycApiError extends CallError {
  override name = 'KycApiError' as const;
  override readonly status: number;
  /**
   * By which the provider tells failures apart, such as Sila's `error_code`; a number as its text. Undefined where it sent
   * none. Enumerable only if the document has it.
   */
  declare readonly code: string | undefined;
  /** What to quote to the provider's support. Sila repeats the caller's own `header.reference` in its absence. Not enumerable. */
  declare readonly reference: string | undefined;
  readonly retryable: boolean;
  readonly sent = 'yes';
  /** The body as it came. Not enumerable, so that a log of the error does not print it: it may hold personal data. */
  declare readonly body: unknown;

  constructor(call: Call, status: number, body: unknown) {
    const { operationId, method, path, repeatable, failure } = call;
    const { code: name = '', reference = [] } = failure ?? {};
    const text = (name: string) => {
      const value = (body as Record<string, unknown> | undefined)?.[name];
      return typeof value === 'string' ? value : undefined;
    };
    const number = (body as Record<string, unknown> | undefined)?.[name];
    const code = Number.isSafeInteger(number) ? String(number) : text(name);
    // What the document does not have may be anything, so it does not get into a log.
    const known = code !== undefined && failure?.codes?.includes(code) === true;
    super(operationId, `${operationId} (${method} ${path}) failed: ${status}${known ? ` ${code}` : ''}`);
    this.status = status;
    this.retryable = status === 429 || (repeatable && status >= 500);
    Object.defineProperties(this, {
      code: { value: code, enumerable: known },
      reference: { value: reference.map(text).find((value) => value !== undefined) },
      body: { value: body },
    });
  }
}
