/**
 * The installed package where people use it besides plain runtimes: frameworks and test runners at fixed versions, with
 * the files that docs/guides/runtimes.md prints. `npm run consumers` has Next.js build and serve the route handler, too.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Listening } from '../../src/http/listen.js';
import { operationsOf, type JsonObject } from '../../src/openapi/document.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { bundle } from '../consumers/bundle.js';
import { blocksOf, fileName, kindOf, pages, promised } from '../consumers/printed.js';
import { ConsumerProject, type Output } from '../consumers/project.js';
import { RunningProgram } from '../consumers/running.js';
import { binaryPath, isInstalled, runtimes } from '../consumers/runtimes.js';
import { toolPath } from '../consumers/tools.js';

const page = 'docs/guides/runtimes.md';
const printed = new Map(
  pages()
    .flatMap((name) => blocksOf(name))
    .filter((block) => kindOf(block) === 'file')
    .map(({ text }) => [fileName(text)!, text]),
);
const tool = createRequire(toolPath('next/package.json'));

let sandbox: Listening;
beforeAll(async () => {
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
});
afterAll(() => sandbox.close());

/** @param name unique; the files are those that are printed. */
function projectWith(name: string, files: readonly string[], packages: readonly string[] = []): ConsumerProject {
  const project = new ConsumerProject(`platform-${name}`);
  for (const file of files) project.write(file, printed.get(file)!);
  for (const one of packages) project.link(one);
  return project;
}

function copy(project: ConsumerProject, ...programs: string[]): void {
  for (const file of programs) project.copy(`contract-tests/consumers/programs/${file}`, file);
}

test('what leaves out the ranges of statuses leaves everything else', () => {
  const project = projectWith('ranges', ['without-ranges.mjs']);
  const bundle = readFileSync(join(packageRoot, 'generated/sila/openapi.json'), 'utf8');
  const left = execFileSync(process.execPath, ['without-ranges.mjs'], { cwd: project.folder, input: bundle });
  const statuses = (text: string) =>
    operationsOf(JSON.parse(text) as JsonObject).flatMap(({ responses }) => [...responses.keys()]);
  expect(statuses(bundle).some((status) => status.endsWith('XX'))).toBe(true);
  expect(statuses(String(left))).toEqual(statuses(bundle).filter((status) => !status.endsWith('XX')));
});

test('the page prints the files that are run here, and the versions that they are run with', () => {
  expect([...printed.keys()]).toEqual([
    'app/api/session/route.ts',
    'alfred.test.mjs',
    'jest.config.cjs',
    'jest.config.mjs',
    'jest.setup.mjs',
    'dispatcher.mjs',
    'without-ranges.mjs',
  ]);
  const versions = ['consumers', 'platforms'].flatMap((folder) => {
    const manifest = readFileSync(join(packageRoot, 'contract-tests', folder, 'package.json'), 'utf8');
    const { dependencies, optionalDependencies } = JSON.parse(manifest) as Record<string, Record<string, string>>;
    return Object.entries({ ...dependencies, ...optionalDependencies }).map(
      ([name, version]) => `${name.replace(/-\d+$/, '')} ${version.replace(/^npm:.*@/, '')}`,
    );
  });
  const table = readFileSync(join(packageRoot, page), 'utf8').match(/^\|.*/gm)!.join('\n');
  const named = [...table.matchAll(/[@\w/-]+ \d+\.\d+\.\d+/g)].map(([text]) => text);
  expect(named.length).toBeGreaterThan(6);
  expect(named.filter((one) => !versions.includes(one))).toEqual([]);
  const binaries = [...table.matchAll(/(?<=[|,] )\d+\.\d+[.\d]+/g)].map(([text]) => text);
  expect(binaries).toHaveLength(6);
  expect(binaries.filter((one) => !versions.some((version) => version.endsWith(` ${one}`)))).toEqual([]);
});

