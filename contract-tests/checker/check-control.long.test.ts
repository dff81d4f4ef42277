/** The `check` verb finds the control API of a target that has one, and takes nobody else for it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { generatedPath } from '../../src/openapi/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { listen, type Listening } from '../../src/http/listen.js';
import { RunningCommand } from '../support/command.js';

const recipes = mkdtempSync(join(tmpdir(), 'kyc-control-'));
/** Accepts everything, with an answer that no document has. */
let yesMan: Listening;
let sandbox: Listening;

beforeAll(async () => {
  writeFileSync(
    join(recipes, 'myInfo.yaml'),
    'deposit: { state: A day has passed., given: [{ control: advanceClock, patch: { hours: 24 } }] }\n',
  );
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  );
  yesMan = await listen(server, { name: 'the yes-man', port: 0 });
});
afterAll(async () => {
  rmSync(recipes, { recursive: true });
  await Promise.all([sandbox.close(), yesMan.close()]);
});

const alfred = () => sandboxUrls(sandbox.url).get('alfred') as string;
const control = () => sandboxUrls(sandbox.url).get('control') as string;

async function check(url: string, ...flags: string[]) {
  const spec = generatedPath('alfred', 'openapi.json');
  const command = new RunningCommand(
    'check',
    '--spec',
    spec,
    '--recipes',
    recipes,
    '--url',
    url,
    '--phase',
    'examples',
    ...flags,
  );
  return { exitCode: await command.exitCode, stdout: command.stdout, stderr: command.stderr };
}

const clock = async () => {
  const { now } = (await (await fetch(`${control()}/clock`)).json()) as { now: string };
  return Math.round((Date.parse(now) - Date.now()) / 3_600_000);
};

test('a target on this machine is asked for its own control API', async () => {
  const before = await clock();
  const { stdout } = await check(alfred(), '--keep');
  expect(stdout).toMatch(/✓ myInfo\s+202 deposit/);
  // Once for each phase that needs it.
  expect((await clock()) - before).toBeGreaterThanOrEqual(24);
});

test('without --keep the sandbox has its state back after the check', async () => {
  const before = await clock();
  const { stdout, stderr } = await check(alfred());
  expect(stdout).toMatch(/✓ myInfo\s+202 deposit/);
  expect(await clock()).toBe(before);
  expect(stderr).not.toContain('not as it was');
});

test('and after Ctrl-C', async () => {
  const before = await clock();
  let moved = 0;
  const command = new RunningCommand('check', 'sila', '--url', sandbox.url);
  for (let tries = 0; moved === before || moved === 0; tries++) {
    expect(tries).toBeLessThan(3000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    moved = await clock();
  }
  expect(await command.stop('SIGINT')).toBe(130);
  expect(await clock()).toBe(before);
});

test('--control says where it is', async () => {
  const { stdout } = await check(alfred(), '--control', control());
  expect(stdout).toMatch(/✓ myInfo\s+202 deposit/);
});

test('--no-control: what only it brings about is not exercised, with the reason', async () => {
  const before = await clock();
  const { stdout } = await check(alfred(), '--no-control');
  expect(stdout).toContain('not exercised: A day has passed. (needs the control API: advanceClock)');
  expect(await clock()).toBe(before);
});

test('a whole check of Sila without it: nothing fails, and nothing breaks off', async () => {
  const sila = sandboxUrls(sandbox.url).get('sila') as string;
  const command = new RunningCommand(
    'check',
    'sila',
    '--url',
    sila,
    '--no-control',
    '--phase',
    'examples',
    'relations',
  );
  expect(await command.exitCode, command.stdout).toBe(0);
  expect(command.stdout).not.toContain('Run errors');
  expect(command.stdout).toMatch(/not exercised: needs the control API: decideVerification/);
});

test('a server that answers everything with 200 is no control API', async () => {
  const { stdout } = await check(yesMan.url);
  expect(stdout).toContain('not exercised: A day has passed. (needs the control API: advanceClock)');
});

test('a control API that was named and is not there: exit code 3', async () => {
  const { exitCode, stderr } = await check(yesMan.url, '--control', `${yesMan.url}/nothing`);
  expect(stderr).toBe(`kyc-contracts: no control API answers at ${yesMan.url}/nothing\n`);
  expect(exitCode).toBe(3);
});

test.each([
  [
    'a folder of recipes that is not there',
    ['--spec', 'x.yaml', '--recipes', 'nowhere'],
    /--recipes nowhere is no such folder: name one/,
  ],
  ['recipes beside a provider', ['alfred', '--recipes', '.'], /--recipes goes with --spec FILE/],
])('%s: exit code 2', async (_, args, sentence) => {
  const command = new RunningCommand('check', ...args, '--url', yesMan.url);
  expect(await command.exitCode).toBe(2);
  expect(command.stderr).toMatch(sentence);
});
