/** `kyc-contracts sandbox`, as a user types it: what it prints, what its flags do, and what it says when it cannot. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/openapi/providers.js';
import { RunningCommand } from '../support/command.js';

const running: RunningCommand[] = [];
afterAll(async () => {
  for (const command of running) await command.stop('SIGKILL');
});

const start = async (...args: string[]) => {
  const command = new RunningCommand('sandbox', '--port', '0', ...args);
  running.push(command);
  await command.waitFor(/\nCtrl-C stops it\.\n$/);
  const urls = new Map([...command.stdout.matchAll(/^([\w-]+) (http:\S+)$/gm)].map(([, name, url]) => [name, url!]));
  return { command, urls, paragraphs: command.stdout.trim().split('\n\n') };
};

/** The commands that it prints, pasted into one shell. */
const paste = (paragraphs: string[]) => {
  const commands = paragraphs.filter((text) => /^(curl|TOKEN=)/.test(text));
  return promisify(execFile)('sh', ['-c', commands.map((text) => `${text} -s`.replace(/\) -s$/, ')')).join('\n')]);
};

describe('what it prints', () => {
  test.each([[[]], [['--frozen', '2031-05-06T07:08:09Z']]])('works as it stands, with %j', async (args) => {
    const { command, urls, paragraphs } = await start(...args);
    expect([...urls.keys()]).toEqual(['alfred', 'alfred-customers', 'sila', 'control']);
    const { stdout } = await paste(paragraphs);
    expect(stdout.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 202', 'HTTP/1.1 200', 'HTTP/1.1 200']);
    expect(stdout).toContain('new_example was successfully registered.');
    expect(await command.stop('SIGINT')).toBe(0);
  });
});

test('--examples brings the end users of the examples', async () => {
  const { urls } = await start('--examples');
  const listed = (await (await fetch(`${urls.get('control')}/verifications`)).json()) as { verifications: object[] };
  expect(listed.verifications).toContainEqual(expect.objectContaining({ subject: 'flo_example' }));
});

test('--cors lets in the pages of an origin', async () => {
  const page = 'http://localhost:5173';
  const { urls } = await start('--cors', page, '--cors', 'https://app.example');
  for (const Origin of [page, 'https://app.example']) {
    const { headers } = await fetch(`${urls.get('control')}/clock`, { headers: { Origin } });
    expect(headers.get('Access-Control-Allow-Origin')).toBe(Origin);
  }
});

test.each([
  [['--cors', '*'], /an origin such as http/],
  [['--cors', 'http://localhost:5173/'], /an origin such as http/],
  [['--frozen', 'noon'], /an instant such as/],
  [['--seed', 'x'], /a whole number/],
  [['sila'], /serves every provider at once: leave out "sila"/],
])('%j is refused with a sentence', async (args, sentence) => {
  const command = new RunningCommand('sandbox', '--port', '0', ...args);
  expect(await command.exitCode).toBe(2);
  expect(command.stderr).toMatch(sentence);
  expect(command.stderr).not.toContain('    at ');
});

describe('--state where lmdb is not installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-bare-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('says how to install it, in the version that we test with', async () => {
    for (const name of ['generated', 'src', 'package.json', 'tsconfig.json']) {
      cpSync(join(packageRoot, name), join(folder, name), { recursive: true });
    }
    mkdirSync(join(folder, 'node_modules'));
    for (const name of readdirSync(join(packageRoot, 'node_modules')).filter((one) => !/^(\.|@?lmdb$)/.test(one))) {
      symlinkSync(join(packageRoot, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const script = join(folder, 'src', 'cli', 'kyc-contracts.ts');
    const args = ['--import', 'tsx', script, 'sandbox', '--port', '0', '--state', 'state.mdb'];
    const failed = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch((error: unknown) => error);
    const { devDependencies } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
    expect(failed).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `kyc-contracts: --state needs lmdb: npm i -D lmdb@${devDependencies.lmdb}\n`,
    });
  });
});
