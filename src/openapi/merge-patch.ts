/** JSON Merge Patch (RFC 7396): members replace, null removes. */
import { ownMember } from './own.js';
import { isObject, type Json } from './document.js';

export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(ownMember(result, name) ?? {}, value);
  }
  return result;
}

/** The part of a patch that changes existing members. */
export function ofExistingMembers(patch: Json, target: Json): Json {
  if (!isObject(patch) || !isObject(target)) return patch;
  return Object.fromEntries(
    Object.entries(patch)
      .filter(([name]) => Object.hasOwn(target, name))
      .map(([name, value]) => [name, ofExistingMembers(value, target[name] ?? null)]),
  );
}