describe.each(['29', '30'])('Jest %s', (version) => {
  const jest = toolPath(`jest-${version}/bin/jest.js`);
  const modules = { NODE_OPTIONS: '--experimental-vm-modules' };
  const passes = ({ exitCode, stderr }: Output) => {
    expect(stderr).toMatch(/Tests: +\d+ passed, \d+ total/);
    expect(exitCode, stderr).toBe(0);
  };
  const match = ['--testMatch', '**/*.test.*', '--ci'];

  test('ES modules', async () => {
    const project = projectWith(`jest-${version}-modules`, ['alfred.test.mjs']);
    passes(await project.run(process.execPath, [jest, ...match], modules));
  });

  test('CommonJS, compiled by ts-jest as the page says', async () => {
    const project = projectWith(`jest-${version}-commonjs`, ['jest.config.cjs'], ['ts-jest', 'typescript']);
    project.write('package.json', JSON.stringify({ private: true }));
    project.write(
      'a.test.ts',
      `import { createAlfredClient } from 'kyc-contracts/alfred';
       import { createSilaClient } from 'kyc-contracts/sila';
       import { ecdsaSigner } from 'kyc-contracts/sila/ecdsa';
       const authSignature = ecdsaSigner('badba7368134dcd61c60f9b56979c09196d03f5891a20c1557b1afac0202a97c');
       const fetch = async (request: Request) => Response.json({ signature: request.headers.get('authsignature') });
       test('Alfred', async () => {
         const credentials = { apiKey: 'any', apiSecret: 'any' };
         const { ok } = await createAlfredClient({ credentials, fetch }).POST('/my-info', { body: {} as never });
         expect(ok).toBe(true);
       });
       test('Sila', async () => {
         const { data } = await createSilaClient({ credentials: { authSignature }, fetch }).POST('/0.2/check_handle', {} as never);
         expect(data).toEqual({ signature: expect.stringMatching(/^[\\da-f]{130}$/) });
       });`,
    );
    passes(await project.run(process.execPath, [jest, ...match]));
  });

  const node24 = 'node-24/bin/node';
  test.runIf(version === '30' && isInstalled(node24))('require, with Node.js 24', async () => {
    const project = projectWith('jest-require', []);
    project.write('package.json', JSON.stringify({ private: true }));
    project.write(
      'a.test.js',
      `const { createSandbox } = require('kyc-contracts/sandbox');
       test('it is there', () => expect(typeof createSandbox().fetch).toBe('function'));`,
    );
    passes(await project.run(binaryPath(node24), [jest, ...match], modules));
  });

  test.runIf(version === '30')('jsdom', async () => {
    const files = ['alfred.test.mjs', 'jest.config.mjs', 'jest.setup.mjs'];
    const project = projectWith('jest-jsdom', files, ['jest-environment-jsdom', 'jest-fixed-jsdom']);
    copy(project, 'dom.test.mjs');
    passes(await project.run(process.execPath, [jest, ...match], modules));
  });
});

test('Vitest with jsdom', async () => {
  const project = projectWith('vitest-jsdom', ['alfred.test.mjs']);
  copy(project, 'dom.test.mjs');
  const vitest = toolPath('vitest/vitest.mjs');
  const { exitCode, stdout, stderr } = await project.node(vitest, 'run', '--globals', '--environment', 'jsdom');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/5 passed/);
  expect(exitCode).toBe(0);
});

describe.each(runtimes.filter(({ name }) => name.startsWith('Node')))('undici in $name', ({ binary }) => {
  test.runIf(isInstalled(binary))('its dispatchers, with the fetch of the platform', async () => {
    const project = projectWith(`undici-${binary.split('/')[0]}`, ['dispatcher.mjs'], ['undici']);
    copy(project, 'undici.js', 'use.js');
    const run = (...args: string[]) => project.run(binaryPath(binary), args);
    const mocked = await run('dispatcher.mjs');
    expect(mocked).toEqual({ exitCode: 0, stdout: `${promised(printed.get('dispatcher.mjs')!)}\n`, stderr: '' });
    const { stdout, stderr } = await run('undici.js', sandbox.url);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      agent: [202, 202, 202],
      proxy: [202, 202, 202],
      global: [202, 202, 202],
      url: [202, 202, 202],
      proxied: 3,
      all: 6,
      refused: 'TypeError',
    });
  });
});

