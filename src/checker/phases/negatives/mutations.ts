/**
 * Every mutation of a value that its schema rules out, one keyword at a time. A mutation counts only where a validator
 * refuses the value: another branch of a union may allow it.
 */
import { escapeToken, valueAt, withValueAt, type Json, type Located } from '../../../openapi/document.js';
import { childSchemasOf, type Child } from './child-schemas.js';
import { conditionsOf } from './conditions.js';
import * as arrays from './keywords/arrays.js';
import { constant, enumeration } from './keywords/choices.js';
import { format } from './keywords/format.js';
import type { Candidate, Change, Mutator } from './keywords/mutator.js';
import * as numbers from './keywords/numbers.js';
import * as objects from './keywords/objects.js';
import * as text from './keywords/text.js';
import { type } from './keywords/type.js';
import { sampleOf } from '../../../openapi/sample.js';
import { nodesAt, type Schemas } from './schemas-at.js';

/** By keyword. The others (`not`, `if`) rule no single value out. */
const mutators: ReadonlyMap<string, Mutator> = new Map(
  Object.entries({ ...objects, type, enum: enumeration, const: constant, format, ...text, ...numbers, ...arrays }),
);

export interface Mutation {
  /** The JSON Schema keyword that it breaks. */
  keyword: string;
  /** JSON Pointer into the value. */
  at: string;
  what: string;
  isConvertible: boolean;
  isTolerated: boolean;
  /** JSON Pointer into the document: the rule. */
  clause: string;
  /** Applies the mutation to a value like the one that it was found with. */
  apply(value: Json): Json;
}

export interface MutationOptions extends Schemas {
  /** JSON Pointer of the schema. */
  schema: string;
  /** A value that is valid. */
  value: Json;
  /** Other valid values, for members that this one does not have. */
  others?: readonly Json[];
  /** The value that a receiver reads; undefined for one that cannot be sent. @default the value itself */
  receive?: (value: Json) => Json | undefined;
}

export function mutationsOf(options: MutationOptions): Mutation[] {
  const { value, receive = (sent: Json) => sent } = options;
  const validate = options.validator.at(options.schema);
  const isValid = (sent: Json) => {
    const received = receive(sent);
    return received !== undefined && options.validator.accepts(options.schema, received);
  };
  const found: Mutation[] = [];
  const known = new Set<string>();
  for (const { location, node, keyword, candidate } of walk({ ...options, isValid }, rootOf(options))) {
    const tries = candidate.values.map(
      (change) => (root: Json) => changed(location.prepare(root), location.at, change),
    );
    let mutated: { apply: Mutation['apply']; received: Json } | undefined;
    // Prefers a value that breaks this keyword alone.
    for (const apply of tries) {
      const received = receive(apply(value));
      const errors = received === undefined ? 0 : validate(received).length;
      if (received === undefined || errors === 0 || (mutated && errors > 1)) continue;
      mutated = { apply, received };
      if (errors === 1) break;
    }
    if (!mutated) continue;
    const { apply } = mutated;
    const wire = JSON.stringify(mutated.received);
    if (known.has(wire)) continue;
    known.add(wire);
    const { member, what, isConvertible = false, isTolerated = false } = candidate;
    const at = member === undefined ? location.at : `${location.at}/${escapeToken(member)}`;
    found.push({ keyword, at, what, isConvertible, isTolerated, apply, clause: `${node.pointer}/${keyword}` });
  }
  for (const { at: cause, wanted, incomplete: apply } of conditionsOf(options, options.schema, value, sampleOf)) {
    const received = receive(apply(value));
    const [error] = received === undefined ? [] : validate(received);
    const [at = ''] = wanted;
    if (!error?.clause) continue;
    const { keyword, clause } = error;
    const what = `missing beside what wants it at ${cause}`;
    found.push({ keyword, at, what, isConvertible: false, isTolerated: false, apply, clause });
  }
  return found;
}

interface SchemaLocation {
  /** JSON Pointer into the value. */
  at: string;
  value: Json | undefined;
  /** JSON Pointers into the document. */
  schemas: readonly string[];
  /** Adds the containers of the location, where the value does not have them. */
  prepare: (root: Json) => Json;
  /** Schemas of the containers that are samples: a recursive schema is entered once. */
  sampled: readonly string[];
}

const rootOf = ({ schema, value }: MutationOptions): SchemaLocation => ({
  at: '',
  value,
  schemas: [schema],
  prepare: (root) => root,
  sampled: [],
});

interface Found {
  location: SchemaLocation;
  node: Located;
  keyword: string;
  candidate: Candidate;
}

type Walked = MutationOptions & { isValid: (sent: Json) => boolean };

function* walk(options: Walked, location: SchemaLocation): Generator<Found> {
  const nodes = nodesAt(options, location.schemas, location.value);
  for (const node of nodes) {
    for (const keyword of Object.keys(node.value)) {
      const candidates = mutators.get(keyword)?.(node.value, location.value) ?? [];
      for (const candidate of candidates) yield { location, node, keyword, candidate };
    }
  }
  for (const child of childSchemasOf(nodes, location.value)) {
    const inner = enter(options, location, child);
    if (inner) yield* walk(options, inner);
  }
}

function enter(
  options: Walked,
  location: SchemaLocation,
  { token, value, schemas }: Child,
): SchemaLocation | undefined {
  const at = `${location.at}/${escapeToken(token)}`;
  const { prepare, sampled } = location;
  // A request need not have what is readOnly.
  if (nodesAt(options, schemas, value).some((node) => node.value.readOnly === true)) return undefined;
  if (value !== undefined) return { at, value, schemas, prepare, sampled };
  if (schemas.some((one) => sampled.includes(one))) return undefined;
  const inner = { at, value: undefined, schemas, prepare, sampled: [...sampled, ...schemas] };
  const { document, others = [] } = options;
  const samples = [
    ...others.map((other) => valueAt(other, at)),
    ...schemas.map((schema) => sampleOf(document, valueAt(document, schema))),
  ];
  for (const sample of samples) {
    if (sample === undefined) continue;
    const filled = (root: Json) => withValueAt(prepare(root), at, sample);
    if (options.isValid(filled(options.value))) return { ...inner, value: sample, prepare: filled };
  }
  return inner;
}

const changed = (root: Json, pointer: string, change: Change): Json =>
  withValueAt(root, pointer, change(valueAt(root, pointer)));
