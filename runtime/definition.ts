/** What a generated client knows of its document, and the code of `runtime/` needs to serve any provider. */

export interface ClientDefinition {
  /** Base URL of the document's first server. */
  readonly server: string;
  /** How each security scheme of the document puts its credential into a request. */
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
  /** Every operation, by method and path template, such as `POST /0.2/kyc`. */
  readonly operations: Readonly<Record<string, OperationDefinition>>;
}

export interface OperationDefinition {
  readonly operationId: string;
  /**
   * Names of security schemes. The outer list holds alternatives, in the document's order of preference; the schemes
   * of an inner list are needed together. An empty outer list, or an empty inner one, means: none needed.
   */
  readonly security: readonly (readonly string[])[];
}

export type SecurityScheme =
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly type: 'http'; readonly scheme: 'basic' | 'bearer' };
