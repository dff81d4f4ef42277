/** JSON Merge Patch (RFC 7396): members replace, null removes. */
import { isObject, type Json } from './document.js';

export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name] ?? {}, value);
  }
  return result;
}
