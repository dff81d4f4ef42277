/**
 * A request example and its response share a name. A request example without a response of its name would never be
 * used; a success without a request of its name could not be requested. A success without content, such as the response
 * to a webhook, has no example, and belongs to any request.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const examplesArePaired = () => ({
  Operation: {
    leave(operation, { report, location, resolve }) {
      const requestBody = follow(operation.requestBody, resolve);
      if (!requestBody) return;
      const requests = exampleNames(requestBody);
      const responses = Object.entries(operation.responses ?? {}).map(([status, node]) => {
        const response = follow(node, resolve);
        return { status, names: exampleNames(response), isBare: Object.keys(response?.content ?? {}).length === 0 };
      });
      const answered = new Set(responses.flatMap(({ names }) => names));
      const answersAny = responses.some(({ status, isBare }) => /^2/.test(status) && isBare);
      for (const name of requests.filter((request) => !answersAny && !answered.has(request))) {
        report({
          message: `Request example "${name}" has no response example of its name: add one, or name it like its response.`,
          location: location.child('requestBody').key(),
        });
      }
      for (const { status, names } of responses.filter((response) => /^2/.test(response.status))) {
        for (const name of names.filter((response) => !requests.includes(response))) {
          report({
            message: `Response example "${name}" of ${status} has no request example of its name: add the request that brings it about.`,
            location: location.child(['responses', status]).key(),
          });
        }
      }
    },
  },
});

const follow = (node, resolve) => (node?.$ref ? resolve(node).node : node);

const exampleNames = (holder) =>
  Object.values(holder?.content ?? {}).flatMap((media) => Object.keys(media?.examples ?? {}));
