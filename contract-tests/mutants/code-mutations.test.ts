/** Which changes are made of code. */
import { expect, test } from 'vitest';
import { mutationsOf } from './code/mutations.js';

const changed = (source: string) =>
  mutationsOf(source).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));

test.each<[what: string, source: string, changed: string[]]>([
  ['a condition', 'if (a) b;', ['if (true) b;', 'if (false) b;']],
  ['a choice', 'c = a ? 0 : b', [';', 'c = (0)', 'c = (b)', 'c = a ? 1 : b']],
  ['both sides', 'f(a && b)', [';', 'f((a))', 'f((b))']],
  ['a bound', 'x(a < b, a >= b)', [';', 'x(a <= b, a >= b)', 'x(a < b, a > b)']],
  ['a default', "const x = a ?? 'b'", ["const x = ('b')"]],
  ['a default of nothing', "const x = a ?? ''", []],
  ['a negation', 'const x = !a', ['const x = (a)']],
  ['an effect', 'list.push(a);', [';']],
  ['what a result is made of', 'const x = list.filter(a).length', ['const x = list.length']],
  ['the other quantifier', 'const x = list.some(a)', ['const x = list.every(a)']],
  ['the other end', 'const x = list.at(-1)', ['const x = list.at(0)', 'const x = list.at(-2)']],
  ['a member', 'const x = { a: 1, b };', ['const x = { b };', 'const x = { a: 2, b };']],
  ['an expression', 'const x = /^a$/i', ['const x = /a$/i', 'const x = /^a/i', 'const x = /^a$/']],
  ['what is deleted', 'delete a.b;', [';']],
  ['no type', 'type A = 1; interface B { c: 2 } let d: 3;', []],
])('%s', (_, source, expected) => {
  expect(changed(source).map((one) => one.replaceAll(/\s+/g, ' '))).toEqual(expected);
});

test('each says its line and what stood there', () => {
  expect(mutationsOf('a();\nif (b) c;')).toMatchObject([
    { kind: 'not called', line: 1, code: 'a();' },
    { kind: 'if (true)', line: 2, code: 'b' },
    { kind: 'if (false)', line: 2, code: 'b' },
  ]);
});
