/** Where the reports of a command go: refused before the run, written after it, whatever became of it. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { RunningCommand } from '../support/command.js';
import { check, noRecipes, type Report } from '../../src/checker/index.js';
import type { Workflows } from '../../src/checker/phases/workflows/arazzo.js';
import { ReportCollector } from '../../src/checker/reports/check-report.js';
import { answer, document, id, serve, stopServers } from '../checker/reports/check-report.js';

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
const spec = join(folder, 'runs.json');
writeFileSync(spec, JSON.stringify(document));
afterEach(stopServers);
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
function loop(): string {
  symlinkSync(at('loop'), at('loop'));
  return at('loop');
}
const allOf = (name: string) => ['json', 'junit', 'html', 'sarif'].map((form) => at(`${name}/${form}`));
const optionsOf = (name: string) =>
  allOf(name).flatMap((file, index) => [`--${['json', 'junit', 'html', 'sarif'][index]}`, file]);

test.each([
  [
    'a folder',
    () => ['--html', folder],
    /^kyc-contracts: --html: .* cannot be written \(EISDIR\): choose another file\n$/,
  ],
  ['below a file', () => ['--junit', join(spec, 'junit.xml')], /--junit: .* cannot be written/],
  [
    'in a folder that is not there, outside the working directory',
    () => ['--sarif', at('no/such/report.sarif')],
    /--sarif: the folder .*such is not there: make it first/,
  ],
  ['recipes that are a file', () => ['--recipes', spec], /--recipes .* is a file: name the folder/],
  ['recipes that are a loop', () => ['--recipes', loop()], /--recipes .* is a loop of symbolic links/],
  ['one file for two', () => ['--json', at('same'), '--junit', at('same')], /--json and --junit cannot both write/],
])('%s: refused before anything is sent', async (_, options, sentence) => {
  let requests = 0;
  const url = await serve((request, response) => {
    requests += 1;
    answer({ id })(request, response);
  });
  const command = new RunningCommand('check', '--spec', spec, '--url', url.href, ...options());
  expect(await command.exitCode).toBe(2);
  expect(command.stderr).toMatch(sentence);
  expect(requests).toBe(0);
  expect(existsSync(at('same'))).toBe(false);
});

/** Who sends is not what is looked at here, and Dredd takes a second to load. */
const direct = ['--driver', 'direct'];

/** What has to be refused is not these servers' business: they answer every request alike. */
const onlyExamples = ['--phase', 'examples', ...direct];

test('every form is written, into folders that were not there, and agrees with the others', async () => {
  const url = await serve(answer({ id: 'none' }));
  const forms = ['json', 'junit', 'html', 'sarif'].flatMap((form) => [`--${form}`, `written/deep/${form}`]);
  const options = [...onlyExamples, ...forms];
  const command = new RunningCommand({ cwd: folder }, 'check', '--spec', spec, '--url', url.href, ...options);
  expect(await command.exitCode).toBe(1);
  const [json, junit, html, sarif] = allOf('written/deep').map((file) => readFileSync(file, 'utf8')) as string[];
  const { cases: rows } = JSON.parse(json!) as Report;
  const failed = rows.filter(({ outcome }) => outcome === 'failed').length;
  expect(failed).toBe(2);
  expect(junit).toContain(`tests="${rows.length}" failures="${failed}"`);
  expect(html).toContain(`2 of ${rows.length} passed`.replace('2 of', `${rows.length - 4} of`));
  const [run] = JSON.parse(sarif!).runs;
  expect(run.results.map(({ level }: { level: string }) => level)).toEqual(['error', 'warning']);
});

test('--strict fails what is a warning otherwise', async () => {
  const url = await serve(answer({ id }));
  const args = ['--spec', spec, '--url', url.href, ...onlyExamples];
  const run = (...more: string[]) => new RunningCommand('check', ...args, ...more).exitCode;
  expect([await run(), await run('--strict')]).toEqual([0, 1]);
});

