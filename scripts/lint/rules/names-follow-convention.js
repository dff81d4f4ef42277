/**
 * One convention for our own names: components PascalCase; operationIds, examples, parameter components and security
 * schemes camelCase. Names on the wire are the provider's and are not checked.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const namesFollowConvention = () => ({
  Root: {
    enter(root, { report, location }) {
      for (const [kind, components] of Object.entries(root.components ?? {})) {
        const convention = ['parameters', 'securitySchemes', 'headers'].includes(kind) ? camelCase : pascalCase;
        for (const name of Object.keys(components ?? {})) {
          check(name, convention, `component of ${kind}`, report, location.child(['components', kind, name]));
        }
      }
    },
  },
  Operation: {
    enter(operation, { report, location }) {
      if (operation.operationId) {
        check(operation.operationId, camelCase, 'operationId', report, location.child('operationId'));
      }
    },
  },
  MediaType: {
    enter(media, { report, location }) {
      for (const name of Object.keys(media.examples ?? {})) {
        check(name, camelCase, 'example', report, location.child(['examples', name]));
      }
    },
  },
  // In the source each component is a file.
  ref: {
    enter(node, { report, location }) {
      const file = /(?:^|\/)(schemas|responses|parameters|headers)\/([^/#]+)\.yaml$/.exec(node.$ref);
      if (!file) return;
      const convention = ['parameters', 'headers'].includes(file[1]) ? camelCase : pascalCase;
      check(file[2], convention, `file of ${file[1]}`, report, location.child('$ref'));
    },
  },
});

const camelCase = { name: 'camelCase', pattern: /^[a-z][A-Za-z0-9]*$/ };
const pascalCase = { name: 'PascalCase', pattern: /^[A-Z][A-Za-z0-9]*$/ };

function check(name, convention, what, report, location) {
  if (convention.pattern.test(name)) return;
  report({ message: `"${name}" is not in ${convention.name}: rename this ${what}.`, location: location.key() });
}
