/** The keywords of a Schema Object in OpenAPI 3.0, and why the others of 3.1 cannot be expressed in it. */

/** Source: OpenAPI 3.0.3, "Schema Object". */
export const keywordsOf30 = new Set(
  (
    'title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems ' +
    'uniqueItems maxProperties minProperties required enum type allOf oneOf anyOf not items properties ' +
    'additionalProperties description format default nullable discriminator readOnly writeOnly xml externalDocs ' +
    'example deprecated $ref'
  ).split(' '),
);

/** Keywords of 3.1 with a full or partial counterpart in 3.0: see schema.ts. */
export const convertible = new Set(
  'const examples contentEncoding contentMediaType prefixItems patternProperties'.split(' '),
);

/** Keywords without a rule for values, or that are no longer needed after references are rewritten: no loss. */
export const silent = new Set(['$comment', '$defs', '$anchor']);

/** Rules for values in 3.1. Without them the 3.0 schema accepts more. */
export const lostRules: Record<string, string> = {
  prefixItems: 'every item may be of any of the kinds listed, whatever its position',
  patternProperties: 'every further property may be of any of the kinds listed, whatever its name',
  additionalItems: 'tuples cannot be described',
  unevaluatedItems: 'items that no other keyword covers are not restricted',
  contains: 'no item of a certain kind is required',
  minContains: 'items of a certain kind are not counted',
  maxContains: 'items of a certain kind are not counted',
  propertyNames: 'names of properties are not restricted',
  unevaluatedProperties: 'properties that no other keyword covers are not restricted',
  dependentRequired: 'properties that another one requires are optional',
  dependentSchemas: 'rules that depend on a property are not checked',
  if: 'conditional rules are not checked',
  then: 'conditional rules are not checked',
  else: 'conditional rules are not checked',
  $dynamicRef: 'references that the caller decides are not followed',
};

/** Keywords that describe a value without excluding any. */
export const lostRemarks: Record<string, string> = {
  contentSchema: 'what the string holds, once decoded, is not described',
  $id: 'a schema is named by its place alone',
  $schema: 'the dialect is that of OpenAPI 3.0',
  $dynamicAnchor: 'references that the caller decides are not followed',
};
