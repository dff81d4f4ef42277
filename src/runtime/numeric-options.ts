/**
 * Refuses numbers that make no sense, such as the NaN of an unset environment variable: compared with anything, it turns a
 * limit off without a word.
 */

/**
 * `positive`: above 0; `count`: a whole number from 1; `not negative`: from 0; `whole`: a whole number from 0.
 * Infinity is no limit, so it is allowed, but for `whole`.
 */
export type NumberKind = 'positive' | 'count' | 'not negative' | 'whole';

const kinds: Record<NumberKind, readonly [holds: (value: number) => boolean, words: string]> = {
  positive: [(value) => value > 0, 'a number above 0'],
  count: [(value) => value >= 1 && (Number.isInteger(value) || value === Infinity), 'a whole number from 1'],
  whole: [(value) => Number.isSafeInteger(value) && value >= 0, 'a whole number from 0'],
  'not negative': [(value) => value >= 0, 'a number from 0'],
};

/**
 * @param options those that are undefined have their default
 * @throws {TypeError} names the option, never its value
 */
export function checkNumbers(options: Readonly<Record<string, unknown>>, kind: NumberKind): void {
  const [holds, words] = kinds[kind];
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !(typeof value === 'number' && holds(value)))
      throw new TypeError(`${name} must be ${words}.`);
  }
}
