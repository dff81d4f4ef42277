/** The members of an OpenAPI 3.0/3.1 document that the code reads; others are allowed. */

interface Extensible {
  [extension: `x-${string}`]: unknown;
}

export interface Reference {
  $ref: string;
  summary?: string;
  description?: string;
}

export type OrReference<T> = T | Reference;

export interface OpenApiDocument extends Extensible {
  openapi: string;
  info: Info;
  jsonSchemaDialect?: string;
  servers?: Server[];
  paths?: Record<string, PathItem>;
  webhooks?: Record<string, OrReference<PathItem>>;
  components?: Components;
  security?: SecurityRequirement[];
  tags?: ({ name: string; description?: string } & Extensible)[];
}

export interface Info extends Extensible {
  title: string;
  version: string;
  summary?: string;
  description?: string;
  license?: { name: string; identifier?: string; url?: string };
}

export interface Server extends Extensible {
  url: string;
  description?: string;
  variables?: Record<string, { default: string; enum?: string[]; description?: string }>;
}

export interface Components extends Extensible {
  schemas?: Record<string, Schema>;
  responses?: Record<string, OrReference<Response>>;
  parameters?: Record<string, OrReference<Parameter>>;
  examples?: Record<string, OrReference<Example>>;
  requestBodies?: Record<string, OrReference<RequestBody>>;
  headers?: Record<string, OrReference<Header>>;
  securitySchemes?: Record<string, OrReference<SecurityScheme>>;
  links?: Record<string, unknown>;
  callbacks?: Record<string, unknown>;
  pathItems?: Record<string, OrReference<PathItem>>;
}

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
export type Method = (typeof methods)[number];

export type PathItem = { [method in Method]?: Operation } & {
  $ref?: string;
  summary?: string;
  description?: string;
  servers?: Server[];
  parameters?: OrReference<Parameter>[];
} & Extensible;

export interface Operation extends Extensible {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  deprecated?: boolean;
  externalDocs?: { url: string; description?: string };
  parameters?: OrReference<Parameter>[];
  requestBody?: OrReference<RequestBody>;
  responses?: Record<string, OrReference<Response>>;
  security?: SecurityRequirement[];
  servers?: Server[];
}

export interface Header extends Extensible {
  description?: string;
  required?: boolean;
  deprecated?: boolean;
  style?: string;
  explode?: boolean;
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, OrReference<Example>>;
  content?: Record<string, MediaType>;
}

export interface Parameter extends Header {
  name: string;
  in: 'query' | 'header' | 'path' | 'cookie';
}

export interface RequestBody extends Extensible {
  description?: string;
  required?: boolean;
  content: Record<string, MediaType>;
}

export interface Response extends Extensible {
  description: string;
  headers?: Record<string, OrReference<Header>>;
  content?: Record<string, MediaType>;
}

export interface MediaType extends Extensible {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, OrReference<Example>>;
  encoding?: Record<string, { contentType?: string; headers?: Record<string, OrReference<Header>> }>;
}

export interface Example extends Extensible {
  summary?: string;
  description?: string;
  value?: unknown;
  externalValue?: string;
}

/** The entries are alternatives; the schemes of one entry are required together. */
export type SecurityRequirement = Record<string, string[]>;

export interface SecurityScheme extends Extensible {
  type: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  description?: string;
  /** The name of an `apiKey`'s header, query parameter or cookie. */
  name?: string;
  in?: 'header' | 'query' | 'cookie';
  /** The HTTP scheme of `http`: `basic`, `bearer` or another. */
  scheme?: string;
}

export type Schema = SchemaObject | boolean;

/** JSON Schema of OpenAPI 3.0 or 3.1. In 3.1, other keywords may stand beside `$ref`. */
export interface SchemaObject {
  $ref?: string;
  type?: string | string[];
  nullable?: boolean;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  description?: string;
  [keyword: string]: unknown;
}

/** Whether it is a Reference Object, or a schema with a `$ref`. */
export function isReference(node: unknown): node is Reference {
  return isObject(node) && typeof node['$ref'] === 'string';
}

export function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
