import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/**
 * Thrown before a request is sent, for a credential that cannot be sent: not a string, or with a line break or another
 * character that HTTP headers do not allow. It names the option, never its value.
 */
export class InvalidCredential extends ClientError {
  override name = 'InvalidCredential' as const;
  readonly code = 'INVALID_CREDENTIAL';
  /** The document's name of the security scheme, which is also the name of the option. */
  declare readonly scheme: string;

  constructor(call: Call, scheme: string, message: string) {
    super(call, `credentials.${scheme} ${message}`);
    this.scheme = scheme;
  }
}
