/** The mutations of code. */
import { expect, test } from 'vitest';
import { mutationsOf } from './code/mutations.js';

const changed = (source: string) =>
  mutationsOf(source).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));

test.each<[what: string, source: string, changed: string[]]>([
  ['a condition', 'if (a) b;', ['if (true) b;', 'if (false) b;']],
  ['a conditional expression', 'c = a ? 0 : b', [';', 'c = (0)', 'c = (b)', 'c = a ? 1 : b']],
  ['a logical operator', 'f(a && b)', [';', 'f((a))', 'f((b))']],
  ['a bound', 'x(a < b, a >= b)', [';', 'x(a <= b, a >= b)', 'x(a < b, a > b)']],
  ['a default', "const x = a ?? 'b'", ["const x = ('b')"]],
  ['an empty default', "const x = a ?? ''", []],
  ['a negation', 'const x = !a', ['const x = (a)']],
  ['an effect', 'list.push(a);', [';']],
  ['a call that filters', 'const x = list.filter(a).length', ['const x = list.length']],
  ['a quantifier', 'const x = list.some(a)', ['const x = list.every(a)']],
  ['an index from the end', 'const x = list.at(-1)', ['const x = list.at(0)', 'const x = list.at(-2)']],
  ['a member', 'const x = { a: 1, b };', ['const x = { b };', 'const x = { a: 2, b };']],
  ['a regular expression', 'const x = /^a$/i', ['const x = /a$/i', 'const x = /^a/i', 'const x = /^a$/']],
  ['a deletion', 'delete a.b;', [';']],
  ['a type', 'type A = 1; interface B { c: 2 } let d: 3;', []],
])('%s', (_, source, expected) => {
  expect(changed(source).map((one) => one.replaceAll(/\s+/g, ' '))).toEqual(expected);
});

test('a mutation › has its line and the original code', () => {
  expect(mutationsOf('a();\nif (b) c;')).toMatchObject([
    { kind: 'not called', line: 1, code: 'a();' },
    { kind: 'if (true)', line: 2, code: 'b' },
    { kind: 'if (false)', line: 2, code: 'b' },
  ]);
});
