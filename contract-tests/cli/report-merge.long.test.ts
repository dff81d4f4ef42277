/** `check --shard I/N` and `report merge`: shards are disjoint, and together they are the whole. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseResult, Report } from '../../src/checker/index.js';
import { listen, type Listening } from '../../src/http/listen.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { RunningCommand } from '../support/command.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-shards-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

async function run(...args: string[]) {
  const command = new RunningCommand({ cwd: folder }, ...args);
  return { exitCode: await command.exitCode, stdout: command.stdout, stderr: command.stderr };
}

const read = (name: string) => JSON.parse(readFileSync(path(name), 'utf8')) as Report;
const nameOf = ({ phase, operationId, status, example, case: part }: CaseResult) =>
  JSON.stringify([phase, operationId, status, example, part]);

describe('the shards of a check', () => {
  it.each([2, 3, 7])(
    'of %d have each case of every phase once, and split no workflow, fixture or operation',
    async (count) => {
      const planOf = async (...flags: string[]) => {
        const { stdout } = await run('check', 'sila', '--list', '--json', ...flags);
        return (JSON.parse(stdout) as { cases: CaseResult[] }).cases;
      };
      const whole = await planOf();
      const shards: CaseResult[][] = [];
      for (let index = 1; index <= count; index++) shards.push(await planOf('--shard', `${index}/${count}`));
      expect(new Set(whole.map(({ phase }) => phase)).size).toBe(5);
      expect(shards.flat().map(nameOf).sort()).toEqual(whole.map(nameOf).sort());
      const unitOf = ({ phase, operationId, case: part = '' }: CaseResult) =>
        `${phase} ${phase === 'workflows' ? part.split('/')[0] : phase === 'relations' ? part.split(':')[0] : operationId}`;
      const units = shards.map((shard) => new Set(shard.map(unitOf)));
      expect(units.flatMap((one) => [...one]).length).toBe(new Set(whole.map(unitOf)).size);
    },
  );
});

describe('a check of Alfred against the sandbox, in two shards', () => {
  let served: Listening;
  let check: string[];
  beforeAll(async () => {
    served = await serveSandbox(createSandbox({ onDefect: () => {} }), { port: 0 });
    check = ['check', 'alfred', '--url', sandboxUrls(served.url).get('alfred')!];
    await run(...check, '--json', 'whole.json');
    for (const index of [1, 2]) {
      const flags = ['--require', 'all', '--min-coverage', '1', '--shard', `${index}/2`, '--json', `${index}.json`];
      await run(...check, ...flags);
    }
  });
  afterAll(() => served.close());

  it('finds what the whole finds, in the same order', async () => {
    const merged = await run(
      'report',
      'merge',
      '2.json',
      '1.json',
      '--json',
      'merged.json',
      '--junit',
      'junit.xml',
      '--html',
      'r.html',
      '--sarif',
      'r.sarif',
    );
    expect(merged.stderr).toBe('');
    const rows = ({ cases }: Report) => cases.map((one) => [nameOf(one), one.outcome]);
    const byOperation = (report: Report) =>
      rows({ ...report, cases: report.cases.filter(({ phase }) => phase !== 'workflows' && phase !== 'relations') });
    expect(byOperation(read('merged.json'))).toEqual(byOperation(read('whole.json')));
    expect(rows(read('merged.json')).sort()).toEqual(rows(read('whole.json')).sort());
    expect(read('merged.json').unvalidated).toEqual(read('whole.json').unvalidated);
    expect(Object.keys(read('merged.json'))).toEqual(['cases', 'errors', 'unvalidated']);
    const count = read('whole.json').cases.length;
    expect(readFileSync(path('junit.xml'), 'utf8')).toContain(`tests="${count}"`);
    for (const file of ['r.html', 'r.sarif']) expect(readFileSync(path(file), 'utf8').length).toBeGreaterThan(500);
  });

  it('holds what is required against the whole', () => {
    const skipped = read('whole.json').cases.filter(({ outcome }) => outcome === 'skipped');
    const required = read('merged.json').errors.filter(({ code }) => code === 'not-exercised');
    expect(required).toHaveLength(skipped.length);
    for (const file of ['1.json', '2.json']) expect(read(file).errors).toEqual([]);
  });
});

describe('report merge', () => {
  let target: Listening;
  const operation = (operationId: string) => ({
    get: {
      operationId,
      responses: { 200: { description: 'ok', content: { 'application/json': { schema: { required: ['id'] } } } } },
    },
  });
  const spec = (version: string, ...names: string[]) => {
    const paths = Object.fromEntries(names.map((name) => [`/${name}`, operation(name)]));
    writeFileSync(path('openapi.json'), JSON.stringify({ openapi: '3.1.1', info: { title: 'T', version }, paths }));
  };
  const shard = (index: number, count: number, file: string, ...flags: string[]) =>
    run(
      'check',
      '--spec',
      'openapi.json',
      '--url',
      target.url,
      '--shard',
      `${index}/${count}`,
      '--json',
      file,
      '--driver',
      'direct',
      ...flags,
    );

  beforeAll(async () => {
    const server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(request.url === '/b' ? {} : { id: 1 }));
    });
    target = await listen(server, { name: 'the target', port: 0 });
    spec('1', 'a', 'b', 'c');
    await shard(1, 2, 'one.json');
    await shard(2, 2, 'two.json');
    for (const index of [1, 2, 3, 4, 5, 6]) await shard(index, 6, `six-${index}.json`);
    await shard(2, 2, 'strict.json', '--strict');
    spec('2', 'a', 'b', 'c');
    await shard(2, 2, 'newer.json');
  });
  afterAll(() => target.close());

  it('ends with 1 where a shard has found a violation, whose place in the files it tells', async () => {
    const { exitCode, stdout } = await run('report', 'merge', 'one.json', 'two.json', '--sarif', 'places.sarif');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('openapi.json at');
    const sarif = readFileSync(path('places.sarif'), 'utf8');
    expect(sarif).toContain('"physicalLocation"');
    expect(sarif).toContain('"openapi.json"');
  });

  it('takes shards that have nothing to do', async () => {
    const files = [1, 2, 3, 4, 5, 6].map((index) => `six-${index}.json`);
    expect(read('six-6.json')).toMatchObject({ cases: [], errors: [] });
    await run('report', 'merge', ...files, '--json', 'six.json');
    await run('report', 'merge', 'one.json', 'two.json', '--json', 'two-merged.json');
    expect(read('six.json').cases.map(nameOf)).toEqual(read('two-merged.json').cases.map(nameOf));
  });

  const changed = (name: string, change: (text: string) => string) => {
    writeFileSync(path(name), change(readFileSync(path('two.json'), 'utf8')));
    return name;
  };
  it.each<[string, () => string[], RegExp]>([
    ['a missing shard', () => ['one.json'], /^the report of shard 2\/2 is missing: merge all 2 of the check$/],
    ['a doubled shard', () => ['one.json', 'two.json', 'two.json'], /^two.json and two.json are both shard 2\/2/],
    ['another number of shards', () => ['one.json', 'six-2.json'], /are of different numbers of shards \(2, 6\)/],
    ['another version of the document', () => ['one.json', 'newer.json'], /are of different versions of the document/],
    ['other options', () => ['one.json', 'strict.json'], /are of different options of check/],
    ['a whole report', () => ['one.json', 'two-merged.json'], /^two-merged.json is the report of a whole check/],
    ['no report', () => ['one.json', 'openapi.json'], /^openapi.json is no report of check/],
    ['no JSON', () => ['one.json', 'places.txt'], /^places.txt is not there/],
    ['a list', () => ['one.json', changed('list.json', () => '[]')], /^list.json is no report of check/],
    ['half a file', () => ['one.json', changed('half.json', (text) => text.slice(0, 900))], /^half.json is not JSON/],
    [
      'a verdict that was changed',
      () => ['one.json', changed('bent.json', (text) => text.replace('failed', 'passed'))],
      /^bent.json is not as it was written/,
    ],
    [
      'another version of the package',
      () => ['one.json', changed('old.json', (text) => text.replace(/"version": "[^"]+"/, '"version": "0.0.1"'))],
      /^old.json was written by version 0.0.1, and this is/,
    ],
  ])('refuses %s in one sentence', async (_, files, message) => {
    const { exitCode, stdout, stderr } = await run('report', 'merge', ...files());
    expect(stderr.trim().replace(/^kyc-contracts: /, '')).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it.each(['0/2', '3/2', '1', '1/0', 'a/b', '-1/2', '1/2/3'])('check refuses --shard %s', async (text) => {
    const { exitCode, stderr } = await run('check', 'sila', '--url', target.url, '--shard', text);
    expect(stderr).toContain('such as 2/4');
    expect(exitCode).toBe(2);
  });

  it('check refuses a shard of its own mocks, and report any other action', async () => {
    expect((await run('check', '--shard', '1/2')).stderr).toContain('--shard goes with one check');
    const { exitCode, stderr } = await run('report', 'split', 'one.json');
    expect(stderr).toContain('unknown action "split": kyc-contracts report merge FILE...');
    expect(exitCode).toBe(2);
  });
});
