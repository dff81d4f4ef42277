/** Bounds the size of a YAML file after its aliases are expanded. */

/** Characters that aliases may add to a file. */
const maxAdded = 2 * 1024 * 1024;

export class AliasError extends Error {
  override name = 'AliasError';
}

/**
 * An alias is the same object in a second place: a walk over all places of a YAML bomb would never end.
 * @param text of the file
 * @throws {AliasError} with the remedy in one line
 */
export function refuseAliasBomb<T>(value: T, text: string): T {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const sizeOf = (node: unknown): number => {
    if (typeof node === 'string') return node.length;
    if (typeof node !== 'object' || node === null) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    if (open.has(node)) throw new AliasError('an anchor contains itself: write out what the alias stands for');
    open.add(node);
    let size = 1;
    for (const [name, member] of Object.entries(node)) size += (Array.isArray(node) ? 0 : name.length) + sizeOf(member);
    open.delete(node);
    sizes.set(node, size);
    return size;
  };
  if (sizeOf(value) - text.length > maxAdded) {
    throw new AliasError(`its aliases stand for more than ${maxAdded} characters: use fewer of them`);
  }
  return value;
}
