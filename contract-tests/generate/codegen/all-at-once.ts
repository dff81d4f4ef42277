/** A document with everything that generators stumble over, of each kind one or two. */
import type { OpenApiDocument, Schema } from '../../../src/openapi/openapi.js';

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Schema, examples: Record<string, { value: unknown }> = {}) => ({
  content: { 'application/json': { schema, examples } },
});

const schemas: Record<string, Schema> = {
  Status: {
    description: 'State.',
    anyOf: [
      { type: 'string', enum: ['open', 'done'] },
      { type: 'string', minLength: 1 },
    ],
  },
  Version: { type: 'string', enum: ['v1', 'V1'] },
  Kind: { type: 'string', enum: ['cat', 'dog'] },
  status: { type: 'object', properties: { code: { type: 'integer', const: 7 } } },
  Tags: { type: ['array', 'null'], items: { type: 'string' } },
  Scores: { type: 'object', additionalProperties: { type: 'number' }, patternProperties: { '^n': { type: 'null' } } },
  Failure: {
    type: 'object',
    required: ['success', 'message'],
    properties: { success: { const: false }, message: { type: 'string' }, error_code: { type: ['string', 'null'] } },
  },
  Coded: {
    allOf: [
      to('Failure'),
      { type: 'object', required: ['error_code'], properties: { error_code: { const: 'NO_FLOW' } } },
    ],
  },
  Uncoded: { allOf: [to('Failure'), { properties: { error_code: { type: 'null' }, details: { not: {} } } }] },
  Unlisted: {
    allOf: [
      to('Failure'),
      { required: ['error_code'], properties: { error_code: { type: 'string', not: { enum: ['NO_FLOW'] } } } },
    ],
  },
  Refused: { oneOf: [to('Coded'), to('Uncoded'), to('Unlisted')] },
  Node: {
    type: 'object',
    required: ['id'],
    properties: {
      id: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
      parent: { anyOf: [to('Node'), { type: 'null' }] },
      children: { type: 'array', items: to('Node') },
      amount: { type: ['integer', 'number'] },
      mixed: { type: ['string', 'boolean', 'null'] },
      pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
      at: { type: 'string', format: 'date-time' },
      count: { type: 'integer', minimum: 0 },
      user_id: { type: 'string' },
      userId: { type: 'boolean' },
      status: { ...to('Status'), description: 'Of the node.' },
      detail: { ...to('status'), description: 'Its code.' },
      kind: to('Kind'),
      version: to('Version'),
      tags: to('Tags'),
      scores: to('Scores'),
    },
  },
};

const operation = (operationId: string) => ({
  operationId,
  summary: operationId,
  requestBody: json(to('Node'), {
    one: { value: { id: 7, pair: ['a', 1], status: 'other', version: 'V1' } },
  }),
  responses: {
    '200': { description: 'Done.', ...json(to('Node'), { none: { value: { id: 'a', tags: null, parent: null } } }) },
    '400': {
      description: 'No.',
      ...json(to('Refused'), { coded: { value: { success: false, message: '', error_code: 'NO_FLOW' } } }),
    },
  },
});

export const allAtOnce: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'All at once', version: '1' },
  paths: { '/a': { post: operation('getNode') }, '/b': { post: operation('getnode') } },
  webhooks: {
    told: {
      post: { operationId: 'told', requestBody: json(to('Told')), responses: { '200': { description: 'Taken.' } } },
    },
  },
  components: { schemas: { ...schemas, Told: { type: 'object', properties: { kind: to('Kind') } } } },
};
