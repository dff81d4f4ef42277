/** Types and helpers for schemas that are flat or are being flattened. */
import { grammar } from '../../../src/openapi/grammar.js';
import { isObject, type Schema, type SchemaObject } from '../../../src/openapi/openapi.js';
import type { Losses } from '../down-convert/losses.js';

export interface Scope {
  losses: Losses;
  /** Flattens a raw schema; a reference without siblings stays a reference. */
  flatten: (schema: Schema) => Schema;
  /** The flat schema of a reference or a raw schema. */
  resolve: (schema: Schema) => Schema;
  /** Pairs of schemas that are being merged, since recursive ones lead back to themselves. */
  pairs: Set<string>;
}

/** Known values of a schema that also allows any other text. */
export const knownValues = 'x-extensible-enum';

/** Keywords that exclude no value. */
const remarks = new Set(
  `title description default example examples deprecated readOnly writeOnly externalDocs xml discriminator $comment
   contentSchema $id $schema $anchor $defs`.split(/\s+/),
);

const isRemark = (keyword: string): boolean =>
  remarks.has(keyword) || (keyword.startsWith('x-') && keyword !== knownValues);

/** The keywords of a schema that exclude values. */
export const assertionsOf = (schema: SchemaObject): SchemaObject =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => !isRemark(keyword)));

export const remarksOf = (schema: SchemaObject): SchemaObject =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => isRemark(keyword)));

export function isAny(schema: Schema): boolean {
  return schema === true || (isObject(schema) && Object.keys(assertionsOf(schema)).length === 0);
}

export function isNever(schema: Schema): boolean {
  return schema === false || (isObject(schema) && schema.not !== undefined && isAny(schema.not));
}

export const isTextEnum = ({ type, enum: values }: SchemaObject): boolean => type === 'string' && values !== undefined;

/** `undefined` where every type is allowed. */
export const typesOf = (schema: SchemaObject): string[] | undefined =>
  schema.type === undefined ? undefined : [schema.type].flat();

/** An equal text for schemas with equal rules, whatever their annotations. */
export const meaningOf = (schema: Schema): string => JSON.stringify(bare(schema));

function bare(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const keywords = Object.entries(assertionsOf(schema)).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    keywords.map(([keyword, value]) => {
      const child = grammar.schema[keyword];
      if (child === undefined) return [keyword, value];
      if (typeof child === 'string') return [keyword, bare(value)];
      if (Array.isArray(value)) return [keyword, value.map(bare)];
      const named = Object.entries(value as object).map(([name, item]): [string, unknown] => [name, bare(item)]);
      return [keyword, Object.fromEntries(named)];
    }),
  );
}

/** Removes duplicates. */
export const distinctBy = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  [...new Map([...items].reverse().map((item) => [key(item), item])).values()].reverse();
