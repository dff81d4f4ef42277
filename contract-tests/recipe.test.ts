/** Recipes: how a patch is applied to an example, and what no recipe may be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { mergePatch, ofExistingMembers } from './engine/merge-patch.js';
import { fillTimes, readRecipes } from './engine/recipe.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-recipes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (content: string) => {
  writeFileSync(join(folder, 'kyc.yaml'), content);
  return readRecipes(folder);
};

describe('a merge patch (the examples of RFC 7396, appendix A)', () => {
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});

test('what concerns every request adds nothing that a request does not have', () => {
  const every = { header: { created: 5 }, data: { header: { created: 5 } } };
  expect(ofExistingMembers(every, { header: { created: 1 }, flow: 'x' })).toEqual({ header: { created: 5 } });
  expect(ofExistingMembers(every, { data: { header: {} } })).toEqual({ data: { header: {} } });
});

test('times are seconds from now', () => {
  expect(fillTimes({ header: { created: { $now: -300 } }, list: [{ $now: 1 }] }, 1000)).toEqual({
    header: { created: 700 },
    list: [1001],
  });
});

test('a folder that is not there holds no recipes', () => {
  expect(readRecipes(join(folder, 'none')).of.size).toBe(0);
});

describe('what is no recipe is named, with its file', () => {
  test.each([
    ['started: {}', /kyc\.yaml: "started" needs one of/],
    ['started: { reqest: true }', /kyc\.yaml: "started" needs one of/],
    ['started: { request: true, state: never }', /kyc\.yaml: "started" needs one of/],
    ['started: [', /kyc\.yaml: /],
    ['- started', /kyc\.yaml: expected a map/],
  ])('%s', (content, sentence) => {
    expect(() => read(content)).toThrow(sentence);
    expect(() => read(content)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
