/**
 * An operation's file, and the files of its examples, are named after it, so that one search finds every piece.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const fileNameIsOperationId = () => ({
  Operation: {
    enter(operation, { report, location }) {
      const file = location.source.absoluteRef.split(/[\\/]/).pop();
      const wanted = `${operation.operationId}.yaml`;
      if (file === wanted) return;
      report({
        message: `Operation "${operation.operationId}" stands in ${file}: move it to paths/${wanted}.`,
        location: location.child('operationId').key(),
      });
    },
  },
});
