/** What the aliases of a YAML file stand for has to be of a size that can be walked. */

/** Characters that the aliases of a file may add to it. */
const maxAdded = 2 * 1024 * 1024;

export class AliasError extends Error {
  override name = 'AliasError';
}

/**
 * An alias is the same object in a second place. A walk over the places meets the billions of a bomb, or never ends.
 * @param text that the value was read from
 * @throws {AliasError} saying in one line what to do.
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
