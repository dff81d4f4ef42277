/** How one security scheme of a document puts its credential into a request. Each kind is a file of its own. */
export interface SecurityScheme {
  /** Does the request carry this scheme's credential already? Then the caller has set it for this call. */
  isIn(request: Request): boolean;
  /**
   * What to send for what was given, with prefix and encoding.
   * @returns nothing for what this scheme cannot send
   */
  encode(given: unknown): string | undefined;
  /** What `encode` takes, for the message that refuses anything else. Text, if left out. */
  readonly takes?: string;
  /** @returns another request, where the credential belongs into the URL. */
  put(request: Request, value: string): Request | void;
}

/** Text goes as it is. */
export function asText(given: unknown): string | undefined {
  return typeof given === 'string' ? given : undefined;
}
