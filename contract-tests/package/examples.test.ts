/** The examples as a consumer runs them: compiled and run against the installed package, with the sandbox as provider. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';
import { bundle } from '../consumers/bundle.js';
import { ownCompiler } from '../consumers/compilers.js';
import { ConsumerProject } from '../consumers/project.js';
import { RunningProgram } from '../consumers/running.js';
import { isInstalled, workerd } from '../consumers/runtimes.js';
import { serveWorker } from '../consumers/worker.js';

const project = new ConsumerProject('examples');
const flow = '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32';
const running: { stop(): Promise<void> }[] = [];
let sandbox: Sandbox;
let served: Listening;

beforeAll(async () => {
  project.copy('examples', 'src');
  project.link('msw');
  project.link('@types/node');
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    types: ['node'],
    skipLibCheck: true,
    rootDir: 'src',
    outDir: 'out',
  };
  project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
  const { stdout, exitCode } = await project.node(ownCompiler, '-p', '.');
  expect(stdout).toBe('');
  expect(exitCode).toBe(0);
  sandbox = createSandbox();
  served = await serveSandbox(sandbox, { port: 0 });
}, 120_000);

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await sandbox.reset();
});
afterAll(() => served?.close());

const alfredUrl = () => `${served.url}/api/v1/third-party-service`;
const example = (name: string, file: string) =>
  JSON.parse(readFileSync(join(packageRoot, 'generated', name, file), 'utf8')) as any;

function start(program: string, env: Record<string, string>): RunningProgram {
  const started = new RunningProgram(project.folder, join('out', program), env);
  running.push(started);
  return started;
}

const url = /http:\/\/127\.0\.0\.1:\d+/;

const verifyAda = async (service: string, handle: string) => {
  const { ada } = (await import(pathToFileURL(project.path('out', 'ada.js')).href)) as { ada: object };
  return fetch(`${service}/people/${handle}`, { method: 'POST', body: JSON.stringify(ada) });
};

const silaSettings = () => ({
  SILA_URL: served.url,
  SILA_APP_HANDLE: 'example_app',
  SILA_CLIENT_ID: 'sandbox-client-id-of-example-app-0000000001',
  SILA_CLIENT_SECRET: 'sandbox-client-secret-of-example-app',
  SILA_FLOW: flow,
});

test('the README names every program, and each says first what it is', () => {
  const readme = readFileSync(join(packageRoot, 'examples', 'README.md'), 'utf8');
  const files = readdirSync(join(packageRoot, 'examples')).filter((name) => name.endsWith('.ts'));
  expect(files.filter((name) => !readme.includes(`[${name}](${name})`))).toEqual([]);
  for (const name of files) {
    expect(readFileSync(join(packageRoot, 'examples', name), 'utf8'), name).toMatch(/^\/\*\*/);
  }
});

test('node-service', async () => {
  const service = start('node-service.js', silaSettings());
  const base = await service.waitFor(url);
  const started = await verifyAda(base, 'ada_example');
  expect(started.status).toBe(202);
  const { started: verification } = (await started.json()) as { started: string };
  const read = async () => (await fetch(`${base}/people/ada_example/${verification}`)).json();
  expect(await read()).toEqual({ status: 'pending' });
  await sandbox.clock.advance({ minutes: 1 });
  // The service's clock has not moved with the sandbox's: Sila takes a `created` that is up to five minutes old.
  expect(await read()).toEqual({ status: 'passed' });
  expect((await verifyAda(base, 'ada_example')).status).toBe(409);
  expect(service.stderr).toBe('');
});

test('node-service says which setting it lacks', async () => {
  const { SILA_CLIENT_SECRET: _, ...settings } = silaSettings();
  const { stderr, exitCode } = await project.run(process.execPath, ['out/node-service.js'], settings);
  expect(stderr).toContain('set SILA_CLIENT_SECRET');
  expect(exitCode).toBe(1);
});

test('route-handler, then worker: a sign-in and a document', async () => {
  process.env['ALFRED_URL'] = alfredUrl();
  process.env['ALFRED_API_KEY'] = 'fake-key';
  process.env['ALFRED_API_SECRET'] = 'fake-secret';
  const { POST } = (await import(pathToFileURL(project.path('out', 'route-handler.js')).href)) as {
    POST(request: Request): Promise<Response>;
  };
  const signIn = (body: unknown) =>
    POST(new Request('http://app.example/api/kyc', { method: 'POST', body: JSON.stringify(body) }));
  const document = example('alfred', 'openapi.json');
  const { examples } = document.paths['/login-sof-kyc'].post.requestBody.content['application/json'];
  const [user] = Object.values<{ value: object }>(examples);

  const refused = await signIn({ ...user!.value, email: 7 });
  expect([refused.status, await refused.json()]).toEqual([422, { fields: ['/email type'] }]);
  const signedIn = await signIn(user!.value);
  expect(signedIn.status).toBe(202);
  expect(await signedIn.json()).toEqual({ verified: false });
  const [Cookie] = signedIn.headers.get('set-cookie')!.split(';') as [string];

  if (!isInstalled(workerd)) return;
  const { code } = await bundle(project, "export { default } from './out/worker.js';");
  const worker = await serveWorker(project, code, {
    ALFRED_URL: alfredUrl(),
    ALFRED_API_KEY: 'fake-key',
    ALFRED_API_SECRET: 'fake-secret',
  });
  running.push({ stop: () => worker.close() });
  const upload = async (path: string, headers: Record<string, string>) => {
    const body = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3);
    return (
      await fetch(worker.url + path, { method: 'PUT', body, headers: { 'Content-Type': 'image/jpeg', ...headers } })
    ).status;
  };
  expect(await upload('selfie', { Cookie })).toBe(202);
  expect(await upload('selfie', {})).toBe(401);
  expect(await upload('passport', { Cookie })).toBe(404);
  await sandbox.clock.advance({ minutes: 2 });
  expect(await upload('selfie', { Cookie })).toBe(401);
});

test.each([
  ['unit-test.js', 3],
  ['msw-test.js', 2],
])('%s passes', async (program, count) => {
  const { stdout, exitCode } = await project.node('--test', `out/${program}`);
  expect(stdout).toMatch(new RegExp(`^(#|ℹ) pass ${count}$`, 'm'));
  expect(exitCode).toBe(0);
});

test('webhook-receiver', async () => {
  const secret = 'not-a-real-secret';
  const receiver = start('webhook-receiver.js', { SILA_WEBHOOK_SECRET: secret });
  const hooks = await receiver.waitFor(url);
  const register = { provider: 'sila', url: hooks, secret };
  const control = await fetch(`${served.url}/_sandbox/webhook-endpoints/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(register),
  });
  expect(control.status).toBe(204);

  const service = start('node-service.js', silaSettings());
  const started = await verifyAda(await service.waitFor(url), 'ada_example');
  const { started: verification } = (await started.json()) as { started: string };
  await sandbox.clock.advance({ minutes: 1 });
  await sandbox.settled();
  await receiver.waitFor(new RegExp(`verification ${verification} has passed`));

  const forged = await fetch(hooks, { method: 'POST', body: '{}', headers: { 'SILA-SIGNATURE': 'A'.repeat(44) } });
  expect(forged.status).toBe(401);
  expect((await fetch(hooks, { method: 'POST', body: '{}' })).status).toBe(401);
  expect((await fetch(hooks, { method: 'POST', body: 'a'.repeat(3_000_000) })).status).toBe(413);
});
