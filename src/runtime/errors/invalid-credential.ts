import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/**
 * Thrown before a request is sent, when a credential cannot be sent as it is: not a string, or with a line break or
 * another character that no HTTP header may have. Names the option, never its value.
 */
export class InvalidCredential extends ClientError {
  override name = 'InvalidCredential' as const;
  readonly code = 'INVALID_CREDENTIAL';
  /** The document's name of the security scheme, which is the option's name too. */
  readonly scheme: string;

  constructor(call: Call, scheme: string, message: string) {
    super(call, `credentials.${scheme} ${message}`);
    this.scheme = scheme;
  }
}
