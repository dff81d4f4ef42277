/**
 * Every command and program that README, docs and the package print is run as printed, from the packed tarball: with other
 * ports and paths, and `check` with one operation. A block that no rule covers makes this red; one that cannot be run
 * says why on the line before it, `<!-- not run: … -->`.
 */
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Listening } from '../../src/http/listen.js';
import { startMock } from '../../src/mock/server.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { signEvent } from '../../src/sandbox/sila/events.js';
import { ownCompiler } from '../consumers/compilers.js';
import { blocksOf, commandsOf, kindOf, pages, promised, type Block } from '../consumers/printed.js';
import { ConsumerProject, type Output } from '../consumers/project.js';
import { RunningProgram } from '../consumers/running.js';
import { npm } from '../support/install-locked.js';

const blocks = pages().flatMap((page) => blocksOf(page));
const of = (kind: ReturnType<typeof kindOf>) => blocks.filter((block) => kindOf(block) === kind);
const at = ({ page, line }: Block) => `${page}:${line}`;

test('every block is run, or says why it is not', () => {
  expect(blocks.filter((block) => kindOf(block) === undefined).map(at)).toEqual([]);
  const reasons = of('not run').map((block) => `${block.page}: ${block.reason}`);
  console.log(`not run:\n  ${reasons.join('\n  ')}`);
  expect([...new Set(reasons)].sort()).toMatchSnapshot();
});

test('a new block that nobody has spoken of is noticed', () => {
  const kinds = (text: string) => blocksOf('x.md', text).map(kindOf);
  expect(kinds('```sh\nrm -rf /\n```\n```\nkyc-contracts frobnicate\n```\n```python\nx\n```\n')).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(kinds('<!-- not run: wants a database -->\n\n```sql\nx\n```\n')).toEqual(['not run']);
});

const project = new ConsumerProject('printed');
let mock: Listening;
let plain: Listening;
let mockOfSpec: Listening;
const open = () => serveSandbox(createSandbox({ settings: { sila: { verificationDelay: 0 } } }), { port: 0 });

beforeAll(async () => {
  [mock, mockOfSpec, plain] = await Promise.all([
    startMock('sila', { port: 0 }),
    startMock('alfred', { port: 0 }),
    serveSandbox(createSandbox(), { port: 0 }),
  ]);
  project.copy('spec/sila/workflows/files', 'spec/sila/workflows/files');
  project.copy('spec/alfred/workflows/files', 'spec/alfred/workflows/files');
  project.link('msw');
  project.link('@types/node');
});
afterAll(() => Promise.all([mock, mockOfSpec, plain].map((one) => one.close())));

const elsewhere = (text: string, url: string) =>
  text.replaceAll('http://127.0.0.1:4011', mock.url).replaceAll(/http:\/\/127\.0\.0\.1:(4000|8080)/g, url);

