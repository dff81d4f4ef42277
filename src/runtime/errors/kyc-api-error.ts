import type { Call } from '../definition.js';
import { CallError } from './call-error.js';

/**
 * A failure of the provider, as thrown by `throwOnError` and `expectOk`. The message has the operation, the status and
 * a documented code of the provider, but none of the provider's text, which may quote the request. A log of the error
 * shows nothing else.
 */
export class KycApiError extends CallError {
  override name = 'KycApiError' as const;
  declare readonly status: number;
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
  declare readonly retryable: boolean;
  readonly sent = 'yes';
  /** The body as received. Not enumerable, so that a log of the error does not print personal data. */
  declare readonly body: unknown;

  constructor(call: Call, status: number, body: unknown) {
    const { operationId, method, path, repeatable, failure } = call;
    const { code: name = '', codes = [], reference = [] } = failure ?? {};
    const textOf = (name: string) => {
      const value = (body as Record<string, unknown> | undefined)?.[name];
      return typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : undefined;
    };
    const code = textOf(name);
    // An undocumented code may contain anything, so it is kept out of logs.
    const known = codes.includes(code!);
    super(operationId, `${operationId} (${method} ${path}) failed: ${status}${known ? ` ${code}` : ''}`);
    this.status = status;
    this.retryable = status === 429 || (repeatable && status >= 500);
    Object.defineProperties(this, {
      code: { value: code, enumerable: known },
      reference: { value: reference.map(textOf).find((value) => value !== undefined) },
      body: { value: body },
    });
  }
}