const route = 'app/api/session/route.ts';
const opened = { uid: expect.stringMatching(/./) as string };

test('a route handler of Next.js in the edge runtime', async () => {
  const project = projectWith('edge', [route]);
  const env = { ALFRED_URL: `${sandbox.url}/api/v1/third-party-service`, ALFRED_API_KEY: 'k', ALFRED_API_SECRET: 's' };
  const { code } = await bundle(project, `export { POST } from './${route}';`, {
    format: 'iife',
    globalName: 'route',
    define: { 'process.env': JSON.stringify(env) },
  });
  const { EdgeVM } = tool('@edge-runtime/vm') as { EdgeVM: new () => { evaluate(code: string): unknown } };
  const vm = new EdgeVM();
  expect(vm.evaluate('[typeof EdgeRuntime, typeof process]')).toMatchObject({ 0: 'string', 1: 'undefined' });
  vm.evaluate(code);
  const response = await vm.evaluate(
    `route.POST(new Request('http://app.example', { method: 'POST', body: '{"currency":"USDC"}' })).then((r) => r.text())`,
  );
  expect(JSON.parse(response as string)).toEqual(opened);
});

// Half a minute of two processors.
test.runIf(inject('everyVersion'))('the same, built and served by Next.js', async () => {
  const project = projectWith('next', [route], ['next', 'react', 'react-dom', '@types/node', '@types/react']);
  project.link('typescript');
  project.write('app/layout.js', 'export default ({ children }) => children;');
  project.write('app/page.js', 'export default () => null;');
  const env = { ALFRED_URL: `${sandbox.url}/api/v1/third-party-service`, ALFRED_API_KEY: 'k', ALFRED_API_SECRET: 's' };
  const next = toolPath('next/dist/bin/next');
  const settings = { ...env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  // Turbopack takes no packages outside of the project's folder.
  const built = await project.run(process.execPath, [next, 'build', '--webpack'], settings);
  expect(built.exitCode, built.stdout + built.stderr).toBe(0);
  const server = new RunningProgram(project.folder, next, settings, [
    'start',
    '--port',
    '0',
    '--hostname',
    '127.0.0.1',
  ]);
  const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const response = await fetch(`${url}/api/session`, { method: 'POST', body: '{"currency":"USDC"}' });
  expect(await response.json()).toEqual(opened);
  await server.stop();
});

test('React Native: its fetch and signals on XMLHttpRequest, and nothing that it lacks', async () => {
  const project = projectWith('native', [], ['whatwg-fetch', 'abort-controller', 'event-target-shim']);
  copy(project, 'native.js', 'use.js');
  const { code } = await bundle(project, "export { run } from './native.js';", {
    format: 'iife',
    globalName: 'app',
    mainFields: ['module', 'main'],
    target: 'es2020',
  });
  const { JSDOM } = tool('jsdom') as { JSDOM: new (html: string, options: object) => { window: any } };
  const { window } = new JSDOM('', { url: sandbox.url, runScripts: 'outside-only' });
  // Hermes has it.
  window.TextEncoder = TextEncoder;
  for (const name of ['canParse', 'parse']) delete window.URL[name];
  Object.defineProperty(window, 'crypto', { value: undefined });
  const lacking = ['fetch', 'Request', 'Response', 'ReadableStream', 'TextDecoder', 'structuredClone', 'crypto'];
  expect(lacking.filter((name) => window[name] !== undefined)).toEqual([]);
  window.eval(`${code};globalThis.app = app;`);
  expect(JSON.parse(await window.app.run(sandbox.url))).toEqual({
    results: [
      [true, 200],
      [false, 403],
      [true, 202],
      [true, 202],
    ],
    error: false,
    errors: ['AbortError', 'TimeoutError', 'BodyTooLarge'],
    seen: ['example_app', true],
  });
  window.close();
});
