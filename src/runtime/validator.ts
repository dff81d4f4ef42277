/** What the generated validators are: type guards that say, after a refusal, what was wrong. */

export interface Validator<T> {
  (data: unknown): data is T;
  /**
   * What the last call found, or null when the data was valid. Overwritten by the next call. Where there is more than
   * some hundred, the last entry has the keyword `more` and says so.
   */
  errors?: Violation[] | null;
}

/** As Ajv reports it. It quotes the schema, never the data. */
export interface Violation {
  /** JSON Pointer to the offending value; empty for the whole body. */
  instancePath: string;
  /** JSON Pointer to the rule. */
  schemaPath: string;
  /** The rule's keyword, such as `required` or `enum`. */
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}
