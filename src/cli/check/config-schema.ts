/** What a configuration may hold; `CheckConfig` says it in TypeScript. */
import { formerPhaseNames, phaseNames } from '../../checker/selection.js';

const text = { type: 'string', minLength: 1 };
const list = { type: 'array', items: text };

export const configSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    url: text,
    provider: text,
    spec: text,
    recipes: text,
    workflows: text,
    allowRefs: list,
    control: { anyOf: [text, { const: false }] },
    timeout: { type: 'number', exclusiveMinimum: 0, maximum: 3600 },
    prefer: { enum: ['auto', 'always', 'never'] },
    phase: { type: 'array', items: { enum: [...phaseNames, ...Object.keys(formerPhaseNames)] } },
    operation: list,
    status: { type: 'array', items: { type: ['string', 'integer'] } },
    tag: list,
    require: list,
    readOnly: { type: 'boolean' },
    bail: { type: 'boolean' },
    concurrency: { type: 'integer', minimum: 1, maximum: 64 },
    // Values may be functions, which JSON Schema does not know.
    credentials: { type: 'object' },
    inputs: { type: 'object' },
    reports: { type: 'object', additionalProperties: text },
  },
};
