/** Compares security requirements and their schemes. */
import { follow, isObject, type Json, type JsonObject } from '../openapi/document.js';
import { escapeToken } from '../openapi/pointer.js';
import type { Effect, Finding } from './findings.js';

type Say = (finding: Finding) => void;

interface Requirements {
  list: JsonObject[];
  pointer: string;
}

/** An operation's own requirements, or else the document's. */
export function requirementsOf(document: JsonObject, operation: JsonObject, pointer: string): Requirements {
  const own = operation.security;
  const list = Array.isArray(own) ? own : document.security;
  const at = Array.isArray(own) ? `${pointer}/security` : '/security';
  return { list: Array.isArray(list) ? list.filter(isObject) : [], pointer: at };
}

/**
 * A client that had access must keep it: each old alternative needs a new one that requires no more.
 * @param names the new name of each scheme of the old document
 */
export function compareSecurity(a: Requirements, b: Requirements, names: Map<string, string>, say: Say): void {
  const open: JsonObject[] = [{}];
  const [before, after] = [a.list.length > 0 ? a.list : open, b.list.length > 0 ? b.list : open];
  const translated = before.map((item) =>
    Object.fromEntries(Object.entries(item).map(([name, scopes]) => [names.get(name) ?? name, scopes])),
  );
  const refused = before.filter((_, index) => !after.some((item) => isWithin(item, translated[index]!)));
  const at = { old: a.pointer, new: b.pointer };
  if (refused.length > 0) {
    const message =
      refused.map(labelOf).join(', ') === 'nothing'
        ? `credentials are needed now: ${after.map(labelOf).join(' or ')}`
        : `${refused.map(labelOf).join(' and ')} is not enough any more: ${after.map(labelOf).join(' or ')}`;
    return say({ rule: 'security-requirement-changed', effect: 'fewer', message, ...at });
  }
  const isSame = after.every((item) => translated.some((old) => isWithin(item, old) && isWithin(old, item)));
  if (isSame) return;
  const message = `more is let in: ${after.map(labelOf).join(' or ')}`;
  say({ rule: 'security-requirement-changed', effect: 'more', message, ...at });
}

/** Whether the first requires nothing beyond the second. */
function isWithin(first: JsonObject, second: JsonObject): boolean {
  return Object.entries(first).every(([name, scopes]) => {
    const others = second[name];
    if (!Array.isArray(others)) return false;
    return (Array.isArray(scopes) ? scopes : []).every((scope) => others.includes(scope));
  });
}

function labelOf(requirement: JsonObject): string {
  const names = Object.entries(requirement).map(([name, scopes]) =>
    Array.isArray(scopes) && scopes.length > 0 ? `${name} (${scopes.join(', ')})` : name,
  );
  return names.length === 0 ? 'nothing' : names.join(' with ');
}

const place = '/components/securitySchemes';

function schemesOf(document: JsonObject): Map<string, JsonObject> {
  const components = isObject(document.components) ? document.components : {};
  const map = isObject(components.securitySchemes) ? components.securitySchemes : {};
  return new Map(
    Object.entries(map).flatMap(([name, node]) => {
      const found = follow(document, node, `${place}/${escapeToken(name)}`);
      return found ? [[name, found.value] as const] : [];
    }),
  );
}

/** A scheme that was removed and added under another name is the same scheme. */
export function matchSchemes(from: JsonObject, to: JsonObject): Map<string, string> {
  const [a, b] = [schemesOf(from), schemesOf(to)];
  const added = [...b].filter(([name]) => !a.has(name));
  return new Map(
    [...a].flatMap(([name, scheme]) => {
      if (b.has(name)) return [[name, name] as const];
      const twin = added.find(([, other]) => identityOf(other) === identityOf(scheme));
      return twin ? [[name, twin[0]] as const] : [];
    }),
  );
}

const identity = ['type', 'in', 'name', 'scheme', 'openIdConnectUrl', 'flows'] as const;

const identityOf = (scheme: JsonObject): string =>
  JSON.stringify(identity.map((key) => (key === 'scheme' || key === 'name' ? lower(scheme, key) : scheme[key])));

/** Headers and HTTP schemes are named in any case. */
const lower = (scheme: JsonObject, key: string): Json | undefined => {
  const value = scheme[key];
  const isLoose = key === 'scheme' || scheme.in === 'header';
  return typeof value === 'string' && isLoose ? value.toLowerCase() : value;
};

/** @param used the schemes that operations of the old document require */
export function compareSchemes(
  from: JsonObject,
  to: JsonObject,
  names: Map<string, string>,
  report: (name: string, finding: Finding) => void,
): void {
  const [a, b] = [schemesOf(from), schemesOf(to)];
  for (const [name, scheme] of a) {
    const other = names.get(name);
    const now = other === undefined ? undefined : b.get(other);
    if (other === undefined || now === undefined) continue;
    const at = (key: string) => ({
      old: `${place}/${escapeToken(name)}${key in scheme ? `/${key}` : ''}`,
      new: `${place}/${escapeToken(other)}${key in now ? `/${key}` : ''}`,
    });
    for (const key of identity) {
      if (key === 'flows' || lower(scheme, key) === lower(now, key)) continue;
      const message = `${key} of ${name} was ${String(scheme[key])}, is ${String(now[key])}`;
      report(name, { rule: 'security-scheme-changed', effect: 'other', message, ...at(key) });
    }
    compareFlows(name, scheme, now, at('flows'), (finding) => report(name, finding));
  }
}

function compareFlows(
  name: string,
  scheme: JsonObject,
  now: JsonObject,
  at: { old: string; new: string },
  say: Say,
): void {
  const [a, b] = [scheme, now].map(({ flows }) => (isObject(flows) ? flows : {})) as [JsonObject, JsonObject];
  const found = (effect: Effect, message: string, key: string) =>
    say({
      rule: 'security-scheme-changed',
      effect,
      message: `${name}: ${message}`,
      old: `${at.old}/${key}`,
      new: `${at.new}/${key}`,
    });
  for (const [kind, flow] of Object.entries(a)) {
    const other = b[kind];
    if (kind.startsWith('x-') || !isObject(flow)) continue;
    if (!isObject(other)) {
      found('fewer', `the flow ${kind} was removed`, kind);
      continue;
    }
    for (const key of ['authorizationUrl', 'tokenUrl', 'refreshUrl']) {
      if (flow[key] === other[key]) continue;
      found(flow[key] === undefined ? 'open' : 'other', `${key} of ${kind} changed`, `${kind}/${key}`);
    }
    const [old, scopes] = [flow, other].map((node) => (isObject(node.scopes) ? Object.keys(node.scopes) : []));
    for (const scope of old!.filter((item) => !scopes!.includes(item)))
      found('fewer', `the scope ${scope} was removed`, `${kind}/scopes/${escapeToken(scope)}`);
    for (const scope of scopes!.filter((item) => !old!.includes(item)))
      found('open', `the scope ${scope} was added`, `${kind}/scopes/${escapeToken(scope)}`);
  }
  for (const kind of Object.keys(b))
    if (!(kind in a) && !kind.startsWith('x-')) found('open', `the flow ${kind} was added`, kind);
}
