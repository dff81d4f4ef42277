/** A document is data: what it names is read below its own folder and below those that were allowed, nowhere else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecipes } from '../../src/checker/recipes/recipe-files.js';
import { readWorkflows } from '../../src/checker/phases/workflows/arazzo.js';
import { bundleDocument } from '../../src/openapi/bundle.js';

let home: string;
let own: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kyc-outside-'));
  own = join(home, 'own');
  mkdirSync(own);
  for (const folder of ['other', 'own-not']) mkdirSync(join(home, folder));
  for (const folder of ['other', 'own-not', 'own'])
    writeFileSync(join(home, folder, 'secret.json'), '{"type":"string"}');
  symlinkSync(join(home, 'other'), join(own, 'link'));
  symlinkSync(join(home, 'other', 'secret.json'), join(own, 'link.json'));
  symlinkSync('/dev/null', join(own, 'device.json'));
  execFileSync('mkfifo', [join(own, 'fifo.json')]);
  writeFileSync(join(own, 'large.json'), '');
  truncateSync(join(own, 'large.json'), 17 * 1024 * 1024);
});
afterEach(() => rmSync(home, { recursive: true }));

const json = (media: object) => ({
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  paths: {
    '/a': {
      post: {
        operationId: 'a',
        requestBody: { content: { 'application/json': media } },
        responses: { '200': { description: 'ok' } },
      },
    },
  },
});
const sites: [string, (name: string) => object][] = [
  ['$ref', (name) => ({ schema: { $ref: name } })],
  ['externalValue', (name) => ({ examples: { e: { externalValue: name } } })],
  ['$ref in an example', (name) => ({ examples: { e: { $ref: name } } })],
];

const bundle = (media: object, allowRefs: string[] = []) => {
  writeFileSync(join(own, 'openapi.json'), JSON.stringify(json(media), null, 1));
  return bundleDocument(join(own, 'openapi.json'), allowRefs);
};

const refused: [string, RegExp][] = [
  ['/etc/passwd', /is an absolute path/],
  ['ABSOLUTE', /is an absolute path/],
  ['../other/secret.json', /leads out of the document's folder: allow it with --allow-refs .*other$/],
  ['%2e%2e/other/secret.json', /leads out of the document's folder/],
  ['..%2Fother%2Fsecret.json', /leads out of the document's folder/],
  ['%2Fetc%2Fpasswd', /is an absolute path/],
  ['link%2Ejson', /is a symbolic link out/],
  ['../own-not/secret.json', /leads out of the document's folder/],
  ['nowhere/../../other/secret.json', /leads out of the document's folder/],
  ['link.json', /is a symbolic link out/],
  ['link/secret.json', /is a symbolic link out/],
  ['fifo.json', /is no regular file/],
  ['device.json', /is a symbolic link out/],
  ['large.json', /is larger than the 16 MiB/],
];

for (const [kind, media] of sites) {
  test.each(refused)(`${kind} › %s › refused with its place`, async (name, why) => {
    const path = name === 'ABSOLUTE' ? join(own, 'secret.json') : name;
    const error: unknown = await bundle(media(path)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(why) });
    expect((error as Error).message).toMatch(/^[^\n]*openapi\.json:\d+:\d+ "[^\n]*$/);
  });
}

test.each(sites)('%s › a file of the own folder, and one of an allowed folder › read', async (_, media) => {
  expect(JSON.stringify(await bundle(media('secret.json')))).toContain('"type":"string"');
  const allowed = await bundle(media('../other/secret.json'), [join(home, 'other')]);
  expect(JSON.stringify(allowed)).toContain('"type":"string"');
  expect(JSON.stringify(await bundle(media('link.json'), [join(home, 'other')]))).toContain('"type":"string"');
});

test('a file that another file refers to › held to the folder of the document that was named', async () => {
  mkdirSync(join(own, 'deep'));
  writeFileSync(
    join(own, 'deep', 'a.json'),
    '{"allOf":[{"$ref":"../secret.json"},{"$ref":"../../other/secret.json"}]}',
  );
  await expect(bundle({ schema: { $ref: 'deep/a.json' } })).rejects.toThrow(/a\.json:1:\d+ ".*leads out/);
});

test('recipes › a file that is a link out of their folder, or no regular file › refused', () => {
  symlinkSync(join(home, 'other', 'secret.json'), join(own, 'a.yaml'));
  expect(() => readRecipes(own)).toThrow(/a\.yaml is a symbolic link out/);
  expect(() => readRecipes(own, [join(home, 'other')])).toThrow(/a\.yaml:1:2 "type" must be a map$/);
  rmSync(join(own, 'a.yaml'));
  execFileSync('mkfifo', [join(own, 'a.yaml')]);
  expect(() => readRecipes(own)).toThrow(/a\.yaml is no regular file/);
});

test.each([
  ['a file to send', { requestBody: { payload: { file: "$file('../other/secret.json')" } } }],
  ['a file to send, absolute', { requestBody: { payload: '$file("/etc/passwd")' } }],
  ['a file to send, with other quotes', { requestBody: { payload: { a: ['$file(x/etc/passwdx)'] } } }],
  ['a link', { requestBody: { payload: "$file('link.json')" } }],
  ['a reference', { inputs: { $ref: '../other/secret.json#/a' } }],
])('workflows › %s outside › refused with its place', (_, part) => {
  const description = {
    arazzo: '1.0.1',
    sourceDescriptions: [{ name: 's', type: 'openapi', url: '../openapi.yaml' }],
    workflows: [{ workflowId: 'w', steps: [{ stepId: 'x', ...part }] }],
  };
  writeFileSync(join(own, 'w.arazzo.json'), JSON.stringify(description));
  expect(() => readWorkflows(own)).toThrow(
    /w\.arazzo\.json: \/workflows\/0\/steps\/0\S* ".*(absolute|leads out|link out)/,
  );
});
