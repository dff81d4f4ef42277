/**
 * Thrown before a request is sent, when a credential cannot be sent as it is: not a string, or with a line break or
 * another character that no HTTP header may have. Names the option, never its value.
 */
export class InvalidCredential extends Error {
  override name = 'InvalidCredential' as const;
  /** The document's name of the security scheme, which is the option's name too. */
  readonly scheme: string;

  constructor(scheme: string, fault: string) {
    super(`credentials.${scheme} ${fault}`);
    this.scheme = scheme;
  }
}
