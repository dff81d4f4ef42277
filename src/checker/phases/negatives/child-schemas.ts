/** The children of a value, each with the schemas that apply to it. */
import { ownMember } from '../../../openapi/own.js';
import { patternOf } from '../../../openapi/pattern.js';
import {
  propertiesOf,
  escapeToken,
  isObject,
  type Json,
  type JsonObject,
  type Located,
} from '../../../openapi/document.js';

export interface Child {
  token: string;
  /** Undefined where a property is absent. */
  value: Json | undefined;
  /** JSON Pointers into the document. */
  schemas: string[];
}

export function childSchemasOf(nodes: readonly Located[], value: Json | undefined): Child[] {
  if (Array.isArray(value)) return itemsOf(nodes, value);
  return isObject(value) ? membersOf(nodes, value) : [];
}

/** A name that no document has, for maps that are empty. */
const anyName = 'kyc_contracts';

function membersOf(nodes: readonly Located[], value: JsonObject): Child[] {
  const names = new Set(Object.keys(value));
  for (const { value: schema } of nodes) {
    for (const name of Object.keys(propertiesOf(schema))) names.add(name);
    if (isObject(schema.additionalProperties) && Object.keys(value).length === 0) names.add(anyName);
  }
  return [...names].map((token) => ({
    token,
    value: ownMember(value, token),
    schemas: nodes.flatMap((node) => schemasOfMember(node, token)),
  }));
}

function schemasOfMember({ value: schema, pointer }: Located, name: string): string[] {
  const { properties, patternProperties, additionalProperties } = schema;
  const found: string[] = [];
  if (isObject(properties) && Object.hasOwn(properties, name)) found.push(`${pointer}/properties/${escapeToken(name)}`);
  for (const pattern of Object.keys(isObject(patternProperties) ? patternProperties : {})) {
    if (matches(pattern, name)) found.push(`${pointer}/patternProperties/${escapeToken(pattern)}`);
  }
  if (found.length === 0 && isObject(additionalProperties)) found.push(`${pointer}/additionalProperties`);
  return found;
}

function matches(pattern: string, name: string): boolean {
  try {
    return patternOf(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

/** One item stands for all items with the same schema. */
function itemsOf(nodes: readonly Located[], value: readonly Json[]): Child[] {
  const prefix = Math.max(0, ...nodes.map(({ value: schema }) => prefixOf(schema)));
  return value.slice(0, prefix + 1).map((item, index) => ({
    token: String(index),
    value: item,
    schemas: nodes.flatMap(({ value: schema, pointer }) => {
      if (index < prefixOf(schema)) return [`${pointer}/prefixItems/${index}`];
      return isObject(schema.items) ? [`${pointer}/items`] : [];
    }),
  }));
}

const prefixOf = (schema: JsonObject): number => (Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0);
