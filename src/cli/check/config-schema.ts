/** JSON Schema 2020-12 of a configuration file, from the table of options. */
import { formerPhaseNames } from '../../checker/selection.js';
import type { JsonObject } from '../../openapi/document.js';
import { checkOptions, choices, reportOptions, severityOptions, type Kind, type OptionRow } from './option-table.js';

const text = { type: 'string', minLength: 1 };
const list = { type: 'array', items: text };

const schemas: Record<Kind, JsonObject> = {
  text,
  file: text,
  url: text,
  list,
  switch: { type: 'boolean' },
  control: { anyOf: [text, { const: false }] },
  seconds: { type: 'number', exclusiveMinimum: 0, maximum: 3600 },
  percent: { type: 'number', minimum: 0, maximum: 100 },
  shard: text,
  phases: { type: 'array', items: { enum: [...choices.phases, ...Object.keys(formerPhaseNames)] } },
  statuses: { type: 'array', items: { type: ['string', 'integer'] } },
  prefer: { enum: [...choices.prefer] },
  driver: { enum: [...choices.driver] },
};

export const configSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...Object.fromEntries(
      Object.entries<OptionRow>({ ...checkOptions, ...severityOptions }).flatMap(([name, { kind, inConfig }]) =>
        inConfig ? [[name, schemas[kind]]] : [],
      ),
    ),
    provider: text,
    // JSON Schema has no type for the functions that values may be.
    credentials: { type: 'object' },
    otherCredentials: { type: 'object' },
    inputs: { type: 'object' },
    reports: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(Object.keys(reportOptions).map((name) => [name, text])),
    },
  } as Record<string, JsonObject>,
};
