/** Part of the generated validators, where a schema has `uniqueItems`. */

/** @returns the last item that is equal to an earlier one, and that one, by index. */
export function findDuplicate(items: readonly unknown[]): readonly [number, number] | undefined {
  const seen = new Map<unknown, number>();
  let found: readonly [number, number] | undefined;
  items.forEach((item, index) => {
    const key = keyOf(item);
    const earlier = seen.get(key);
    if (earlier !== undefined) found = [index, earlier];
    seen.set(key, index);
  });
  return found;
}

/** Equal for what JSON Schema holds to be equal. The quotes keep a string apart from the text of an object. */
function keyOf(item: unknown): unknown {
  if (typeof item === 'string') return JSON.stringify(item);
  return typeof item === 'object' && item !== null ? textOf(item) : item;
}

/** JSON with the members of objects in order, so that equal values have equal texts. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${textOf(member)}`).join()}}`;
}
