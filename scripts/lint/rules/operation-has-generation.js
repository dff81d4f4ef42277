/**
 * A document that distinguishes the generations of a provider's API (`x-generation`) does so on every operation.
 * Without it, an operation may belong to all generations or be incomplete.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const operationHasGeneration = () => {
  const without = [];
  let isUsed = false;
  return {
    Operation: {
      enter(operation, { location }) {
        const generations = operation['x-generation'];
        if (Array.isArray(generations) && generations.length > 0) isUsed = true;
        else without.push(location);
      },
    },
    Root: {
      leave(_, { report }) {
        for (const location of isUsed ? without : []) {
          report({
            message: 'Other operations say which generations have them: add x-generation, a list of one or more.',
            location: location.key(),
          });
        }
      },
    },
  };
};
