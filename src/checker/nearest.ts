/** The names nearest to a misspelt one, by the number of edits (Levenshtein); empty where that number is too large. */
export function nearest(name: string, known: readonly string[]): string[] {
  const distances = known.map((one) => distance(name.toLowerCase(), one.toLowerCase()));
  const least = distances.reduce((least, one) => Math.min(least, one), Infinity);
  return least <= Math.max(2, name.length / 3) ? known.filter((_, index) => distances[index] === least) : [];
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] as number) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}
