/**
 * The members of a request that a failure says are wrong. Where it says so is `members` of the document's `x-failure`:
 * the JSON Pointer of an object of names, nested as the request is, or of texts, with an asterisk for each item of a
 * list.
 */
import { isObject, unescapeToken, type Json, type JsonObject } from '../../openapi/document.js';
import type { SentRequest } from '../../openapi/exchange.js';
import { parseJson } from '../../openapi/json.js';
import { essenceOf, isJson } from '../../openapi/media-type.js';
import { ownMember } from '../../openapi/own.js';

/**
 * The paths of the named members, each as its tokens; undefined where the document, or the failure, names none. Of a
 * form, or of a body that is no JSON, a failure speaks in words of its own.
 */
export function membersNamedIn(document: JsonObject, request: SentRequest, failure: Json): string[][] | undefined {
  const at = membersPointer(document);
  if (at === undefined || !isJson(essenceOf(request.headers['content-type'] ?? '') ?? '')) return undefined;
  if (request.body === undefined || parseJson(request.body) === undefined) return undefined;
  const found = valuesAt(failure, at.split('/').slice(1).map(unescapeToken)).flatMap(pathsIn);
  return found.length > 0 ? found : undefined;
}

/** Where a failure says which members are wrong, as a JSON Pointer into it; undefined where the document does not say so. */
export function membersPointer({ 'x-failure': about }: JsonObject): string | undefined {
  return isObject(about) && typeof about.members === 'string' ? about.members : undefined;
}

function valuesAt(value: Json, [token, ...rest]: readonly string[]): Json[] {
  if (token === undefined) return [value];
  if (token === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  const member = isObject(value) ? ownMember(value, token) : undefined;
  return member === undefined ? [] : valuesAt(member, rest);
}

/** `reasons[0].path` and `entity.type` are paths; a map has one for each of its ends. */
function pathsIn(named: Json): string[][] {
  if (typeof named === 'string') return [named.split(/[.[\]]+/).filter(Boolean)];
  return isObject(named) ? pathsBelow(named) : [];
}

const pathsBelow = (named: JsonObject): string[][] =>
  Object.entries(named).flatMap(([name, inner]) =>
    isObject(inner) && Object.keys(inner).length > 0 ? pathsBelow(inner).map((path) => [name, ...path]) : [[name]],
  );
