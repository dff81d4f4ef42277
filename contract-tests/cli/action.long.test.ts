/** The GitHub Action's own steps, and the examples for other systems, run as they stand. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { listen } from '../../src/http/listen.js';
import { listMocked, packageRoot } from '../../src/openapi/providers.js';
import { action, outputsOf, runAction, type StepResult } from './action/composite.js';
import { document, id } from '../checker/reports/check-report.js';
import { freePort } from '../support/free-port.js';

let workspace: string;
beforeEach(() => (workspace = mkdtempSync(join(tmpdir(), 'kyc-contracts-'))));
afterEach(() => rmSync(workspace, { recursive: true }));

const page = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');
const examples = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text]) => text as string);

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
  const results = await runAction({ ...given, args: '--phase examples' }, workspace);
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
  expect(results[2]?.output).toMatch(
    /^::error file=runs\.json,line=\d+,col=\d+,title=runs\.json%3A startRun::body \/id/m,
  );
  expect(existsSync(join(workspace, 'kyc-contracts', 'junit.xml'))).toBe(true);
  expect(await isUp(given.url)).toBe(false);
});

test('what the start command prints is shown where the check fails, and not where it succeeds', async () => {
  for (const [sent, isShown] of [
    ['none', true],
    [id, false],
  ] as const) {
    const given = await implementation({ id: sent, reference: 'r' });
    const start = `echo said by the server; ${given.start}`;
    const results = await runAction({ ...given, start, args: '--phase examples' }, workspace);
    expect(results[2]?.output.includes('said by the server')).toBe(isShown);
  }
});

test('outputs are where a later step finds the files, whichever the working directory', async () => {
  const inside = join(workspace, 'packages', 'api');
  mkdirSync(inside, { recursive: true });
  const given = await implementation({ id, reference: 'r' });
  const moved = { start: `cd ../..; ${given.start}`, spec: join(workspace, 'runs.json'), url: given.url };
  const html = join(workspace, 'elsewhere.html');
  await runAction({ ...moved, html, 'working-directory': 'packages/api' }, workspace);
  const { junit, json, ...others } = outputsOf(workspace);
  expect(others).toEqual({ html });
  for (const file of [junit!, json!]) expect(existsSync(join(workspace, file)), file).toBe(true);
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

  test('another server answers already › nothing is started', async () => {
    const other = createServer((_, response) => response.end());
    const { url, close } = await listen(other, { name: 'another server', port: 0 });
    const given = { ...(await implementation({})), start: 'touch begun; sleep 5', 'wait-on': url };
    const results = await runAction(given, workspace);
    await close();
    expect(codes(results)).toEqual([0, 1, null, 0]);
    expect(results[1]?.output).toMatch(
      /^::error title=kyc-contracts::the URL to wait for answers before the start command/m,
    );
    expect(existsSync(join(workspace, 'begun'))).toBe(false);
  });

  test('one that never answers is given up, and stopped', async () => {
    const given = await implementation({});
    const silent = { ...given, 'wait-on': 'http://127.0.0.1:1', 'wait-timeout': '2' };
    const results = await runAction(silent, workspace);
    expect(codes(results)).toEqual([0, 1, null, 0]);
    expect(results[1]?.output).toMatch(/did not answer within 2 s/);
    expect(results[1]?.output).not.toContain('127.0.0.1:1');
    expect(await isUp(given.url)).toBe(false);
  });
});

describe('hostile inputs', () => {
  /** Stands for the check: writes what it was given, one argument a line of JSON. */
  async function argumentsOf(
    given: Record<string, string>,
  ): Promise<{ args: string[] | undefined; results: StepResult[] }> {
    const recorder = join(workspace, 'recorder.cjs');
    writeFileSync(recorder, "require('node:fs').writeFileSync('args.json', JSON.stringify(process.argv.slice(2)))");
    rmSync(join(workspace, 'args.json'), { force: true });
    const results = await runAction({ url: 'http://127.0.0.1:1', ...given }, workspace, recorder);
    const file = join(workspace, 'args.json');
    return { args: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined, results };
  }

  const injections = [
    '$(touch planted)',
    '`touch planted`',
    '"; touch planted; "',
    'PATH[$(touch planted)]',
    '--list',
    "'",
  ];
  const values = ['url', 'spec', 'junit', 'html', 'json'];

  test.each(values)('%s is the value of its option, whatever it is', async (input) => {
    for (const text of [...injections, 'a b\n--list', '::add-mask::x']) {
      const { args } = await argumentsOf({ [input]: text });
      expect(args?.filter((one) => one === `--${input}=${text}`)).toHaveLength(1);
      expect(
        args?.every((one, index) => (index === 0 ? one === 'check' : /^--(url|spec|junit|html|json)=/.test(one))),
      ).toBe(true);
    }
    expect(existsSync(join(workspace, 'planted'))).toBe(false);
  });

  test('provider is a name or nothing', async () => {
    for (const text of [...injections, '--config=evil.mjs', '-h', 'sila alfred', 'sila\n--list', '../x']) {
      const { args, results } = await argumentsOf({ provider: text });
      expect([args, results[2]?.exitCode]).toEqual([undefined, 2]);
      expect(results[2]?.output).not.toContain(text);
    }
    for (const provider of listMocked()) expect((await argumentsOf({ provider })).args?.[1]).toBe(provider);
  });

  test('args: one line is split at blanks, of several each is one argument', async () => {
    const tail = async (args: string) => (await argumentsOf({ args, junit: '', html: '', json: '' })).args?.slice(2);
    expect(await tail('--strict  --require all')).toEqual(['--strict', '--require', 'all']);
    expect(await tail('--strict\n--require all\n--timeout=30\n')).toEqual([
      '--strict',
      '--require=all',
      '--timeout=30',
    ]);
    expect(await tail('--strict\r\n\n  --html my report.html')).toEqual(['--strict', '--html=my report.html']);
    expect(await tail('--strict --list\n*\n$(touch planted)')).toEqual(['--strict=--list', '*', '$(touch planted)']);
    expect(await tail('\n')).toEqual([]);
    expect(existsSync(join(workspace, 'planted'))).toBe(false);
  });

  test('wait-timeout is a number', async () => {
    for (const text of [...injections, '-1', '1e3', '0x10', '1 2', '9999999999', 'WAIT_ON', '1\n2']) {
      const { results } = await argumentsOf({ start: 'touch started', 'wait-timeout': text });
      expect(results[1]?.exitCode, text).toBe(2);
    }
    const { results } = await argumentsOf({ start: 'true', 'wait-timeout': '08' });
    expect(results[1]?.output).not.toMatch(/value too great/);
    expect(['started', 'planted'].filter((name) => existsSync(join(workspace, name)))).toEqual([]);
  });

  test('wait-on is looked up, and neither run nor repeated', async () => {
    for (const text of [...injections, '--eval=1', '::add-mask::e']) {
      const { results } = await argumentsOf({ start: 'true', 'wait-on': text });
      expect(results[1]?.exitCode).toBe(2);
      expect(results[1]?.output).toContain('wait-on, or url without it, is a URL');
      expect(results[1]?.output).not.toContain(text.length > 1 ? text : 'no such');
    }
    expect(existsSync(join(workspace, 'planted'))).toBe(false);
  });

  test('version is exact, or a file', async () => {
    for (const text of [
      ...injections,
      'latest',
      '^1.0.0',
      'npm:evil@1.0.0',
      '1.0.0 evil',
      '--x.tgz',
      'https://host.example/x.tgz',
    ]) {
      const { results } = await argumentsOf({ version: text });
      expect([results[0]?.exitCode, results[2]?.exitCode], text).toEqual([2, null]);
      expect(results[0]?.output).not.toMatch(/npm (error|warn)/i);
    }
    expect(existsSync(join(workspace, 'planted'))).toBe(false);
  });

  test('a log that gives commands to the runner is shown, and not obeyed', async () => {
    const lines = [
      '::add-mask::e',
      '  ::stop-commands::x',
      '##[stop-commands]y',
      'z ##vso[task.complete]',
      '\u001b[0Ksection_start:1:a',
    ];
    writeFileSync(join(workspace, 'log.txt'), `${lines.join('\n')}\nplain text\n`);
    const { results } = await argumentsOf({ start: 'cat log.txt; exit 1' });
    const shown = results[1]!.output.split('\n');
    const [, token] = /^::stop-commands::([0-9a-f-]{36})$/.exec(shown[0]!)!;
    const end = shown.indexOf(`::${token}::`);
    expect(shown.slice(end + 1).join('\n')).toMatch(/^::error title=kyc-contracts::the start command ended before/);
    const log = shown.slice(1, end);
    expect(log).toHaveLength(lines.length + 1);
    expect(log.at(-1)).toBe('plain text');
    expect(log.filter((line) => /^\s*::|##\w*\[|section_start:|\u001b/.test(line))).toEqual([]);
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
  const results = await runAction(
    { ...given, version: join(workspace, filename), args: '--phase examples' },
    workspace,
  );
  expect(codes(results), results.map(({ output }) => output).join('\n')).toEqual([0, 0, 0, 0]);
  expect(readFileSync(join(workspace, '.runner', 'env'), 'utf8')).toContain('/.runner/kyc-contracts/node_modules/');
});

describe('the page for CI systems', () => {
  test('lists every input, and its workflow gives none that is not there', () => {
    const inputs = Object.keys(action.inputs);
    const table = [...page.matchAll(/^\| `([a-z-]+)` +\| .*$/gm)].map(([, name]) => name);
    expect(table.sort()).toEqual([...inputs].sort());
    for (const name of listMocked()) expect(action.inputs.provider?.description.split(/[ ,;]+/)).toContain(name);
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
    symlinkSync(join(packageRoot, 'dist', 'src', 'cli', 'kyc-contracts.js'), join(bin, 'kyc-contracts'));
    const port = await freePort();
    const [script] = examples('sh').map((text) => text.replaceAll('4011', String(port)));
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script!], { cwd: workspace, encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
    expect(readFileSync(join(workspace, 'junit.xml'), 'utf8')).toContain('failures="0"');
    expect(await isUp(`http://127.0.0.1:${port}`)).toBe(false);
  });
});
