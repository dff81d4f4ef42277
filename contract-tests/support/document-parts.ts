/** Parts of the OpenAPI documents that tests write. */
export const content = (schema: object, type = 'application/json') => ({ [type]: { schema } });

export const object = (required: string[], properties: object, more: object = {}) => ({
  type: 'object',
  required,
  properties,
  ...more,
});
