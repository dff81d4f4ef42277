/** The type of the generated `routes.ts`: the parts of an operation that a server needs to route a request. */

export interface Route {
  readonly operationId: string;
  /** In upper case. */
  readonly method: string;
  /** Path template relative to the server, such as `/get_verifications/{verification_uuid}`. */
  readonly path: string;
  /** Parameters in path and query. */
  readonly parameters: readonly RouteParameter[];
  /** Undefined if the document has no body. */
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

/** The supported JSON Schema keywords of parameters. The generator refuses a document with others. */
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
