/** The GitHub Action's own steps, and the examples for other systems, run as they stand. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../scripts/providers.js';
import { action, runAction, type StepResult } from './action/composite.js';
import { document, id } from './reports/check-report.js';

let workspace: string;
beforeEach(() => (workspace = mkdtempSync(join(tmpdir(), 'kyc-contracts-'))));
afterEach(() => rmSync(workspace, { recursive: true }));

const page = readFileSync(new URL('./ci.md', import.meta.url), 'utf8');
const examples = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text as string);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const isUp = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

/** An implementation whose server is not the process that was started, but a child of it. */
async function implementation(body: unknown): Promise<{ start: string; url: string; spec: string }> {
  const port = await freePort();
  writeFileSync(join(workspace, 'runs.json'), JSON.stringify(document));
  writeFileSync(
    join(workspace, 'server.cjs'),
    `require('node:http').createServer((_, response) =>
       response.writeHead(200, { 'content-type': 'application/json' }).end('${JSON.stringify(body)}'),
     ).listen(${port}, '127.0.0.1');`,
  );
  return { start: `${process.execPath} server.cjs & wait`, url: `http://127.0.0.1:${port}`, spec: 'runs.json' };
}

const codes = (results: readonly StepResult[]) => results.map(({ exitCode }) => exitCode);

test('an implementation that conforms: started, waited for, checked, stopped', async () => {
  const given = await implementation({ id, reference: 'r' });
  const results = await runAction(given, workspace);
  expect(codes(results), results.map(({ output }) => output).join('\n')).toEqual([0, 0, 0, 0]);
  expect(results[2]?.output).toContain('2 of 4 passed, 0 failed');
  for (const file of ['junit.xml', 'report.html', 'report.json']) {
    expect(existsSync(join(workspace, 'kyc-contracts', file))).toBe(true);
  }
  expect(readFileSync(join(workspace, '.runner', 'summary.md'), 'utf8')).toContain('2 of 4 passed');
  expect(await isUp(given.url)).toBe(false);
});

test('one that does not: the step fails with annotations, the reports are there, and it is stopped', async () => {
  const given = await implementation({ id: 'none', reference: 'r' });
  const results = await runAction(given, workspace);
  expect(codes(results)).toEqual([0, 0, 1, 0]);
  expect(results[2]?.output).toMatch(/^::error title=runs\.json%3A startRun::body \/id/m);
  expect(existsSync(join(workspace, 'kyc-contracts', 'junit.xml'))).toBe(true);
  expect(await isUp(given.url)).toBe(false);
});

test('arguments reach the check, and nothing in an input is run', async () => {
  const given = await implementation({ id });
  const args = '--strict --timeout 5 --prefer never --html $(touch${IFS}planted).html';
  const results = await runAction({ ...given, args, html: '', json: '' }, workspace);
  expect(codes(results)).toEqual([0, 0, 1, 0]);
  expect(existsSync(join(workspace, 'planted'))).toBe(false);
  expect(existsSync(join(workspace, '$(touch${IFS}planted).html'))).toBe(true);
  for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
});

describe('a start that goes wrong', () => {
  test('a command that ends: its last lines, and no check', async () => {
    const given = { ...(await implementation({})), start: 'echo out of paper; exit 3' };
    const results = await runAction(given, workspace);
    expect(codes(results)).toEqual([0, 1, null, 0]);
    expect(results[1]?.output).toMatch(/^out of paper$/m);
    expect(results[1]?.output).toMatch(/^::error title=kyc-contracts::the start command ended before/m);
  });

  test('one that never answers is given up, and stopped', async () => {
    const given = await implementation({});
    const silent = { ...given, 'wait-on': 'http://127.0.0.1:1', 'wait-timeout': '2' };
    const results = await runAction(silent, workspace);
    expect(codes(results)).toEqual([0, 1, null, 0]);
    expect(results[1]?.output).toMatch(/did not answer within 2 s/);
    expect(await isUp(given.url)).toBe(false);
  });
});

test('without a start command nothing is started or stopped', async () => {
  const results = await runAction({ provider: 'sila', url: 'http://127.0.0.1:1' }, workspace);
  expect(codes(results)).toEqual([0, null, 3, null]);
});

test('a version is installed from its package, with the tools that a check needs', { timeout: 300_000 }, async () => {
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', workspace], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const given = await implementation({ id, reference: 'r' });
  const results = await runAction({ ...given, version: join(workspace, filename) }, workspace);
  expect(codes(results), results.map(({ output }) => output).join('\n')).toEqual([0, 0, 0, 0]);
  expect(readFileSync(join(workspace, '.runner', 'env'), 'utf8')).toContain('/.runner/kyc-contracts/node_modules/');
});

describe('the page for CI systems', () => {
  test('lists every input, and its workflow gives none that is not there', () => {
    const inputs = Object.keys(action.inputs);
    const table = [...page.matchAll(/^\| `([a-z-]+)` +\| .*$/gm)].map(([, name]) => name);
    expect(table.sort()).toEqual([...inputs].sort());
    const [workflow] = examples('yaml').map((text) => parse(text));
    const [, step, upload] = workflow.jobs.sila.steps;
    expect(Object.keys(step.with).filter((name) => !inputs.includes(name))).toEqual([]);
    for (const [, output] of upload.with.path.matchAll(/outputs\.(\w+)/g)) {
      expect(Object.keys(action.outputs)).toContain(output);
    }
  });

  test('the action uses no other action, so that none has to be trusted', () => {
    expect(action.runs.steps.filter(({ uses }) => uses)).toEqual([]);
  });

  test('the GitLab job is one, and its script is shell', () => {
    const [, gitlab] = examples('yaml').map((text) => parse(text));
    const { script, artifacts } = gitlab.contract;
    expect(spawnSync('bash', ['-n'], { input: script.join('\n') }).status).toBe(0);
    const written = script
      .at(-1)
      .match(/--(junit|html) (\S+)/g)
      .map((option: string) => option.split(' ')[1]);
    expect([artifacts.reports.junit, ...artifacts.paths].sort()).toEqual(written.sort());
  });

  test('the shell example runs as it stands, but for the port', async () => {
    const bin = join(workspace, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(join(packageRoot, 'dist', 'scripts', 'kyc-contracts.js'), join(bin, 'kyc-contracts'));
    const port = await freePort();
    const [script] = examples('sh').map((text) => text.replaceAll('4011', String(port)));
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script!], { cwd: workspace, encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
    expect(readFileSync(join(workspace, 'junit.xml'), 'utf8')).toContain('failures="0"');
    expect(await isUp(`http://127.0.0.1:${port}`)).toBe(false);
  });
});
