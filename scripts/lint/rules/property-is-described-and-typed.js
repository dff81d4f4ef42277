/**
 * Every property has a description and a type. A property that refers to a schema has the description of that schema.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const propertyIsDescribedAndTyped = () => ({
  SchemaProperties: {
    enter(properties, { report, location, resolve }) {
      for (const [name, property] of Object.entries(properties)) {
        const schema = property?.$ref ? resolve(property).node : property;
        if (schema === undefined || schema === null) continue;
        const place = location.child(name).key();
        if (!property.description && !schema.description) {
          report({
            message: `Property "${name}" has no description: say what it means, in which unit.`,
            location: place,
          });
        }
        if (!saysItsType(schema)) {
          report({
            message: `Property "${name}" has no type: add "type", or "x-open: true" if nobody knows it.`,
            location: place,
          });
        }
      }
    },
  },
});

const saysItsType = (schema) =>
  ['type', 'oneOf', 'anyOf', 'allOf', 'not', '$ref'].some((keyword) => schema[keyword] !== undefined) ||
  schema['x-open'] === true;
