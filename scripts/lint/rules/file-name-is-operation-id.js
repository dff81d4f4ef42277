/**
 * The file of an operation and the files of its examples are named after it, so that one search finds all of them.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const fileNameIsOperationId = () => ({
  Operation: {
    enter(operation, { report, location }) {
      const [file, folder] = location.source.absoluteRef.split(/[\\/]/).reverse();
      const wanted = `${operation.operationId}.yaml`;
      if (file === wanted) return;
      const room = folder === 'webhooks' ? folder : 'paths';
      report({
        message: `Operation "${operation.operationId}" stands in ${file}: move it to ${room}/${wanted}.`,
        location: location.child('operationId').key(),
      });
    },
  },
});
