/** Which texts are decimals, and which is one of fewer digits. */
import { expect, test } from 'vitest';
import { fewerDigits, isDecimalText } from '../../../src/checker/relations/decimals.js';
import { isStoredAs } from '../../../src/checker/relations/shared-members.js';

test.each([
  String.raw`^[0-9]{1,3}(\.[0-9]{1,2})?$`,
  String.raw`^(100\.00|[0-9]{1,2}\.[0-9]{2})$`,
  String.raw`^-?\d+(?:\.\d+)?$`,
  String.raw`^\d+[.]\d{2}$`,
])('%s › is of decimals', (pattern) => {
  expect(isDecimalText({ type: 'string', pattern })).toBe(true);
  expect(fewerDigits({ type: 'string', pattern }, '12.50')).toBe('9.50');
});

test.each([
  String.raw`^\d{4}-\d{2}$`,
  '^[A-Z]{2}$',
  String.raw`^\+[0-9]+$`,
  String.raw`^\d{5}$`,
  String.raw`^v\d+\.\d+$`,
])('%s › is not', (pattern) => expect(isDecimalText({ type: 'string', pattern })).toBe(false));

test.each([
  [{ type: 'string', format: 'decimal' }, '10.00', '9.00'],
  [{ type: 'string', format: 'decimal' }, '7.00', undefined],
  [{ type: 'string', pattern: String.raw`^1\d\.\d{2}$` }, '12.50', undefined],
  [{ type: 'string', pattern: '(' }, '12.50', undefined],
])('of %j, %s › %s', (schema, value, expected) => expect(fewerDigits(schema, value)).toBe(expected));

test.each([
  ['1', '1.00', true],
  ['12.50', '12.5', true],
  ['1', '100', false],
  ['1', '2.00', false],
  ['1.5.0', '1.50', true],
])('%s, shown as %s › %s', (sent, shown, expected) => expect(isStoredAs(sent, shown)).toBe(expected));
