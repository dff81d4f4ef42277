/**
 * The grammar of an OpenAPI document: the node types and their children, for every walk over a document. All else
 * (examples, defaults, extensions) is data.
 */

import { isObject } from './openapi.js';

/** A child is a node, a list of nodes, or a map of nodes by name. */
type Child = Kind | { list: Kind } | { map: Kind };

export type Kind =
  | 'document'
  | 'components'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'responses'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'example'
  | 'link'
  | 'callback'
  | 'securityScheme'
  | 'server'
  | 'serverVariable'
  | 'tag'
  | 'schema';

const described = { schema: 'schema', examples: { map: 'example' }, content: { map: 'mediaType' } } as const;

/** `*` is every key that is not an extension. */
export const grammar: Record<Kind, Record<string, Child>> = {
  document: {
    servers: { list: 'server' },
    tags: { list: 'tag' },
    paths: 'paths',
    webhooks: { map: 'pathItem' },
    components: 'components',
  },
  components: {
    schemas: { map: 'schema' },
    responses: { map: 'response' },
    parameters: { map: 'parameter' },
    examples: { map: 'example' },
    requestBodies: { map: 'requestBody' },
    headers: { map: 'header' },
    securitySchemes: { map: 'securityScheme' },
    links: { map: 'link' },
    callbacks: { map: 'callback' },
    pathItems: { map: 'pathItem' },
  },
  paths: { '*': 'pathItem' },
  pathItem: {
    servers: { list: 'server' },
    parameters: { list: 'parameter' },
    get: 'operation',
    put: 'operation',
    post: 'operation',
    delete: 'operation',
    options: 'operation',
    head: 'operation',
    patch: 'operation',
    trace: 'operation',
  },
  operation: {
    servers: { list: 'server' },
    parameters: { list: 'parameter' },
    requestBody: 'requestBody',
    responses: 'responses',
    callbacks: { map: 'callback' },
  },
  parameter: described,
  header: described,
  requestBody: { content: { map: 'mediaType' } },
  responses: { '*': 'response' },
  response: { headers: { map: 'header' }, content: { map: 'mediaType' }, links: { map: 'link' } },
  mediaType: { schema: 'schema', examples: { map: 'example' }, encoding: { map: 'encoding' } },
  encoding: { headers: { map: 'header' } },
  example: {},
  link: {},
  callback: { '*': 'pathItem' },
  securityScheme: {},
  server: { variables: { map: 'serverVariable' } },
  serverVariable: {},
  tag: {},
  schema: {
    $defs: { map: 'schema' },
    properties: { map: 'schema' },
    patternProperties: { map: 'schema' },
    dependentSchemas: { map: 'schema' },
    additionalProperties: 'schema',
    unevaluatedProperties: 'schema',
    propertyNames: 'schema',
    prefixItems: { list: 'schema' },
    items: 'schema',
    contains: 'schema',
    unevaluatedItems: 'schema',
    allOf: { list: 'schema' },
    anyOf: { list: 'schema' },
    oneOf: { list: 'schema' },
    not: 'schema',
    if: 'schema',
    then: 'schema',
    else: 'schema',
    contentSchema: 'schema',
  },
};

/** Keys whose value is a map of names, which are no keywords: the `default` of `responses` is no data. */
export const nameMaps: ReadonlySet<string> = new Set([
  'paths',
  'responses',
  // In a discriminator, and in JSON Schema before 2019.
  'mapping',
  'definitions',
  ...Object.values(grammar).flatMap((children) =>
    Object.entries(children).flatMap(([key, child]) => (typeof child === 'object' && 'map' in child ? [key] : [])),
  ),
]);

const dataKeys: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** Whether the value of a keyword is data, for walks beyond the grammar. */
export const isData = (key: string, value: unknown): boolean =>
  // `examples` is a list of values in a schema, and a map of Example Objects elsewhere.
  dataKeys.has(key) && !(key === 'examples' && isObject(value));
