import type { Call, Security } from '../definition.js';
import { ClientError } from './client-error.js';

/**
 * Thrown before a request is sent, when the client lacks the credentials of the operation. It names options, never
 * their values.
 */
export class MissingCredentials extends ClientError {
  override name = 'MissingCredentials' as const;
  readonly code = 'MISSING_CREDENTIALS';
  /** Names of security schemes: one complete inner list is sufficient. */
  declare readonly alternatives: Security;
  /** The schemes for which the client has credentials. */
  declare readonly given: readonly string[];

  constructor(call: Call, given: readonly string[]) {
    const options = call.security.map((names) => names.map((name) => `credentials.${name}`).join(' and '));
    const got = given.length === 0 ? 'none of them is set' : `only ${given.join(', ')} is set`;
    super(call, `needs ${options.join(', or ')}: ${got}. Give it when creating the client.`);
    this.alternatives = call.security;
    this.given = given;
  }
}
