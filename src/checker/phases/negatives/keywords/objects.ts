/** Mutates the members of an object. */
import { isObject, type Json, type JsonObject } from '../../../../openapi/document.js';
import { longestText } from '../../../../openapi/sample.js';
import { addedMember } from '../../../validate/redact.js';
import type { Mutator, Candidate, Change } from './mutator.js';

const members = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const without =
  (...names: string[]): Change =>
  (value) =>
    Object.fromEntries(Object.entries(members(value)).filter(([name]) => !names.includes(name)));

const withMember =
  (name: string, member: Json): Change =>
  (value) => ({ ...members(value), [name]: member });

const missing = (name: string): Candidate => ({ what: 'missing', member: name, values: [without(name)] });

export const required: Mutator = (schema, value) =>
  (Array.isArray(schema.required) ? schema.required.map(String) : [])
    .filter((name) => Object.hasOwn(members(value), name))
    // A default says what it is then.
    .map((name) => ({
      ...missing(name),
      isTolerated: Object.hasOwn(members(members(schema.properties)[name]), 'default'),
    }));

export const dependentRequired: Mutator = (schema, value) =>
  Object.entries(members(schema.dependentRequired))
    .filter(([name]) => Object.hasOwn(members(value), name))
    .flatMap(([name, wanted]) =>
      [wanted].flat().map((one) => ({ ...missing(String(one)), what: `missing beside "${name}"` })),
    );

const unknown = addedMember;

export const additionalProperties: Mutator = ({ additionalProperties: rule }) =>
  rule === false ? [{ what: 'not allowed here', member: unknown, values: [withMember(unknown, true)] }] : [];

export const unevaluatedProperties: Mutator = ({ unevaluatedProperties: rule }) =>
  additionalProperties({ additionalProperties: rule ?? true }, undefined);

/** Of names like those that are allowed, so that another rule takes them. */
export const propertyNames: Mutator = ({ propertyNames: rule }, value) => {
  const [name = unknown, sample = true] = Object.entries(members(value))[0] ?? [];
  const most = isObject(rule) ? Number(rule.maxLength) : NaN;
  const longer = most < longestText ? [name.padEnd(most + 1, name || unknown)] : [];
  const names = ['!', '', ...longer, name.toUpperCase(), name.toLowerCase(), `${name}!`];
  return [{ what: 'a name that is not allowed', values: names.map((one) => withMember(one, sample)) }];
};

/** The member that the others depend on is missing. */
export const dependentSchemas: Mutator = (schema, value) =>
  Object.keys(members(schema.dependentSchemas))
    .filter((name) => Object.hasOwn(members(value), name) && ![schema.required ?? []].flat().includes(name))
    .map((name) => ({ ...missing(name), what: 'missing beside what depends on it' }));

/** Optional members are removed first, the last ones before the others. */
export const minProperties: Mutator = (schema, value) => {
  const least = Number(schema.minProperties);
  const names = Object.keys(members(value));
  const wanted = Array.isArray(schema.required) ? schema.required : [];
  const order = [...names.filter((name) => !wanted.includes(name)).reverse(), ...wanted.map(String)];
  const spare = order.slice(0, Math.max(0, names.length - least + 1));
  return least >= 1 && spare.length > 0 ? [{ what: `fewer than ${least} members`, values: [without(...spare)] }] : [];
};

const mostMembers = 1000;

export const maxProperties: Mutator = (schema, value) => {
  const most = Number(schema.maxProperties);
  if (!(most < mostMembers)) return [];
  const [sample = true] = Object.values(members(value));
  const more = Array.from({ length: most + 1 }, (_, index) => [`${unknown}_${index}`, sample] as const);
  const fill: Change = (now) =>
    Object.fromEntries([...Object.entries(members(now)), ...more].slice(0, most + 1)) as JsonObject;
  return [{ what: `more than ${most} members`, values: [fill] }];
};
