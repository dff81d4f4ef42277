/** Walks a document by its grammar and returns a changed copy. */
import { grammar, type Kind } from './grammar.js';
import { isObject } from './openapi.js';
import { escapeToken } from './pointer.js';

export interface NodeLocation {
  kind: Kind;
  /** Pointer of the node in the original document. */
  pointer: string;
}

export interface Visitor {
  /** Called before the children, which are those of the returned node. */
  enter?(node: unknown, location: NodeLocation): unknown;
  /** Called after the children; the returned node replaces it. `source` is the original node. */
  leave?(node: unknown, location: NodeLocation, source: unknown): unknown;
}

export function rewrite<T>(document: T, visitor: Visitor): T {
  return visit(document, { kind: 'document', pointer: '' }, visitor) as T;
}

/** Visits each node of the grammar in the document's order, parents first. */
export function walk(document: unknown, see: (node: Record<string, unknown>, location: NodeLocation) => void): void {
  rewrite(document, {
    enter(node, location) {
      if (isObject(node)) see(node, location);
      return node;
    },
  });
}

function visit(source: unknown, location: NodeLocation, visitor: Visitor): unknown {
  const entered = visitor.enter ? visitor.enter(source, location) : source;
  const node = isObject(entered) ? visitChildren(entered, location, visitor) : entered;
  return visitor.leave ? visitor.leave(node, location, source) : node;
}

function visitChildren(node: Record<string, unknown>, { kind, pointer }: NodeLocation, visitor: Visitor) {
  const rules = grammar[kind];
  return mapValues(node, (value, key) => {
    const rule = rules[key] ?? (key.startsWith('x-') ? undefined : rules['*']);
    if (rule === undefined) return value;
    const at = `${pointer}/${escapeToken(key)}`;
    if (typeof rule === 'string') return visit(value, { kind: rule, pointer: at }, visitor);
    if ('list' in rule) {
      if (!Array.isArray(value)) return value;
      return value.map((item, index) => visit(item, { kind: rule.list, pointer: `${at}/${index}` }, visitor));
    }
    if (!isObject(value)) return value;
    return mapValues(value, (item, name) =>
      visit(item, { kind: rule.map, pointer: `${at}/${escapeToken(name)}` }, visitor),
    );
  });
}

function mapValues(object: Record<string, unknown>, change: (value: unknown, key: string) => unknown) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
