/** Lists the parts of a schema to cover: each property, each alternative, each value of an enum. */
import {
  propertiesOf,
  escapeToken,
  follow,
  isObject,
  valueAt,
  type Json,
  type JsonObject,
} from '../../openapi/document.js';
import type { SchemaValidator } from './schema.js';

export interface CoveredPart {
  what: 'property' | 'alternative' | 'value' | 'header';
  /** JSON Pointer into the body, with an asterisk for any item or member; a header's name. */
  at: string;
  /** The number or schema name of an alternative; the value of an enum. */
  label?: string;
  /** JSON Pointer into the document. */
  clause: string;
  state: 'seen' | 'broken' | 'unseen';
}

/** By the path through the schema, without references; unique within a response. */
export type Parts = Map<string, CoveredPart>;

/** Marks the parts that a value has as seen. */
type See = (value: Json, validator: SchemaValidator) => void;

/** The coverage of one schema at one location of a body. */
interface SchemaCoverage {
  see: See;
  /** Whether every part at and below the location has been seen. */
  isDone: () => boolean;
}

/** Adds a header to the parts, and returns the function that marks it as seen. */
export function partOfHeader(parts: Parts, name: string, clause: string): () => void {
  const part = added(parts, `header ${name}`, { what: 'header', at: name, clause });
  return () => tickOff(part);
}

/** Adds every part of a schema as unseen. A recursive schema is added once. */
export function partsOfSchema(document: JsonObject, parts: Parts, schema: string): See {
  const takeApart = (pointer: string, id: string, at: string, above: readonly string[]): SchemaCoverage | undefined => {
    const located = follow(document, valueAt(document, pointer), pointer);
    if (!located || above.includes(located.pointer)) return undefined;
    const { value: node } = located;
    const inside = [...above, located.pointer];
    const own: CoveredPart[] = [];
    const within: SchemaCoverage[] = [];
    const sees: See[] = [];
    const add = (step: string, part: Omit<CoveredPart, 'clause' | 'state'>): CoveredPart => {
      const made = added(parts, `${id}/${step}`, { ...part, clause: `${located.pointer}/${step}` });
      own.push(made);
      return made;
    };
    const into = (step: string, to: string): SchemaCoverage | undefined => {
      const inner = takeApart(`${located.pointer}/${step}`, `${id}/${step}`, to, inside);
      if (inner) within.push(inner);
      return inner;
    };

    const properties = propertiesOf(node);
    for (const name of Object.keys(properties)) {
      const token = escapeToken(name);
      const part = add(`properties/${token}`, { what: 'property', at: `${at}/${token}` });
      const inner = into(`properties/${token}`, `${at}/${token}`);
      sees.push((value, validator) => {
        if (!isObject(value) || !Object.hasOwn(value, name)) return;
        tickOff(part);
        inner?.see(value[name] as Json, validator);
      });
    }
    const items = isObject(node.items) ? into('items', `${at}/*`) : undefined;
    if (items) {
      sees.push((value, validator) => {
        if (Array.isArray(value)) value.forEach((item) => items.see(item, validator));
      });
    }
    const beside = isObject(node.additionalProperties) ? into('additionalProperties', `${at}/*`) : undefined;
    if (beside) {
      sees.push((value, validator) => {
        for (const [name, member] of Object.entries(isObject(value) ? value : {}))
          if (!Object.hasOwn(properties, name)) beside.see(member, validator);
      });
    }
    for (const index of list(node.allOf).keys()) {
      const inner = into(`allOf/${index}`, at);
      if (inner) sees.push(inner.see);
    }
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      for (const [index, branch] of list(node[keyword]).entries()) {
        const step = `${keyword}/${index}`;
        const part = add(step, { what: 'alternative', at, label: nameOf(branch) ?? `${index + 1}` });
        const inner = into(step, at);
        sees.push((value, validator) => {
          if (part.state !== 'unseen' && (inner?.isDone() ?? true)) return;
          if (!validator.accepts(part.clause, value)) return;
          tickOff(part);
          inner?.see(value, validator);
        });
      }
    }
    const values = list(node.enum).map((value, index): [string, CoveredPart] => {
      const label = JSON.stringify(value);
      return [label, add(`enum/${index}`, { what: 'value', at, label })];
    });
    if (values.length > 0) {
      sees.push((value) => {
        const label = JSON.stringify(value);
        for (const [one, part] of values) if (one === label) tickOff(part);
      });
    }

    let done = false;
    const isDone = () => {
      done ||= own.every(({ state }) => state !== 'unseen') && within.every((inner) => inner.isDone());
      return done;
    };
    return {
      isDone,
      see: (value, validator) => {
        if (isDone()) return;
        for (const see of sees) see(value, validator);
      },
    };
  };
  return takeApart(schema, schema, '', [])?.see ?? (() => {});
}

function added(parts: Parts, id: string, part: Omit<CoveredPart, 'state'>): CoveredPart {
  const made = parts.get(id) ?? { ...part, state: 'unseen' };
  parts.set(id, made);
  return made;
}

/** A broken part stays broken. */
function tickOff(part: CoveredPart): void {
  if (part.state === 'unseen') part.state = 'seen';
}

const list = (node: Json | undefined): Json[] => (Array.isArray(node) ? node : []);

/** `{$ref: '#/components/schemas/Error'}` → `Error`. */
function nameOf(branch: Json): string | undefined {
  return isObject(branch) && typeof branch.$ref === 'string' ? branch.$ref.split('/').at(-1) : undefined;
}
