/**
 * Refuses numbers out of range, such as NaN from an unset environment variable: any comparison with it is false, which
 * would disable a limit silently.
 */

/**
 * `positive`: above 0; `count`: an integer from 1; `not negative`: from 0; `whole`: an integer from 0. Infinity means
 * no limit and is allowed, except for `whole`.
 */
export type NumberKind = 'positive' | 'count' | 'not negative' | 'whole';

const kinds: Record<NumberKind, readonly [holds: (value: number) => boolean, words: string]> = {
  positive: [(value) => value > 0, 'a number above 0'],
  count: [(value) => value >= 1 && (Number.isInteger(value) || value === Infinity), 'a whole number from 1'],
  whole: [(value) => Number.isSafeInteger(value) && value >= 0, 'a whole number from 0'],
  'not negative': [(value) => value >= 0, 'a number from 0'],
};

/** @param options undefined ones have their default @throws {TypeError} names the option, never its value */
export function checkNumbers(options: Readonly<Record<string, unknown>>, kind: NumberKind): void {
  const [holds, words] = kinds[kind];
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !(typeof value === 'number' && holds(value)))
      throw new TypeError(`${name} must be ${words}.`);
  }
}
