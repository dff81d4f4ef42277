/**
 * Whether the request left. `no`: the provider cannot have acted. `yes`: it was answered. `unknown`: it left, and no
 * complete response was received.
 */
export type Sent = 'no' | 'yes' | 'unknown';

/**
 * The base class of the errors of a call: a ClientError of this package, or a KycApiError for a failure of the
 * provider. A call can also throw the reason of a `signal`, errors of the caller's functions, and a TypeError for an
 * invalid option.
 */
export abstract class CallError extends Error {
  /** Identifies the error: one of `ClientErrorCode`, or the provider's code; undefined if the provider sent none. */
  abstract readonly code: string | undefined;
  /** The operationId of the document, such as `kyc`. */
  declare readonly operationId: string;
  /** HTTP status of the response, if there was one. */
  declare readonly status?: number | undefined;
  /** Whether the same call may succeed later and is safe to send again. */
  abstract readonly retryable: boolean;
  /** Whether the request left. */
  abstract readonly sent: Sent;

  constructor(operationId: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.operationId = operationId;
  }
}
