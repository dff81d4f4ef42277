/** What a part of the bench measures: rows, each of one thing of ours and, where there is one, what a user would pick instead. */

export interface Row {
  what: string;
  unit: string;
  /** A sample a round; of the same length and in the same order as those of the peer, whose turns were between. */
  ours: readonly number[];
  peer?: { name: string; samples: readonly number[] };
  /** Of the ratio to the peer; of the value itself where there is no peer. */
  target?: { atMost: number } | { atLeast: number };
}

export interface Options {
  /** Fewer rounds and shorter ones: shows that it works, and little more. */
  quick: boolean;
  /** A line of progress, or of what was left out and why. */
  say(line: string): void;
}

export interface Part {
  about: string;
  /** Whether it measures `dist/`, which is then built anew. @default false */
  ofBuild?: boolean;
  run(options: Options): Promise<Row[]>;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Of each round its own ratio: what else the machine did in that round was beside both. */
export const ratiosOf = ({ ours, peer }: Row): number[] =>
  peer ? ours.map((value, round) => value / peer.samples[round]!) : [];

export function isMet(row: Row): boolean | undefined {
  if (!row.target) return undefined;
  const value = median(row.peer ? ratiosOf(row) : row.ours);
  return 'atMost' in row.target ? value <= row.target.atMost : value >= row.target.atLeast;
}

/**
 * Measures each subject once a round, in turns.
 * @param subjects one that is undefined is left out
 * @returns samples by the name of the subject; none of one that was left out
 */
export async function inTurns<Name extends string>(
  rounds: number,
  subjects: Record<Name, (() => Promise<number>) | undefined>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(subjects) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const measured = await subjects[name]?.();
      if (measured !== undefined) samples[name].push(measured);
    }
  }
  return samples;
}

/** What a row has of a peer: nothing where it was left out. */
export const beside = (
  name: string,
  samples: readonly number[],
  target?: Row['target'],
): Pick<Row, 'peer' | 'target'> => (samples.length > 0 ? { peer: { name, samples }, ...(target && { target }) } : {});

/**
 * The exponent by which `values` grow with `sizes`, fitted by least squares to their logarithms: 1 is linear. The first
 * size says what stands at the start whatever the size, which is taken off.
 */
export function exponentOf(sizes: readonly number[], values: readonly number[]): number {
  const points = sizes
    .slice(1)
    .map((size, at) => [Math.log(size), Math.log(Math.max(values[at + 1]! - values[0]!, 1e-3))] as const);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
