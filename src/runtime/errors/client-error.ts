import type { Call } from '../definition.js';
import { CallError, type Sent } from './call-error.js';
import type { ClientErrorCode } from './code.js';

/**
 * An error of the client itself, in contrast to a response of the provider. A message names operations and options; it
 * contains no credential, no part of a body, and no text from a server.
 */
export abstract class ClientError extends CallError {
  abstract override readonly code: ClientErrorCode;
  readonly retryable: boolean = false;
  readonly sent: Sent = 'no';

  constructor({ operationId }: Pick<Call, 'operationId'>, message: string, options?: ErrorOptions) {
    super(operationId, `${operationId}: ${message}`, options);
  }
}
