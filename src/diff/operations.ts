/**
 * Lists the calls of a document (operations, webhooks, callbacks), with a key that matches them with those of another.
 */
import { follow, isIgnored, isObject, type Json, type JsonObject } from '../openapi/document.js';
import { methods } from '../openapi/openapi.js';
import { escapeToken } from '../openapi/pointer.js';

export interface Call {
  kind: 'operation' | 'webhook' | 'callback';
  /** `GET /users/{id}`, `webhook event`, `callback onDone POST {$request.body#/url}`. */
  label: string;
  operationId: string | undefined;
  /** Equal for the same call in both documents: with the path as written, without its names, and without a last slash. */
  keys: readonly string[];
  path: string;
  item: { value: JsonObject; pointer: string };
  operation: JsonObject;
  pointer: string;
  /** The number of callbacks around it: each swaps sender and receiver. */
  depth: number;
}

export function callsOf(document: JsonObject): Call[] {
  const calls: Call[] = [];
  for (const [path, node] of Object.entries(isObject(document.paths) ? document.paths : {})) {
    if (path.startsWith('x-')) continue;
    const template = path.replace(/\{[^{}]*\}/g, '{}');
    const keys = [path, template, template.replace(/(.)\/$/, '$1')];
    const at = { kind: 'operation', path, prefix: '', keys, depth: 0 } as const;
    calls.push(...callsAt(document, node, `/paths/${escapeToken(path)}`, at));
  }
  const { webhooks } = document;
  for (const [name, node] of Object.entries(isObject(webhooks) ? webhooks : {})) {
    const at = { kind: 'webhook', path: name, prefix: 'webhook ', keys: [name, name, name], depth: 0 } as const;
    calls.push(...callsAt(document, node, `/webhooks/${escapeToken(name)}`, at));
  }
  return calls;
}

interface Where {
  kind: Call['kind'];
  path: string;
  prefix: string;
  keys: readonly string[];
  depth: number;
}

function callsAt(document: JsonObject, node: Json, pointer: string, where: Where): Call[] {
  const item = follow(document, node, pointer);
  if (!item) return [];
  const { kind, path, prefix, keys, depth } = where;
  return methods.flatMap((method) => {
    const operation = item.value[method];
    if (!isObject(operation)) return [];
    const call = kind === 'webhook' ? `${prefix}${path}` : `${prefix}${method.toUpperCase()} ${path}`;
    const own: Call = {
      kind,
      label: call,
      operationId: typeof operation.operationId === 'string' ? operation.operationId : undefined,
      keys: keys.map((key) => `${kind} ${method} ${key}`),
      path,
      item,
      operation,
      pointer: `${item.pointer}/${method}`,
      depth,
    };
    return [own, ...callbacksOf(document, own)];
  });
}

/** Deeper callbacks are ignored: real APIs have none. */
const deepest = 2;

function callbacksOf(document: JsonObject, { operation, path, pointer, label, keys: outer, depth }: Call): Call[] {
  if (!isObject(operation.callbacks) || depth >= deepest) return [];
  const slots = slotsOf(path);
  const bySlot = (_: string, name: string) => `$request.path.${slots.includes(name) ? slots.indexOf(name) : name}`;
  return Object.entries(operation.callbacks).flatMap(([name, node]) => {
    const callback = follow(document, node, `${pointer}/callbacks/${escapeToken(name)}`);
    return Object.entries(callback?.value ?? {}).flatMap(([expression, item]) => {
      if (expression.startsWith('x-')) return [];
      const prefix = `${label}, callback ${name} `;
      const url = expression.replace(/\$request\.path\.([^{}]+)/g, bySlot);
      const keys = outer.map((key) => `${key}, ${name} ${url}`);
      const where = { kind: 'callback', path: expression, prefix, keys, depth: depth + 1 } as const;
      return callsAt(document, item, `${callback!.pointer}/${escapeToken(expression)}`, where);
    });
  });
}

export interface ReadParameter {
  name: string;
  place: string;
  object: JsonObject;
  pointer: string;
  /** The place in the call that refers to it. */
  site: string;
}

/** The names in a path template. */
const slotsOf = (path: string): string[] => [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);

/**
 * By place and name; an operation's parameters override those of its path. Path parameters match by position, since
 * their names are never sent; headers match in any case.
 */
export function parametersOf(document: JsonObject, call: Call): Map<string, ReadParameter> {
  const found = new Map<string, ReadParameter>();
  const lists = [
    [call.item.value.parameters, `${call.item.pointer}/parameters`],
    [call.operation.parameters, `${call.pointer}/parameters`],
  ] as const;
  const slots = slotsOf(call.path);
  for (const [list, pointer] of lists) {
    for (const [index, node] of (Array.isArray(list) ? list : []).entries()) {
      const site = `${pointer}/${index}`;
      const parameter = follow(document, node, site);
      if (!parameter) continue;
      const name = String(parameter.value.name);
      const place = String(parameter.value.in);
      if (isIgnored({ in: place, name })) continue;
      const slot = slots.indexOf(name);
      const key = place === 'path' && slot >= 0 ? String(slot) : place === 'header' ? name.toLowerCase() : name;
      found.set(`${place} ${key}`, { name, place, object: parameter.value, pointer: parameter.pointer, site });
    }
  }
  return found;
}