test('Ctrl-C: every form is written and says that it is partial', async () => {
  let reached = () => {};
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  const url = await serve((request, response) => {
    if (request.url?.startsWith('/runs/')) reached();
    else answer({ id, reference: 'r' })(request, response);
  });
  mkdirSync(at('partial'));
  const command = new RunningCommand('check', '--spec', spec, '--url', url.href, ...direct, ...optionsOf('partial'));
  await isReached;
  expect(await command.stop('SIGINT')).toBe(130);
  for (const file of allOf('partial')) expect(readFileSync(file, 'utf8')).toMatch(/this report is partial/i);
});

test('a target that is down: the JUnit file says so, too', async () => {
  const command = new RunningCommand('check', '--spec', spec, '--url', 'http://127.0.0.1:1', '--junit', at('down.xml'));
  expect(await command.exitCode).toBe(3);
  expect(readFileSync(at('down.xml'), 'utf8')).toMatch(/errors="1".*cannot be reached \(ECONNREFUSED\)/s);
});

test('bad usage leaves reports as they were', async () => {
  writeFileSync(at('old.xml'), 'old');
  const command = new RunningCommand('check', 'sila', '--junit', at('old.xml'), '--html', at('new.html'));
  expect(await command.exitCode).toBe(2);
  expect(readFileSync(at('old.xml'), 'utf8')).toBe('old');
  expect(existsSync(at('new.html'))).toBe(false);
});

test('a phase that throws: what was found before is kept, and the words of the error are not', async () => {
  const url = await serve(answer({ id, reference: 'r' }));
  const options = { document, url, recipes: noRecipes, credentials: {}, honoursPrefer: false, timeout: 5 };
  let plans = 0;
  const workflows = {
    // Read for the plan, and when the phase runs: what answers always the same has no records for a second plan.
    get descriptions() {
      if ((plans += 1) > 1) throw new TypeError('Ada Example is not a function');
      return new Map();
    },
  };
  const collector = new ReportCollector();
  const selection = { phases: ['examples', 'workflows'] as const };
  const run = async () => {
    for await (const event of check({
      ...options,
      maxBodySize: 1024,
      selection,
      workflows: workflows as unknown as Workflows,
    }))
      collector.on(event);
  };
  await expect(run()).rejects.toThrow('Ada Example is not a function');
  const [report] = collector.reports;
  expect(report?.cases.map(({ outcome }) => outcome)).toContain('passed');
  expect(report?.errors).toEqual([
    { code: 'aborted', message: 'the check broke off (TypeError): this report is partial' },
  ]);
});

test('in GitHub Actions: annotations that the runner reads, and a summary', async () => {
  const url = await serve(answer({ id: 'none' }));
  process.env.GITHUB_ACTIONS = 'true';
  process.env.GITHUB_STEP_SUMMARY = at('summary.md');
  const command = new RunningCommand('check', '--spec', spec, '--url', url.href, ...onlyExamples);
  await command.exitCode;
  delete process.env.GITHUB_ACTIONS;
  delete process.env.GITHUB_STEP_SUMMARY;
  const commands = command.stdout.split('\n').filter((line) => line.startsWith('::'));
  expect(commands).toHaveLength(2);
  const [, level, title, message] = /^::(\w+) file=[^,:]*,line=\d+,col=\d+,title=([^,:]*)::(.*)$/.exec(commands[0]!)!;
  expect(level).toBe('error');
  expect(decodeURIComponent(title!)).toBe(`${spec}: startRun`);
  expect(decodeURIComponent(message!)).toMatch(
    /^body \/id: expected the format "uuid", got a string of 4 characters\nin startRun 200, and in 1 more case\n/,
  );
  expect(commands[1]).toMatch(/^::warning /);
  expect(readFileSync(at('summary.md'), 'utf8')).toContain('got a string of 4 characters');
});

test.each([
  [['check', 'sila', '--urll', 'http://127.0.0.1:9'], "unknown option '--urll'"],
  [['check', 'sila'], 'name the implementation to check%3A --url http%3A//127.0.0.1%3A4010'],
])('in GitHub Actions: wrong usage is shown with the run › %j', async (args, message) => {
  process.env.GITHUB_ACTIONS = 'true';
  const command = new RunningCommand(...args);
  expect(await command.exitCode).toBe(2);
  delete process.env.GITHUB_ACTIONS;
  expect(command.stdout).toBe(`::error title=kyc-contracts::${decodeURIComponent(message)}\n`);
});
