/** Finds the parts of a document that generators fail on, so that they can be removed and the rest is still tested. */
import { follow, isObject, operationsOf, type Json, type JsonObject } from '../../src/openapi/document.js';

/** Operations with a form that has an object as a part. */
export function operationsWithObjectParts(document: JsonObject): string[] {
  return operationsOf(document)
    .filter(({ requestBody }) => {
      const content = isObject(requestBody?.value.content) ? requestBody.value.content : {};
      const form = content['multipart/form-data'];
      const schema = isObject(form) ? follow(document, form.schema, '')?.value : undefined;
      return Object.values(isObject(schema?.properties) ? schema.properties : {}).some(
        (part) => isObject(part) && (part.type === 'object' || '$ref' in part || 'anyOf' in part || 'oneOf' in part),
      );
    })
    .map(({ operationId }) => operationId);
}

/** Properties that are one value or a list of them: name of the schema, name of the property. */
export function valuesOrLists(document: JsonObject): [string, string][] {
  const components = isObject(document.components) ? document.components : {};
  const schemas = Object.entries(isObject(components.schemas) ? components.schemas : {});
  return schemas.flatMap(([name, schema]) =>
    Object.entries(isObject(schema) && isObject(schema.properties) ? schema.properties : {})
      .filter(([, property]) => isObject(property) && alternativesOf(property).some((one) => isList(document, one)))
      .map(([property]): [string, string] => [name, property]),
  );
}

const alternativesOf = (schema: JsonObject): Json[] =>
  [schema.oneOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list : []));

const isList = (document: JsonObject, schema: Json): boolean => follow(document, schema, '')?.value.type === 'array';
