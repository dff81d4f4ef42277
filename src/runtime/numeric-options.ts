/**
 * Refuses numbers out of range, such as NaN from an unset environment variable: any comparison with it is false, which
 * would disable a limit silently.
 */

/** Infinity means no limit and is allowed, except for `whole`. */
export type NumberKind = readonly [words: string, holds: (value: number) => boolean];

export const positive: NumberKind = ['a number above 0', (value) => value > 0];
export const notNegative: NumberKind = ['a number from 0', (value) => value >= 0];
export const whole: NumberKind = ['a whole number from 0', (value) => value >= 0 && Number.isSafeInteger(value)];
/** Of attempts, for example. */
export const count: NumberKind = [
  'a whole number from 1',
  (value) => value >= 1 && (value === Infinity || Number.isInteger(value)),
];

/** @param options undefined ones have their default @throws {TypeError} names the option, never its value */
export function checkNumbers(options: Readonly<Record<string, unknown>>, [words, holds]: NumberKind): void {
  for (const name in options) {
    const value = options[name];
    if (value !== undefined && !(typeof value === 'number' && holds(value)))
      throw new TypeError(`${name} must be ${words}.`);
  }
}
