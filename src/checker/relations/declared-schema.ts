/** What a file of declared relations may hold, as JSON Schema; `declared.ts` says it in TypeScript. */
const object = { type: 'object' };
const text = { type: 'string' };
const pointer = { type: 'string', pattern: '^(/|$)' };
const list = { type: 'array', items: text };
const template = { from: text, patch: object, parameters: object, security: list, credentials: object };
const closed = (properties: object, required: string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const changes = {
  type: 'array',
  items: closed({ at: pointer, where: object, add: object, remove: { const: true }, set: object }, ['at']),
};
const each = closed(
  {
    view: text,
    at: pointer,
    where: object,
    touched: list,
    members: { type: 'object', additionalProperties: { type: 'array', minItems: 2, maxItems: 2 } },
  },
  ['view', 'at', 'members'],
);
const filter = closed({ patch: object, parameters: object, keeps: object, extreme: { const: true } }, ['keeps']);
const sorted = closed({ patch: object, parameters: object, by: text, descending: { const: true } }, ['by']);

export const worldSchema = closed({
  given: {},
  volatile: list,
  views: { type: 'object', additionalProperties: closed({ ...template, operation: text }, ['operation']) },
  cases: {
    type: 'object',
    additionalProperties: closed(
      {
        ...template,
        operation: text,
        status: { type: 'integer' },
        expect: {},
        outputs: object,
        changes: { type: 'object', additionalProperties: changes },
        each,
        then: {},
      },
      ['operation'],
    ),
  },
  lists: {
    type: 'object',
    additionalProperties: closed(
      {
        ...template,
        operation: text,
        items: { type: 'array', items: pointer, minItems: 1 },
        id: text,
        sorted: { type: 'array', items: sorted },
        filters: { type: 'object', additionalProperties: filter },
      },
      ['operation', 'items', 'id'],
    ),
  },
});
