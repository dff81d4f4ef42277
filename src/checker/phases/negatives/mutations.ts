/**
 * Everything that can be wrong about a value by its schema, one thing at a time. Each is proven before it counts: a
 * validator has to refuse the value, so that what is lawful by another branch of a union is never taken for broken.
 */
import { ownMember } from '../../../openapi/own.js';
import { escapeToken, isObject, unescapeToken, valueAt, type Json, type Located } from '../../../openapi/document.js';
import { childSchemasOf, type Child } from './child-schemas.js';
import * as arrays from './keywords/arrays.js';
import { constant, enumeration } from './keywords/choices.js';
import { format } from './keywords/format.js';
import type { Candidate, Mutator } from './keywords/mutator.js';
import * as numbers from './keywords/numbers.js';
import * as objects from './keywords/objects.js';
import * as text from './keywords/text.js';
import { type } from './keywords/type.js';
import { sampleOf } from './sample.js';
import { schemasAt, type Schemas } from './schemas-at.js';

/** The keywords that can be broken, by name. What is not here (`not`, `contains`, `if`) rules no single value out. */
const mutators: ReadonlyMap<string, Mutator> = new Map(
  Object.entries({ ...objects, type, enum: enumeration, const: constant, format, ...text, ...numbers, ...arrays }),
);

export interface Break {
  /** The JSON Schema keyword that is broken. */
  keyword: string;
  /** JSON Pointer into the value. */
  at: string;
  what: string;
  /** JSON Pointer into the document: the rule. */
  clause: string;
  /** The same done to a value like the one it was found with. */
  apply(value: Json): Json;
}

export interface Subject extends Schemas {
  /** JSON Pointer of the schema. */
  schema: string;
  /** A value that is valid. */
  value: Json;
  /** Other values that are valid, for what this one does not have. */
  others?: readonly Json[];
  /** What a receiver reads when a value is sent; undefined for what cannot be sent. @default the value itself */
  receive?: (value: Json) => Json | undefined;
}

export function mutationsOf(subject: Subject): Break[] {
  const { value, receive = (sent: Json) => sent } = subject;
  const validate = subject.validator.at(subject.schema);
  const isValid = (sent: Json) => {
    const received = receive(sent);
    return received !== undefined && subject.validator.accepts(subject.schema, received);
  };
  const found: Break[] = [];
  const known = new Set<string>();
  for (const { place, node, keyword, candidate } of walk({ ...subject, isValid }, rootOf(subject))) {
    const tries = candidate.values.map((change) => (root: Json) => update(place.prepare(root), place.at, change));
    let broken: { apply: Break['apply']; received: Json } | undefined;
    // One that breaks nothing else, if there is one.
    for (const apply of tries) {
      const received = receive(apply(value));
      const errors = received === undefined ? 0 : validate(received).length;
      if (received === undefined || errors === 0 || (broken && errors > 1)) continue;
      broken = { apply, received };
      if (errors === 1) break;
    }
    if (!broken) continue;
    const { apply } = broken;
    const wire = JSON.stringify(broken.received);
    if (known.has(wire)) continue;
    known.add(wire);
    const { member, what } = candidate;
    const at = member === undefined ? place.at : `${place.at}/${escapeToken(member)}`;
    found.push({ keyword, at, what, apply, clause: `${node.pointer}/${keyword}` });
  }
  return found;
}

interface Place {
  /** JSON Pointer into the value. */
  at: string;
  value: Json | undefined;
  /** JSON Pointers into the document. */
  schemas: readonly string[];
  /** Puts in what the place is in, where the value does not have it. */
  prepare: (root: Json) => Json;
  /** Schemas of places around this one that are samples: a recursive one is not gone into again. */
  sampled: readonly string[];
}

const rootOf = ({ schema, value }: Subject): Place => ({
  at: '',
  value,
  schemas: [schema],
  prepare: (root) => root,
  sampled: [],
});

interface Found {
  place: Place;
  node: Located;
  keyword: string;
  candidate: Candidate;
}

type Walked = Subject & { isValid: (sent: Json) => boolean };

function* walk(subject: Walked, place: Place): Generator<Found> {
  const nodes = nodesOf(subject, place.schemas, place.value);
  for (const node of nodes) {
    for (const keyword of Object.keys(node.value)) {
      const candidates = mutators.get(keyword)?.(node.value, place.value) ?? [];
      for (const candidate of candidates) yield { place, node, keyword, candidate };
    }
  }
  for (const child of childSchemasOf(nodes, place.value)) {
    const inner = enter(subject, place, child);
    if (inner) yield* walk(subject, inner);
  }
}

function nodesOf(subject: Subject, schemas: readonly string[], value: Json | undefined): Located[] {
  const seen = new Set<string>();
  return schemas.flatMap((pointer) => schemasAt(subject, pointer, value, seen));
}

function enter(subject: Walked, place: Place, { token, value, schemas }: Child): Place | undefined {
  const at = `${place.at}/${escapeToken(token)}`;
  const { prepare, sampled } = place;
  // What only answers have is not a request's to get right.
  if (nodesOf(subject, schemas, value).some((node) => node.value.readOnly === true)) return undefined;
  if (value !== undefined) return { at, value, schemas, prepare, sampled };
  if (schemas.some((one) => sampled.includes(one))) return undefined;
  const inner = { at, value: undefined, schemas, prepare, sampled: [...sampled, ...schemas] };
  const { document, others = [] } = subject;
  const samples = [
    ...others.map((other) => valueAt(other, at)),
    ...schemas.map((schema) => sampleOf(document, valueAt(document, schema))),
  ];
  for (const sample of samples) {
    if (sample === undefined) continue;
    const filled = (root: Json) => update(prepare(root), at, () => sample);
    if (subject.isValid(filled(subject.value))) return { ...inner, value: sample, prepare: filled };
  }
  return inner;
}

function update(root: Json, pointer: string, change: (value: Json | undefined) => Json): Json {
  const [head, ...rest] = pointer.split('/').slice(1);
  if (head === undefined) return change(root);
  const token = unescapeToken(head);
  const tail = rest.map((one) => `/${one}`).join('');
  if (Array.isArray(root)) {
    return root.map((item, index) => (String(index) === token ? update(item, tail, change) : item));
  }
  const members = isObject(root) ? root : {};
  const inner = ownMember(members, token);
  return { ...members, [token]: tail === '' ? change(inner) : update(inner ?? {}, tail, change) };
}
