import type { Call } from '../definition.js';
import { CallError, type Sent } from './call-error.js';
import type { ClientErrorCode } from './code.js';

/**
 * What a client throws of its own, as opposed to what a provider answers. A message names operations and options; it
 * holds no credential, nothing of a body, and no text that a server has sent.
 */
export abstract class ClientError extends CallError {
  abstract override readonly code: ClientErrorCode;
  readonly retryable: boolean = false;
  readonly sent: Sent = 'no';

  constructor({ operationId }: Pick<Call, 'operationId'>, message: string, options?: ErrorOptions) {
    super(operationId, `${operationId}: ${message}`, options);
  }
}
