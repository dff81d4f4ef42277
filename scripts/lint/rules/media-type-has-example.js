/**
 * Every request and response body has at least one named example, which mocks, docs and contract checks use. Redocly's
 * own rule `no-invalid-media-type-examples` validates the examples.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const mediaTypeHasExample = () => ({
  MediaType: {
    enter(media, { report, location }) {
      if (Object.keys(media.examples ?? {}).length > 0) return;
      report({
        message: 'This content has no named example: add one under "examples" and keep its value in examples/.',
        location: location.key(),
      });
    },
  },
});
