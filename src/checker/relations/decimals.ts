/** Decimals that are texts, so that no digit is lost. */
import { hasType, type Json, type JsonObject } from '../../openapi/document.js';

/** Whether a pattern is of digits alone, but for a sign before and a point among them: `^(100\.00|[0-9]{1,2}\.[0-9]{2})$` */
function isOfDigits(pattern: string): boolean {
  const plain = pattern
    .replaceAll(/\(\?[!=][^()]*\)/g, '')
    .replaceAll(/\\d|\[0-9\]|\[\\d\]/g, '0')
    .replaceAll(/\\\.|\[\.\]/g, '.')
    .replaceAll(/\{\d+(?:,\d*)?\}/g, '')
    .replace(/^\^?(?:-\??|\[-\+\]\?)?/, '');
  return /0/.test(plain) && /^(?:[()|?+*.\d$]|\(\?:)*$/.test(plain);
}

/** Whether the texts of a schema are numbers, and are ordered as such. */
export const isDecimalText = (schema: JsonObject | undefined): boolean =>
  schema?.format === 'decimal' ||
  (hasType(schema, 'string') && hasType(schema, 'number')) ||
  (typeof schema?.pattern === 'string' && schema.pattern.includes('.') && isOfDigits(schema.pattern));

/** A number, or the number that a text is; undefined for another value. */
export function numberIn(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A number of one digit in place of one of several: less, and later as a text. Undefined where a schema does not have it. */
export function fewerDigits(schema: JsonObject, value: string): string | undefined {
  if (!isDecimalText(schema) || !/^\d{2,}(?:\.\d+)?$/.test(value)) return undefined;
  const fewer = value.replace(/^\d+/, '9');
  try {
    return typeof schema.pattern === 'string' && !new RegExp(schema.pattern, 'u').test(fewer) ? undefined : fewer;
  } catch {
    return undefined;
  }
}
