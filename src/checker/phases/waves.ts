/** Requests of one phase that are under way at once: the target and the check then work at the same time. */

export const mostAtOnce = 8;

/**
 * Items in their order, in groups of those that may be under way at once.
 * @param canShare whether an item may be under way beside others; one that may not is alone
 */
export function wavesOf<Item>(items: readonly Item[], canShare: (item: Item) => boolean): Item[][] {
  const waves: Item[][] = [];
  let isOpen = false;
  for (const item of items) {
    const last = waves.at(-1);
    const joins = canShare(item);
    if (last && isOpen && joins && last.length < mostAtOnce) last.push(item);
    else waves.push([item]);
    isOpen = joins;
  }
  return waves;
}
