/** Keywords whose meaning in documents differs from Ajv's. */
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { patternOf } from '../../openapi/pattern.js';

/** Constructs of other dialects that JavaScript accepts with another meaning. */
const misread = /\\[AZzGQE]|\\[pP]\{|\[\[:|\(\?[#>i]|[*+?}]\+/;

/** Undefined for a pattern that cannot be validated. Needless escapes are common, and allowed without the flag `u`. */
export function compilePattern(pattern: string, onSlow?: () => boolean): RegExp | undefined {
  try {
    return patternOf(pattern, 'u', onSlow);
  } catch {
    if (misread.test(pattern)) return undefined;
  }
  try {
    return patternOf(pattern, '', onSlow);
  } catch {
    return undefined;
  }
}

/**
 * For Ajv's option `code.regExp`. Patterns that cannot be validated are removed before: see `unusable-clauses.ts`.
 * @param onSlow called for a pattern that takes too long; every text matches it from then on
 */
export function laxRegExp(onSlow: (pattern: string) => void) {
  const compile = (pattern: string) => compilePattern(pattern, () => (onSlow(pattern), true)) ?? /(?:)/;
  return Object.assign(compile, { code: 'new RegExp' });
}

/** 19.99 is a multiple of 0.01, though the quotient of two doubles is not whole. */
export function multipleOfFloats(ajv: Ajv2020): void {
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (step: number, value: number) => {
      if (Number.isInteger(value) && Number.isInteger(step)) return value % step === 0;
      const quotient = value / step;
      const tolerance = Number.EPSILON * 4 * Math.max(1, Math.abs(quotient));
      // Larger doubles have no fraction.
      if (tolerance > 0.25) return Number.isFinite(value) && isDecimalMultiple(value, step);
      return Math.abs(quotient - Math.round(quotient)) <= tolerance;
    },
    error: { message: ({ schema }) => `must be multiple of ${String(schema)}` },
  });
}

/** Compares the digits, as JSON writes them. */
function isDecimalMultiple(value: number, step: number): boolean {
  const [one, other] = [toDecimal(value), toDecimal(step)];
  const least = Math.min(one.exponent, other.exponent);
  const scale = ({ digits, exponent }: typeof one) => digits * 10n ** BigInt(exponent - least);
  return scale(one) % scale(other) === 0n;
}

function toDecimal(value: number): { digits: bigint; exponent: number } {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
