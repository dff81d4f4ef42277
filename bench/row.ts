/**
 * The result of a part of the bench: rows with one measurement of ours and, if there is a peer, the same of the peer.
 */

export interface Row {
  what: string;
  unit: string;
  /** One sample per round, in the same order as those of the peer; the rounds alternate. */
  ours: readonly number[];
  peer?: { name: string; samples: readonly number[] };
  /** The target of the ratio to the peer, or of the value itself without a peer. */
  target?: { atMost: number } | { atLeast: number };
}

export interface Options {
  /** Runs fewer and shorter rounds: it shows that the bench works, and little more. */
  quick: boolean;
  /** Prints a line of progress, or what was left out and why. */
  say(line: string): void;
}

export interface Part {
  about: string;
  /** Whether it measures `dist/`, which is then rebuilt. @default false */
  ofBuild?: boolean;
  run(options: Options): Promise<Row[]>;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** The ratio of each round: other load on the machine in that round affected both values. */
export const ratiosOf = ({ ours, peer }: Row): number[] =>
  peer ? ours.map((value, round) => value / peer.samples[round]!) : [];

export function isMet(row: Row): boolean | undefined {
  if (!row.target) return undefined;
  const value = median(row.peer ? ratiosOf(row) : row.ours);
  return 'atMost' in row.target ? value <= row.target.atMost : value >= row.target.atLeast;
}

/**
 * Measures each subject once per round, alternately.
 * @param subjects undefined ones are left out
 * @returns samples by the name of the subject; none for one that was left out
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

/** The members of a row for the peer: none if it was left out. */
export const beside = (
  name: string,
  samples: readonly number[],
  target?: Row['target'],
): Pick<Row, 'peer' | 'target'> => (samples.length > 0 ? { peer: { name, samples }, ...(target && { target }) } : {});

/**
 * The exponent of the growth of `values` with `sizes`, fitted by least squares to their logarithms: 1 is linear. The
 * value at the first size is the constant part, which is subtracted.
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
