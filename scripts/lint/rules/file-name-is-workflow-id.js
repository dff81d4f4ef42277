/**
 * A workflow has its own file, which is named after it.
 * @type {import('@redocly/openapi-core').Arazzo1Rule}
 */
export const fileNameIsWorkflowId = () => ({
  Workflow: {
    enter(workflow, { report, location }) {
      const file = location.source.absoluteRef.split(/[\\/]/).pop();
      const wanted = `${workflow.workflowId}.arazzo.yaml`;
      if (file === wanted) return;
      report({
        message: `Workflow "${workflow.workflowId}" stands in ${file}: move it to workflows/${wanted}.`,
        location: location.child('workflowId').key(),
      });
    },
  },
});
