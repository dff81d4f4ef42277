import type { OperationDefinition } from './definition.js';

/**
 * Thrown before a request is sent, when the client has not been given what the operation needs.
 * Names options, never their values.
 */
export class MissingCredentials extends Error {
  override name = 'MissingCredentials' as const;
  /** The document's name of the operation, such as `kyc`. */
  readonly operationId: string;
  /** Names of security schemes: any one of the inner lists, complete, would do. */
  readonly alternatives: readonly (readonly string[])[];
  /** Those of them that the client did get. */
  readonly given: readonly string[];

  /** @param call method and path template, such as `POST /0.2/kyc` */
  constructor(call: string, { operationId, security }: OperationDefinition, given: readonly string[]) {
    const options = security.map((alternative) => alternative.map((name) => `credentials.${name}`).join(' and '));
    const got = given.length === 0 ? 'none of them is set' : `only ${given.join(', ')} is set`;
    super(`${operationId} (${call}) needs ${options.join(', or ')}: ${got}. Give it when creating the client.`);
    this.operationId = operationId;
    this.alternatives = security;
    this.given = given;
  }
}
