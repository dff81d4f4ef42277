/** Bodies and files that are small, or allowed, and would cost much: each is refused at once, or kept in outline only. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWorkflows } from '../../src/checker/phases/workflows/arazzo.js';
import { readRecipes } from '../../src/checker/recipes/recipe-files.js';
import { createAlfredClient } from '../../src/providers/alfred/index.js';
import { validation } from '../../src/runtime/validation.js';
import * as validators from '../../generated/alfred/validators.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { hasMoreParts } from '../../src/openapi/form-parts.js';
import { readConfig } from '../../src/cli/check/config.js';
import { CliError } from '../../src/openapi/cli-error.js';
import { bundleDocument } from '../../src/openapi/bundle.js';

const headers = { 'API-Key': 'fake-key', 'API-Secret': 'fake-secret', 'Content-Type': 'application/json' };
const post = (sandbox: ReturnType<typeof createSandbox>, path: string, body: BodyInit) =>
  sandbox.fetch(`http://127.0.0.1${path}`, { method: 'POST', headers, body });

describe('a sandbox', () => {
  test('refuses 31 MiB of JSON, and says how much it takes', async () => {
    const answer = await post(createSandbox(), '/my-info', `[${'[],'.repeat(10_800_000)}[]]`);
    expect([answer.status, await answer.json()]).toMatchObject([413, { detail: 'More than 1048576 bytes.' }]);
  });

  test('takes as much as it is told', async () => {
    const sandbox = createSandbox({ maxJsonSize: 100 });
    expect((await post(sandbox, '/my-info', ' '.repeat(100))).status).not.toBe(413);
    expect((await post(sandbox, '/my-info', ' '.repeat(101))).status).toBe(413);
    expect(() => createSandbox({ maxJsonSize: Number.NaN })).toThrow(TypeError);
  });

  test.each([
    ['many items', '['.concat('[],'.repeat(200_000), '[]]')],
    ['many levels', `${'['.repeat(60)}${']'.repeat(60)}`],
    ['many members', JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`n${at}`, 0])))],
    ['long names', JSON.stringify({ ['n'.repeat(900_000)]: 0 }), '"body":{"*":"number"}'],
  ])('keeps an outline of %s that is small', async (_, body, said = '…') => {
    const sandbox = createSandbox();
    await post(sandbox, '/my-info', body);
    const list = await sandbox.fetch('http://127.0.0.1/_sandbox/requests');
    const text = await list.text();
    expect(text).toContain(said);
    expect(text.length).toBeLessThan(30_000);
  });

  test('does not repeat what it refuses', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 40_000 }, (_, at) => [`unknown${at}`, 0]));
    const long = { ['n'.repeat(100_000)]: 0 };
    for (const header of [unknown, long]) {
      const answer = await post(createSandbox(), '/0.2/kyc', JSON.stringify({ header }));
      expect((await answer.text()).length).toBeLessThan(20_000);
    }
  });
});

test('the parts of a form are counted before they are read', () => {
  const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';
  const form = (count: number) => new TextEncoder().encode(`${part.repeat(count)}--b--\r\n`);
  for (const type of ['multipart/form-data; boundary=b', 'multipart/form-data; boundary="b"; charset=utf-8']) {
    expect(hasMoreParts(form(1000), type, 1000)).toBe(false);
    expect(hasMoreParts(form(1001), type, 1000)).toBe(true);
  }
});

test('a client does not validate an answer that is too large', async () => {
  const alfred = createAlfredClient({
    credentials: { apiKey: 'fake', apiSecret: 'fake' },
    fetch: async () => Response.json({ x: 'x'.repeat(200) }, { status: 202 }),
    validate: validation({ validators, mode: 'response', maxSize: 100 }),
  });
  const call = alfred.POST('/my-info', { body: { type: 'in', balance: 0, currency: 'USDC' } as never });
  await expect(call).rejects.toThrow('is larger than the 100 bytes that are validated');
});

describe('aliases', () => {
  const levels = 'abcdefghij'.split('');
  const bomb = levels
    .map(
      (name, at) =>
        `${name}: &${name} [${Array(10)
          .fill(at ? `*${levels[at - 1]}` : 'x')
          .join()}]\n`,
    )
    .join('');
  const text = `long: &long ${'x'.repeat(100_000)}\nlist: [${Array(99).fill('*long').join()}]\n`;
  const files: [string, string][] = [
    ['a bomb', bomb],
    ['a long text, often', text],
    ['a list in itself', 'a: &a [*a]\n'],
    ['a map in itself', 'a: &a\n  b: { c: *a }\n'],
  ];
  const folder = mkdtempSync(join(tmpdir(), 'bounds-'));
  const place = (name: string, content: string) => {
    const inside = mkdtempSync(join(folder, 'case-'));
    mkdirSync(inside, { recursive: true });
    writeFileSync(join(inside, name), content);
    return [inside, join(inside, name)] as const;
  };
  const openapi = "openapi: 3.1.1\ninfo: { title: x, version: '1' }\npaths: {}\n";

  test.each(files)('%s: one line, exit code 2', async (_, content) => {
    const reads: (() => unknown)[] = [
      () => bundleDocument(place('openapi.yaml', openapi + content)[1]),
      () => readConfig(place('config.yaml', content)[1]),
      () => readRecipes(place('inputs.yaml', content)[0]),
      () => readRecipes(place('someOperation.yaml', content)[0]),
      () => readWorkflows(place('run.yaml', content)[0]),
      () => readWorkflows(place('x.arazzo.yaml', content)[0]),
    ];
    for (const read of reads) {
      const error = await (async () => read())().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(CliError);
      expect((error as CliError).exitCode).toBe(2);
      expect((error as CliError).message).toMatch(/^[^\n]*(alias|anchor)[^\n]*$/i);
    }
  });

  test('a few are read as ever', async () => {
    const few = `${openapi}x-a: &a { b: [1, 2] }\nx-c: [*a, *a]\n`;
    expect(await bundleDocument(place('openapi.yaml', few)[1])).toMatchObject({
      'x-c': [{ b: [1, 2] }, { b: [1, 2] }],
    });
  });
});

describe('a file that an argument names and that is none: one sentence, exit code 2, no wait', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bounds-named-'));
  const at = (name: string) => join(folder, name);
  mkdirSync(at('folder.yaml'));
  writeFileSync(at('file.yaml'), 'openapi: 3.1.1\n');
  symlinkSync('loop.yaml', at('loop.yaml'));
  symlinkSync('folder.yaml', at('link.yaml'));
  execFileSync('mkfifo', [at('pipe.yaml')]);
  // Sparse: no byte of it is on the disk.
  writeFileSync(at('large.yaml'), '');
  truncateSync(at('large.yaml'), 65 * 1024 * 1024);

  const cases: [string, RegExp][] = [
    [at('nowhere.yaml'), /is not there|no such file/],
    [at('file.yaml/inside.yaml'), /is not there|no such file/],
    [at('folder.yaml'), /is a folder: name a file/],
    [at('link.yaml'), /is a folder: name a file/],
    [at('loop.yaml'), /is a loop of symbolic links|no such file/],
    [at('pipe.yaml'), /is no regular file/],
    ['/dev/zero', /is no regular file/],
    [at('large.yaml'), /is larger than the \d+ MiB that are read/],
    ['.', /^\. is a folder: name a file/],
  ];

  test.each(cases)('%s', async (file, sentence) => {
    for (const read of [() => bundleDocument(file), () => readConfig(file)]) {
      const error = await (async () => read())().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(sentence) as string });
      expect((error as CliError).message).not.toContain('\n');
    }
  });
});

describe('a document with parts of another kind: one sentence that names the part, exit code 2', () => {
  const withPath = (item: unknown, more: object = {}) => ({ paths: { '/a': item }, ...more });
  test.each<[object, string]>([
    [withPath({ get: [] }), 'GET /a must be an object'],
    [withPath(null), '"/a" must be an object'],
    [withPath({ get: { responses: [] } }), '"responses" of GET /a must be an object by status'],
    [withPath({ put: { parameters: {} } }), '"parameters" of PUT /a must be a list'],
    [withPath({ put: { parameters: [{ name: 'a', in: 'query' }, 3] } }), '"parameters" of PUT /a must be objects'],
    [withPath({}, { components: 7 }), '"components" must be an object'],
    [{ paths: [] }, '"paths" must be an object'],
  ])('%j', async (content, sentence) => {
    const file = join(mkdtempSync(join(tmpdir(), 'bounds-parts-')), 'openapi.yaml');
    writeFileSync(file, JSON.stringify({ openapi: '3.1.1', info: {}, ...content }));
    const error = await bundleDocument(file).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(sentence) as string });
    expect((error as CliError).message).toContain('openapi.yaml cannot be used: ');
  });

  test('a URL is no file', async () => {
    await expect(bundleDocument('https://api.example/openapi.yaml')).rejects.toThrow(
      'https://api.example/openapi.yaml is a URL, and only files are read: download it, and name the file',
    );
  });
});
