/** Walks a document by its grammar and returns a rewritten copy; the document itself stays as it was. */
import { grammar, type Kind } from './grammar.js';
import { isObject } from './openapi.js';
import { escapeToken } from './pointer.js';

export interface NodeLocation {
  kind: Kind;
  /** Where the node stands in the document that is walked, whatever a visitor did above it. */
  pointer: string;
}

export interface Visitor {
  /** Before the children: what it returns is walked in the node's stead. */
  enter?(node: unknown, location: NodeLocation): unknown;
  /** After the children: what it returns takes the node's place. `source` is the node as it was before. */
  leave?(node: unknown, location: NodeLocation, source: unknown): unknown;
}

export function rewrite<T>(document: T, visitor: Visitor): T {
  return visit(document, { kind: 'document', pointer: '' }, visitor) as T;
}

/** Each node that the grammar knows, in the document's order, a node before its children. */
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
