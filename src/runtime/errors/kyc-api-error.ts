import type { Call } from '../definition.js';
import { CallError } from './call-error.js';

/**
 * A failure of the provider, as thrown by `throwOnError` and `expectOk`. The message has the operation, the status and
 * a documented code of the provider, but none of the provider's text, which may quote the request. A log of the error
 * shows nothing else.
 */
export class KycApiError extends CallError {
  override name = 'KycApiError' as const;
  override readonly status: number;
  /**
   * The provider's error code, such as Sila's `error_code`; a number is converted to text. Undefined if the provider
   * sent none. Enumerable only if the document has it.
   */
  declare readonly code: string | undefined;
  /**
   * The reference for the provider's support. Without one Sila repeats the caller's own `header.reference`. Not
   * enumerable.
   */
  declare readonly reference: string | undefined;
  readonly retryable: boolean;
  readonly sent = 'yes';
  /** The body as received. Not enumerable, so that a log of the error does not print personal data. */
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
    // An undocumented code may contain anything, so it is kept out of logs.
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
