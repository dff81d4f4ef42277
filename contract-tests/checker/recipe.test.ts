/** Recipes: how a patch is applied to an example, and what no recipe may be. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { listProviders, packageRoot } from '../../src/openapi/providers.js';
import { mergePatch, ofExistingMembers } from '../../src/openapi/merge-patch.js';
import { evaluate, operators } from '../../src/checker/expression.js';
import { readWorkflows } from '../../src/checker/phases/workflows/arazzo.js';
import { readRecipes } from '../../src/checker/recipes/recipe-files.js';
import { addressOf, signer } from '../../src/checker/recipes/sign.js';
import { CliError } from '../../src/openapi/cli-error.js';

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
    digits: '012345',
    otherDigits: '543210',
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
    ['000{$digits}', '000012345'],
    ['000{$otherDigits}', '000543210'],
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

  test.each([
    ['$outputs.nothing', 'no answer before it has given "nothing"'],
    ['{$response.body#/a/1}', 'nothing is at $response.body#/a/1'],
  ])('%s names what is not there', (text, message) => {
    expect(() => evaluate(text, context)).toThrow(message);
  });
});

test('a folder that is not there holds no recipes', () => {
  expect(readRecipes(join(folder, 'none')).of.size).toBe(0);
});

describe('what is no recipe is named, with its place', () => {
  const alone = /^.*kyc\.yaml:1:1 "started" needs request: true alone, or/;
  test.each([
    ['started: {}', alone],
    ['started: [a]', /kyc\.yaml:1:1 "started" must be a map$/],
    ['started: { reqest: true }', /kyc\.yaml:1:12 "started\/reqest" is no part of a recipe: did you mean "request"\?$/],
    ['started: { xyz: 1 }', /"started\/xyz" is no part of a recipe: known are request, state, given, /],
    ['started: { request: true, state: never }', /kyc\.yaml:1:1 "started" has request: true, which stands alone$/],
    ['started: { request: yes }', /"started\/request" must be true$/],
    [
      'a: { request: true }\nstarted:\n  given: registered',
      /kyc\.yaml:3:3 "started\/given" names the unknown precondition/,
    ],
    ['started: { given: constructor }', /names the unknown precondition "constructor"$/],
    ['started: { given: 5 }', /"started\/given" must be a text or a map or a list$/],
    ['started: { given: [[a]] }', /"started\/given\/0" must be a text or a map$/],
    ['started: { given: [{ patch: {} }] }', /kyc\.yaml:1:20 "started\/given\/0" needs one of operation/],
    ['started: { given: { operation: a, control: b } }', /"started\/given" needs one of operation/],
    ['started: { then: [{ operation: a, body: {} }] }', /"started\/then\/0\/body" is no part of a step: known are/],
    ['started: { then: { operation: a, status: 20 } }', /"started\/then\/status" must be >= 100$/],
    ['started: { then: { operation: a, outputs: { a: 1 } } }', /"started\/then\/outputs\/a" must be a text$/],
    ['started: { security: bearer }', /"started\/security" must be a list$/],
    ['started: { credentials: { bearer: null } }', /"started\/credentials\/bearer" must be a text$/],
    ['started: { from: "" }', /"started\/from" must not be empty$/],
    ['started: { patch: { a: $response.header.x } }', /"started\/patch\/a" is no expression that is known here/],
    ['started: { patch: { a: ["{$output.x}"] } }', /"started\/patch\/a\/0" is no expression that is known here/],
    ['started: { patch: { a: { $nwo: -300 } } }', /"started\/patch\/a\/\$nwo" is no expression: did you mean \$now\?/],
    ['started: { expect: { a: [{ $optonal: 1 }] } }', /is no expression: did you mean \$optional\?/],
    ['started: { patch: { a: $statusCode } }', /is no expression that is known here: \$outputs\.<name>, /],
    ['started: [', /kyc\.yaml: /],
    ['a: {}\na: {}', /kyc\.yaml: duplicated mapping key \(2:1\)$/],
    ['a: !secret {}', /kyc\.yaml: unknown .* tag !<!secret> \(1:4\)$/],
    ['a: {}\n---\nb: {}', /kyc\.yaml: has more than one YAML document: expected one$/],
    ['', /kyc\.yaml: expected a map$/],
    ['- started', /kyc\.yaml: expected a map$/],
  ])('%s', (content, sentence) => {
    expect(() => read(content)).toThrow(sentence);
    expect(() => read(content)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  test.each([
    ['preconditions', 'a: { operation: x, is: y }', /preconditions\.yaml:1:20 "a\/is" is no part of a step/],
    ['credentials', 'bearer: { sign: x }', /credentials\.yaml:1:1 "bearer" needs a value \(from the answer/],
    ['credentials', 'bearer: secret', /credentials\.yaml:1:1 "bearer" needs a value \(from the answer/],
    ['every-request', 'ptach: {}', /every-request\.yaml:1:1 "ptach" is no part of .*: did you mean "patch"\?$/],
    ['safe-operations', 'getIt: []', /safe-operations\.yaml:1:1 "getIt" must be a text or nothing$/],
    ['relations/a', 'cases: { one: { operation: a, after: two } }', /"cases\/one\/after" names no earlier case with/],
    [
      'relations/a',
      'cases: { one: { operation: a, mayRefuse: true, beside: { operation: b } } }',
      /"cases\/one\/mayRefuse" is for a case of one request/,
    ],
    ['relations/a', 'cases: { one: { operation: a, mayRefuse: yes } }', /"cases\/one\/mayRefuse" must be true$/],
    ['every-operation', 'gone: {}', /every-operation\.yaml:1:1 "gone" needs request: true alone/],
  ])('%s.yaml with %s', (name, content, sentence) => {
    const own = mkdtempSync(join(folder, 'own-'));
    mkdirSync(join(own, 'relations'));
    writeFileSync(join(own, `${name}.yaml`), content);
    expect(() => readRecipes(own)).toThrow(sentence);
  });

  test.each([
    ['input: {}', /run\.yaml:1:1 "input" is no part of a workflows' run\.yaml: did you mean "inputs"\?$/],
    ['workflows: { a: 1 }', /run\.yaml:1:14 "workflows\/a" must be a map$/],
    ['whileWaiting: { operation: a }', /run\.yaml:1:1 "whileWaiting" needs control$/],
    ['whileWaiting: { control: a, patch: $url }', /"whileWaiting\/patch" is no expression that is known here/],
  ])('run.yaml with %s', (content, sentence) => {
    const own = mkdtempSync(join(folder, 'own-'));
    writeFileSync(join(own, 'run.yaml'), content);
    expect(() => readWorkflows(own)).toThrow(sentence);
  });
});

test('a precondition that needs itself › is refused with its place', () => {
  const own = mkdtempSync(join(folder, 'own-'));
  writeFileSync(join(own, 'preconditions.yaml'), 'a: b\nb: [a]\n');
  writeFileSync(join(own, 'kyc.yaml'), 'started: { given: a }');
  expect(() => readRecipes(own)).toThrow(/preconditions\.yaml:1:1 "a" needs itself$/);
});

test('the published schema of recipes › is a JSON Schema', () => {
  const schema = JSON.parse(readFileSync(join(packageRoot, 'spec', 'recipes.schema.json'), 'utf8')) as object;
  expect(new Ajv2020({ strict: false }).validateSchema(schema)).toBe(true);
});

test('recipes of the providers › conform to the published schema', () => {
  for (const provider of listProviders()) {
    expect(readRecipes(join(packageRoot, 'spec', provider, 'recipes')).of.size, provider).toBeGreaterThan(0);
  }
});

test('the README of spec/ says what each expression stands for', () => {
  const table = readFileSync(join(packageRoot, 'spec', 'README.md'), 'utf8');
  const texts = ['$outputs.', '$inputs.', '$addresses.', '$request.body#', '$response.body#', '$unique', '$digits'];
  const others = ['$otherDigits', '$receiver', '$any'];
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  for (const one of [...operators, ...texts, ...others]) {
    expect(
      rows.some((row) => row.split('|')[1]!.includes(one)),
      one,
    ).toBe(true);
  }
});

test.each(['zz', 'g'.repeat(64), '0'.repeat(64)])('a key that is none is refused, and not quoted: %s', (key) => {
  const refusal = new CliError('the key that requests are signed with is no private key', 2);
  expect(() => addressOf({ key })).toThrow(refusal);
  expect(() => signer({ sign: 'secp256k1-keccak256', key })).toThrow(refusal);
});
