/**
 * The root document contains info, servers, security and tags; everything else is in other files, one per operation.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const rootHoldsOnlyRefs = () => ({
  Root: {
    enter(root, { report, location }) {
      for (const room of ['paths', 'webhooks']) {
        for (const [name, item] of Object.entries(root[room] ?? {})) {
          const { $ref, ...rest } = item ?? {};
          if (typeof $ref === 'string' && !$ref.startsWith('#') && Object.keys(rest).length === 0) continue;
          report({
            message: `The root must only refer to "${name}": move it to ${room}/<operationId>.yaml and put a $ref here.`,
            location: location.child([room, name]).key(),
          });
        }
      }
      for (const kind of Object.keys(root.components ?? {}).filter((name) => name !== 'securitySchemes')) {
        report({
          message: `The root must not hold components: move ${kind} to files of ${kind}/ and refer to those.`,
          location: location.child(['components', kind]).key(),
        });
      }
    },
  },
});