describe('programs', () => {
  const programs = of('program').map((block, index) => ({ block, name: at(block), file: `program-${index}` }));
  const sandboxes = new Map<string, Listening>();

  beforeAll(async () => {
    project.write(
      'preload.mjs',
      `const { fetch: onward } = globalThis;
       globalThis.fetch = (input, init) => {
         const request = new Request(input, init);
         const { hostname, pathname, search } = new URL(request.url);
         if (hostname === '127.0.0.1') return onward(request);
         return onward(new Request(process.env.SANDBOX_URL + pathname + search, request));
       };`,
    );
    for (const page of new Set(programs.map(({ block }) => block.page))) sandboxes.set(page, await open());
    for (const { block, file } of programs) {
      project.write(`src/${file}.${block.language}`, elsewhere(block.text, sandboxes.get(block.page)!.url));
    }
    const compilerOptions = { strict: true, target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'] };
    const more = {
      module: 'nodenext',
      types: ['node'],
      skipLibCheck: true,
      allowJs: true,
      rootDir: 'src',
      outDir: 'out',
    };
    project.write(
      'tsconfig.json',
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...more }, include: ['src'] }),
    );
  });
  afterAll(() => Promise.all([...sandboxes.values()].map((one) => one.close())));

  test('they compile', async () => {
    const { stdout, exitCode } = await project.node(ownCompiler, '-p', '.');
    expect(stdout).toBe('');
    expect(exitCode).toBe(0);
  });

  /** What those print that say it in words. */
  const said: Record<string, RegExp> = {
    'README.md': /^[0-9a-f-]{36}\n$/,
    'src/sandbox/README.md': /^\d{4}-\d\d-\d\dT[\d:.]+Z\n$/,
  };
  const environment = {
    SILA_CLIENT_ID: 'sandbox-client-id-of-example-app-0000000001',
    SILA_CLIENT_SECRET: 'sandbox-client-secret-of-example-app',
    ...{ ALFRED_API_KEY: 'any', ALFRED_API_SECRET: 'any', SILA_WEBHOOK_SECRET: 'shared' },
  };

  // Those of a page in their order, as a reader would.
  test.each(programs)('$name prints what it promises', async ({ block, file }) => {
    const env = { ...environment, SANDBOX_URL: sandboxes.get(block.page)!.url };
    const program = /export const POST/.test(block.text) ? deliverTwice(file) : `out/${file}.js`;
    const { stdout, stderr, exitCode } = await project.run(
      process.execPath,
      ['--import', './preload.mjs', program],
      env,
    );
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    const lines = promised(block.text);
    if (lines.length > 0) expect(stdout.trimEnd().split('\n')).toEqual(lines);
    else expect(stdout).toMatch(said[block.page]!);
    if (block.page === 'README.md')
      expect(block.before + readFileSync(join(packageRoot, 'README.md'), 'utf8')).toContain(`\`${stdout.trim()}\``);
  });

  /** A receiver gets an event, and gets it again. */
  function deliverTwice(file: string): string {
    const event_details = { kyc: '8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586', entity: 'ada_example', outcome: 'passed' };
    const event_uuid = '2b6f8d10-4c9e-47a3-95d1-e07b3f62c84a';
    const body = JSON.stringify({ event_time: 1763683033, event_type: 'kyc_status', event_uuid, event_details });
    const init = { method: 'POST', headers: { 'SILA-SIGNATURE': signEvent(body, 'shared') }, body };
    project.write(
      `out/${file}-deliver.js`,
      `import { POST } from './${file}.js';
       for (let times = 0; times < 2; times++) {
         const { status } = await POST(new Request('http://127.0.0.1/', ${JSON.stringify(init)}));
         if (status !== 200) throw new Error(String(status));
       }`,
    );
    return `out/${file}-deliver.js`;
  }
});

test.each(of('configuration').map((block, index) => ({ block, index, name: at(block) })))(
  '$name configures a check',
  async ({ block, index }) => {
    const configured = new ConsumerProject(`configured-${index}`);
    configured.write('kyc-contracts.config.ts', block.text);
    const env = { CLIENT_ID: 'fake-client', CLIENT_SECRET: 'fake-secret' };
    const { stdout, stderr, exitCode } = await configured.run(command, ['check', '--list'], env);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/\d+ of \d+ cases would be exercised/);
    expect(exitCode).toBe(0);
  },
);

const command = join(inject('consumer'), 'node_modules', '.bin', 'kyc-contracts');

