/** Mutates values of `enum` and `const`: to an unlisted value, and to one in other case. */
import type { Json } from '../../../../openapi/document.js';
import { put, type Mutator, type Candidate } from './mutator.js';

export const enumeration: Mutator = (schema, value) => {
  const listed = Array.isArray(schema.enum) ? schema.enum : [];
  return [...strange(listed, 'none of the listed values'), ...inOtherCase(value ?? listed[0])];
};

export const constant: Mutator = (schema) => {
  const only = schema.const ?? null;
  return [...strange([only], 'another value'), ...inOtherCase(only)];
};

function strange(listed: readonly Json[], what: string): Candidate[] {
  const first = listed.find((one) => one !== null);
  if (typeof first === 'number') {
    const largest = listed.reduce<number>(
      (most, one) => (typeof one === 'number' ? Math.max(most, one) : most),
      -Infinity,
    );
    return [{ what, values: [put(largest + 1)] }];
  }
  if (typeof first === 'boolean') return [{ what, values: [put(!first)] }];
  return [{ what, values: [put('kyc_contracts')] }];
}

function inOtherCase(value: Json | undefined): Candidate[] {
  if (typeof value !== 'string') return [];
  return [{ what: 'in other case', values: [value.toUpperCase(), value.toLowerCase()].map(put) }];
}
