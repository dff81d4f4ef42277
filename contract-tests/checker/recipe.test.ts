/** Recipes: how a patch is applied to an example, and what no recipe may be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { mergePatch, ofExistingMembers } from '../../src/openapi/merge-patch.js';
import { evaluate } from '../../src/checker/recipes/expression.js';
import { readRecipes } from '../../src/checker/recipes/recipe-files.js';

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

describe('expressions', () => {
  const context = {
    now: 1000,
    unique: 'k3x9',
    outputs: { run: 'r1', list: [1] },
    inputs: { app: 'a1' },
    body: { a: [{ b: 2 }] },
  };
  test.each([
    [
      { header: { created: { $now: -300 } }, list: [{ $now: 1 }] },
      { header: { created: 700 }, list: [1001] },
    ],
    ['user_{$unique}', 'user_k3x9'],
    [
      { id: '$outputs.run', all: '$outputs.list' },
      { id: 'r1', all: [1] },
    ],
    ['$response.body#/a/0/b', 2],
    ['$inputs.app', 'a1'],
    ['of {$outputs.run}, {$response.body#/a/0/b}', 'of r1, 2'],
    ['$5', '$5'],
    [{ $ref: 'x' }, { $ref: 'x' }],
  ])('%j is %j', (value, result) => {
    expect(evaluate(value, context)).toEqual(result);
  });

  test.each(['$outputs.nothing', '{$response.body#/a/1}'])('%s names what is not there', (text) => {
    expect(() => evaluate(text, context)).toThrow('nothing is at $');
  });
});

test('a folder that is not there holds no recipes', () => {
  expect(readRecipes(join(folder, 'none')).of.size).toBe(0);
});

describe('what is no recipe is named, with its file', () => {
  test.each([
    ['started: {}', /kyc\.yaml: "started" needs request: true/],
    ['started: { reqest: true }', /kyc\.yaml: "started" needs request: true/],
    ['started: { request: true, state: never }', /kyc\.yaml: "started" needs request: true/],
    ['started: { given: registered }', /kyc\.yaml: "started" names the unknown situation "registered"/],
    ['started: { given: [{ patch: {} }] }', /kyc\.yaml: "started": needs steps with one of operation, control/],
    ['started: { given: [{ operation: a, body: {} }] }', /kyc\.yaml: "started": "body" is no part of a step/],
    ['started: [', /kyc\.yaml: /],
    ['- started', /kyc\.yaml: expected a map/],
  ])('%s', (content, sentence) => {
    expect(() => read(content)).toThrow(sentence);
    expect(() => read(content)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
