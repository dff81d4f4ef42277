/** Finds the calls of a document that reach a place in it through references. */
import { escapeToken, isObject, type Json, type JsonObject } from '../openapi/document.js';
import { decodePercent, lookUp } from '../openapi/pointer.js';
import { references } from '../openapi/reference-sites.js';
import { callsOf } from './operations.js';

/** `/components/schemas/Name` of a pointer into a component; undefined for any other. */
export const componentOf = (pointer: string): string | undefined => /^\/components\/[^/]+\/[^/]+/.exec(pointer)?.[0];

/** The components that a node refers to directly. */
function referredTo(node: unknown): string[] {
  const targets = [...references(node, [], false, new Set())].map(({ target }) => target);
  const inside = targets.filter((target): target is string => typeof target === 'string' && target.startsWith('#/'));
  return inside.flatMap((target) => componentOf(decodePercent(target.slice(1))) ?? []);
}

/** All components that some components reach, themselves included. */
function closure(document: JsonObject, start: readonly string[], known: Map<string, string[]>): Set<string> {
  const reached = new Set(start);
  for (const component of reached) {
    const onward = known.get(component) ?? referredTo(lookUp(document, component));
    known.set(component, onward);
    for (const next of onward) reached.add(next);
  }
  return reached;
}

/** Finds the labels of the calls that use the node at a pointer. */
export function createReach(document: JsonObject): (pointer: string) => string[] {
  const known = new Map<string, string[]>();
  const calls = callsOf(document).map((call) => {
    const shared = call.item.value.parameters;
    const schemes = Object.keys(Object.assign({}, ...[call.operation.security ?? document.security ?? []].flat()));
    const used = schemes.map((name) => `/components/securitySchemes/${name}`);
    const reached = closure(document, [...referredTo(call.operation), ...referredTo(shared), ...used], known);
    return { label: call.label, pointer: call.pointer, item: call.item.pointer, reached };
  });
  return (pointer) => {
    const component = componentOf(pointer);
    const found = calls.filter(({ pointer: own, item, reached }) => {
      if (component !== undefined && reached.has(component)) return true;
      const isInside = pointer === own || pointer.startsWith(`${own}/`);
      const isShared =
        (pointer === item || pointer.startsWith(`${item}/`)) &&
        !/^(get|put|post|delete|options|head|patch|trace)(\/|$)/.test(pointer.slice(item.length + 1));
      return isInside || isShared;
    });
    return [...new Set(found.map(({ label }) => label))];
  };
}

/** Whether a reference leads to equal content in both documents, at all depths. */
export function createSameness(from: JsonObject, to: JsonObject): (reference: string) => boolean {
  const known = new Map<string, string[]>();
  const verdicts = new Map<string, boolean>();
  const isEqual = (component: string): boolean => {
    const verdict = verdicts.get(component) ?? textAt(from, component) === textAt(to, component);
    verdicts.set(component, verdict);
    return verdict;
  };
  return (reference) => {
    const component = componentOf(decodePercent(reference.replace(/^#/, '')));
    if (component === undefined) return false;
    return [...closure(from, [component], known)].every(isEqual);
  };
}

const textAt = (document: JsonObject, pointer: string): string =>
  JSON.stringify(lookUp(document, pointer) as Json | undefined);

/** The pointers at which two documents differ: places that one lacks, and unequal leaves. */
export function differencesOf(a: Json | undefined, b: Json | undefined, pointer = ''): string[] {
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].flatMap((key) => differencesOf(a[key], b[key], `${pointer}/${escapeToken(key)}`));
  }
  const isLoose = /\/(parameters|required|tags|enum|type)$/.test(pointer);
  return text(a, isLoose) === text(b, isLoose) ? [] : [pointer];
}

/** @param isLoose whether the order of a list has no meaning */
function text(value: Json | undefined, isLoose: boolean): string {
  if (!isLoose || !Array.isArray(value)) return JSON.stringify(value) ?? '';
  return value
    .map((item) => JSON.stringify(item))
    .sort()
    .join();
}
