/**
 * Did the request leave? `no`: the provider cannot have acted. `yes`: it was answered. `unknown`: it left, and no
 * complete answer came.
 */
export type Sent = 'no' | 'yes' | 'unknown';

/**
 * The root of all that a call can throw: a ClientError of this package's own, or a KycApiError, which is the provider's
 * failure. Besides these there are only the reason of a `signal`, what a function of the caller's throws, and a TypeError
 * for an option that makes no sense.
 */
export abstract class CallError extends Error {
  /** By which errors are told apart: one of `ClientErrorCode`, or the provider's; undefined where it sent none. */
  abstract readonly code: string | undefined;
  /** The document's name of the operation, such as `kyc`. */
  readonly operationId: string;
  /** HTTP status of the answer, where there was one. */
  readonly status?: number | undefined;
  /** Might the same call succeed later, and is it safe to send it again? */
  abstract readonly retryable: boolean;
  /** Did the request leave? */
  abstract readonly sent: Sent;

  constructor(operationId: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.operationId = operationId;
  }
}
