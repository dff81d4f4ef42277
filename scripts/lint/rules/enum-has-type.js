/**
 * An `enum` or `const` needs a `type`: without it code generators fall back to "unknown".
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const enumHasType = () => ({
  Schema: {
    enter(schema, { report, location }) {
      const keyword = ['enum', 'const'].find((name) => schema[name] !== undefined);
      if (keyword === undefined || schema.type !== undefined) return;
      report({
        message: `"${keyword}" stands without "type": add the type of its values.`,
        location: location.child(keyword).key(),
      });
    },
  },
});
