/**
 * Converts a form to the value of its schema. All parts are text, and only the schema tells what they are: `{"a":1}`
 * may be an object or a string, and one part may be a list.
 */
import { follow, isObject, type Json, type JsonObject } from './document.js';
import type { Form } from './form.js';

/** @param root the document of the schema's references */
export function formValue(form: Form, schema: Json | undefined, root: JsonObject): JsonObject {
  const branches = branchesOf(schema, root);
  const fields = [...textsByName(form)].map(([name, texts]): [string, Json] => {
    const declared = branches.flatMap(({ properties }) =>
      isObject(properties) && Object.hasOwn(properties, name) ? branchesOf(properties[name], root) : [],
    );
    if (!typesOf(declared).has('array')) {
      const [value = null, ...more] = texts.map((text) => valueOf(text, declared));
      return [name, more.length > 0 ? [value, ...more] : value];
    }
    const items = declared.flatMap((list) => branchesOf(list.items, root));
    return [name, texts.map((text) => valueOf(text, items))];
  });
  return Object.fromEntries(fields);
}

function textsByName({ parts }: Form): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const [name, text] of parts) {
    const known = texts.get(name);
    if (known) known.push(text);
    else texts.set(name, [text]);
  }
  return texts;
}

/** A text where the schema allows one; otherwise JSON, or text again, which the schema refuses. */
function valueOf(text: string, declared: JsonObject[]): Json {
  const types = typesOf(declared);
  if (types.size === 0 || types.has('string')) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

export const typesOf = (branches: readonly JsonObject[]) => new Set(branches.flatMap(({ type }) => type ?? []));

/** A schema and the schemas that it is composed of, references followed. */
export function branchesOf(schema: Json | undefined, root: JsonObject, seen = new Set<JsonObject>()): JsonObject[] {
  const branch = follow(root, schema, '')?.value;
  if (!branch || seen.has(branch)) return [];
  seen.add(branch);
  const parts = [branch.allOf, branch.anyOf, branch.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [branch, ...parts.flatMap((part) => branchesOf(part, root, seen))];
}