describe('commands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'printed-commands-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    const document = readFileSync(join(packageRoot, 'generated/alfred/openapi.json'), 'utf8');
    writeFileSync(join(folder, 'openapi.yaml'), document);
    writeFileSync(join(folder, 'openapi.old.yaml'), document);
    copyFileSync(inject('tarball'), join(folder, 'kyc-contracts-0.2.0.tgz'));
    mkdirSync(join(folder, 'generated/sila'), { recursive: true });
    copyFileSync(join(packageRoot, 'releases/0.1.0/sila.json'), join(folder, 'generated/sila/openapi.json'));
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
    git('init', '--quiet');
    git('add', 'generated');
    for (const message of ['1', '2', '3', '4']) {
      git('-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '-q', '--allow-empty', '-m', message);
    }
  });

  const shell = (script: string): Promise<Output> =>
    new Promise((resolve) => {
      const env = {
        ...process.env,
        PATH: `${join(inject('consumer'), 'node_modules', '.bin')}:${process.env['PATH']}`,
      };
      execFile(
        'bash',
        ['-o', 'pipefail', '-c', script],
        { cwd: folder, env, maxBuffer: 1 << 26 },
        (error, stdout, stderr) => resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  const lines = of('commands').flatMap((block) =>
    commandsOf(block.text).map((line) => ({ line, name: `${at(block)}: ${line}`, block })),
  );
  const published = lines
    .map(({ line, ...rest }) => ({
      ...rest,
      line: line.replace(/^npx /, '').replace(/^npm run (check|proxy|diff|mock|sandbox|spec) -- /, 'kyc-contracts $1 '),
    }))
    .filter(({ line }) => line.startsWith('kyc-contracts ') && !/[<[]/.test(line));
  const serves = /^kyc-contracts (mock|sandbox|proxy)\b/;

  test.each(published.filter(({ line }) => !serves.test(line)))('$name', async ({ line, block }) => {
    const isCheck = line.startsWith('kyc-contracts check');
    const target = elsewhere(line, line.includes('--spec') ? mockOfSpec.url : plain.url);
    // Of one operation: the whole is what the checker's tests run.
    const wanted = [
      ...(/--operation|--spec|--phase/.test(line) ? [] : ['--operation checkHandle']),
      ...(line.includes('--phase') ? ['--list'] : ['--phase examples']),
    ];
    const { exitCode, stdout, stderr } = await shell(isCheck ? `${target} ${wanted.join(' ')}` : target);
    expect(stderr).not.toMatch(/\n\s+at |unknown option|too many arguments/);
    expect(line.startsWith('kyc-contracts diff') ? [0, 1] : [0], stdout + stderr).toContain(exitCode);
    const next = blocks[blocks.indexOf(block) + 1];
    if (line.includes('| head') && next?.page === block.page) expect(stdout).toBe(next.text);
  });

  test.each(published.filter(({ line }) => serves.test(line)))('$name says where it listens', async ({ line }) => {
    const [, ...args] = elsewhere(line, plain.url)
      .replace(/--port \d+/, '')
      .split(/\s+/)
      .filter(Boolean);
    const ports = line.endsWith(' mock') ? ['--port', 'alfred=0', '--port', 'sila=0'] : ['--port', '0'];
    // Where these packages are not installed, other tests see what it says; in the repository they are.
    const wantsPeers = / mock|--state/.test(line);
    const program = wantsPeers ? join(packageRoot, 'dist', 'src', 'cli', 'kyc-contracts.js') : command;
    const server = new RunningProgram(folder, program, {}, [...args, ...ports]);
    await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    await server.stop();
  });

  test('of the repository: the script is there, and knows each option', async () => {
    const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const wrong: string[] = [];
    const helps = new Map<string, string>();
    for (const { line, name } of lines) {
      const [, verb, rest = ''] = /^npm (?:run )?(start|[\w:-]+)(.*)$/.exec(line.replaceAll(/npm ci && /g, '')) ?? [];
      if (verb === undefined || /^npm (ci|cit|init|i|pack)\b/.test(line.replace('npm ci && ', ''))) continue;
      const isVerb = scripts[verb]?.includes('scripts/repository.ts');
      if (scripts[verb] === undefined) wrong.push(name);
      if (!isVerb) continue;
      helps.set(
        verb,
        helps.get(verb) ??
          execFileSync(process.execPath, ['--import', 'tsx', 'scripts/repository.ts', verb, '--help'], {
            cwd: packageRoot,
            encoding: 'utf8',
          }),
      );
      for (const [flag] of rest.matchAll(/--[a-z][\w-]*/g))
        if (!helps.get(verb)!.includes(flag)) wrong.push(`${name}: ${flag}`);
    }
    expect(helps.size).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
  });

  test('an install from the tarball, in an empty folder', async () => {
    const installs = lines.filter(({ line }) => /^npm (init|i) /.test(line));
    expect(installs.length).toBeGreaterThan(2);
    const empty = mkdtempSync(join(tmpdir(), 'printed-install-'));
    await npm(empty, 'init', '-y');
    await npm(empty, 'i', '--prefer-offline', inject('tarball'));
    const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
    for (const { line } of installs) if (line.includes('.tgz')) expect(line).toContain(`kyc-contracts-${version}.tgz`);
    rmSync(empty, { recursive: true });
  });
});
