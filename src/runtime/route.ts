/** What the generated `routes.ts` hold: each operation of a document, as far as a server needs it to route a request. */

export interface Route {
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  /** Path template relative to the server, such as `/get_verifications/{verification_uuid}`. */
  readonly path: string;
  /** Those in path and query. */
  readonly parameters: readonly RouteParameter[];
  /** Left out where the document has no body. */
  readonly body?: {
    readonly required: boolean;
    /** Media types, without parameters. */ readonly content: readonly string[];
  };
}

export interface RouteParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: ParameterSchema;
}

/** The JSON Schema keywords that parameters have here. The generator refuses a document with others. */
export interface ParameterSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: 'uuid';
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}
