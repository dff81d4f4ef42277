import type { Call } from '../definition.js';
import type { ClientErrorCode } from './code.js';

/**
 * What a client throws of its own, as opposed to what a provider answers. A message names operations and options; it
 * holds no credential, nothing of a body, and no text that a server has sent.
 */
export abstract class ClientError extends Error {
  abstract readonly code: ClientErrorCode;
  /** The document's name of the operation, such as `kyc`. */
  readonly operationId: string;

  constructor({ operationId }: Pick<Call, 'operationId'>, fault: string, options?: ErrorOptions) {
    super(`${operationId}: ${fault}`, options);
    this.operationId = operationId;
  }
}
