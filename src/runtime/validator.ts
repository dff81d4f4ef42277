/** The type of the generated validators: type guards with the violations of the last call. */

export interface Validator<T> {
  (data: unknown): data is T;
  /**
   * The violations of the last call, or null for valid data. The next call overwrites them. If there are more than some
   * hundred, the last entry has the keyword `more`.
   */
  errors?: Violation[] | null;
}

/** A violation as Ajv reports it. It quotes the schema, never the data. */
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
