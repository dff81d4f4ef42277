/** The phase of the workflows, on the sandbox: every step of every workflow, and what becomes of a workflow that breaks. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { listMocked, packageRoot } from '../../src/openapi/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { listen, type Listening } from '../../src/http/listen.js';
import { RunningCommand } from '../support/command.js';
import { documentOf } from '../support/generated.js';
import {
  checkContract,
  readRecipes,
  readWorkflows,
  type CheckOptions,
  type CaseResult,
  type Report,
} from '../../src/checker/index.js';

const root = mkdtempSync(join(tmpdir(), 'kyc-workflows-'));
const open: Listening[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));
afterAll(() => rmSync(root, { recursive: true }));

type Change = (path: string, body: any) => Response | undefined;

/** @param change An answer in place of the sandbox's, to some requests. */
async function check(
  provider: string,
  more: Partial<CheckOptions> = {},
  change: Change = () => undefined,
  settings: Parameters<typeof createSandbox>[0] = {},
): Promise<CaseResult[]> {
  const sandbox = createSandbox(settings);
  const fetch = async (request: Request) => {
    const response = await sandbox.fetch(request);
    const { pathname } = new URL(request.url);
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    return (!pathname.startsWith('/_sandbox/') && change(pathname, body)) || response;
  };
  const server = await serveSandbox({ ...sandbox, fetch } as typeof sandbox, { port: 0 });
  open.push(server);
  const urls = sandboxUrls(server.url);
  const folder = join(packageRoot, 'spec', provider);
  const { cases, errors } = await checkContract({
    document: documentOf(provider),
    url: new URL(urls.get(provider) as string),
    recipes: readRecipes(join(folder, 'recipes')),
    workflows: readWorkflows(join(folder, 'workflows')),
    credentials: {},
    honoursPrefer: false,
    control: { document: documentOf('sandbox'), url: new URL(urls.get('control') as string) },
    selection: { phases: ['workflows'] },
    timeout: 10,
    maxBodySize: 1024 * 1024,
    ...more,
  });
  expect(errors.filter(({ code }) => code !== 'nothing-exercised')).toEqual([]);
  return cases;
}

const told = (rows: readonly CaseResult[], workflow: string) =>
  rows
    .filter((row) => row.case?.startsWith(`${workflow}/`))
    .map((row) => `${row.case?.slice(workflow.length + 1)} ${row.status} ${row.outcome}`);

/** A folder with some of a provider's workflows. */
function workflowsOf(provider: string, names: readonly string[]) {
  const folder = mkdtempSync(join(root, 'workflows-'));
  for (const name of names) {
    cpSync(join(packageRoot, 'spec', provider, 'workflows', name), join(folder, name), { recursive: true });
  }
  return readWorkflows(folder);
}

const withWorkflows = listMocked().filter((name) => existsSync(join(packageRoot, 'spec', name, 'workflows')));

test.each(withWorkflows)('%s: every step of every workflow passes, and can again', async (provider) => {
  const rows = await check(provider);
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(rows).toHaveLength({ alfred: 9, 'alfred-customers': 20, sila: 58 }[provider] as number);
});

test('a verification may take minutes: what the workflows send does not grow old', async () => {
  const slow = { settings: { sila: { verificationDelay: 200 } } };
  const rows = await check('sila', {}, undefined, slow);
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});

const kycToPassed = () => workflowsOf('sila', ['kycToPassed.arazzo.yaml', 'signUp.arazzo.yaml', 'run.yaml']);

test('a media type has no case', async () => {
  const rows = await check('sila', { workflows: kycToPassed() }, (path, body) =>
    path === '/0.2/auth_token'
      ? Response.json(body, { headers: { 'content-type': 'Application/JSON; Charset=UTF-8' } })
      : undefined,
  );
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});

describe('a workflow that breaks', () => {
  test('what the document says is validated at each step, and the workflow goes on', async () => {
    const rows = await check('sila', { workflows: kycToPassed() }, (path, body) =>
      path.startsWith('/0.2/get_verifications/') ? Response.json({ ...body, verification_id: 'no-uuid' }) : undefined,
    );
    expect(told(rows, 'kycToPassed').at(-1)).toBe('awaitPassed 200 failed');
    const row = rows.find((one) => one.case === 'kycToPassed/awaitPassed');
    expect(row?.violations).toMatchObject([
      { kind: 'body', pointer: '/verification_id', message: expect.stringContaining('uuid') },
    ]);
  });

  test('what the workflow asks for ends it there, and the steps after that say why they were not exercised', async () => {
    const rows = await check('sila', { workflows: kycToPassed() }, (path, body) =>
      path === '/0.2/kyc' ? Response.json({ ...body, success: true, message: 'Ada' }, { status: 200 }) : undefined,
    );
    expect(told(rows, 'kycToPassed')).toEqual([
      'signUp/askForToken 200 passed',
      'signUp/register 200 passed',
      'start 202 failed',
      'awaitPassed 200 skipped',
    ]);
    const [stopped, left] = rows.filter((one) => /kycToPassed\/(start|awaitPassed)$/.test(one.case ?? ''));
    expect(stopped?.violations).toMatchObject([{ kind: 'workflow', message: 'expected $statusCode == 202, got 200' }]);
    expect(left?.reason).toBe('the workflow ended at kycToPassed/start');
    expect(JSON.stringify(rows)).not.toContain('Ada');
  });

  test('a verdict that never comes', async () => {
    const rows = await check('sila', { workflows: kycToPassed() }, (path, body) =>
      path.startsWith('/0.2/get_verifications/') && body.success
        ? Response.json({ ...body, verification_status: 'pending' })
        : undefined,
    );
    expect(told(rows, 'kycToPassed').at(-1)).toBe('awaitPassed 200 failed');
  });

  test('an answer that does not come is told as that', async () => {
    const rows = await check('sila', { workflows: kycToPassed(), maxBodySize: 300 });
    const row = rows.find((one) => one.outcome === 'failed');
    expect(row?.violations).toMatchObject([{ kind: 'transport', message: expect.stringContaining('larger than') }]);
  });

  test('--bail: no further process is begun', async () => {
    // Without a clock to move, few of those that wait are in one process.
    const rows = await check('sila', { bail: true, control: undefined }, (path) =>
      path === '/0.2/auth_token' ? Response.json({}, { status: 500 }) : undefined,
    );
    expect(rows.at(-1)?.reason).toBe('the run stopped at the first failure (--bail)');
  });
});

describe('what is not run says why', () => {
  test('a target that honours Prefer', async () => {
    const rows = await check('alfred', { honoursPrefer: true });
    expect(rows[0]).toMatchObject({ outcome: 'skipped', reason: expect.stringContaining('keeps no state') });
  });

  test('a credential that nobody has given', async () => {
    const recipes = { ...readRecipes('spec/alfred/recipes'), credentials: {} };
    const rows = await check('alfred', { recipes });
    expect(rows[0]?.reason).toBe('it takes a credential: set KYC_CONTRACTS_API_KEY');
  });

  test('an input that nothing has', async () => {
    const file = readFileSync(join(packageRoot, 'spec/sila/workflows/signUp.arazzo.yaml'), 'utf8');
    const folder = mkdtempSync(join(root, 'workflows-'));
    writeFileSync(join(folder, 'x.arazzo.yaml'), file.replace(/ +default: sign_up_example\n/, ''));
    const [row] = await check('sila', { workflows: readWorkflows(folder) });
    expect(row?.reason).toBe('nothing says what its input "userHandle" is');
  });
});

describe('workflows that cannot be used: exit code 2, with the file', () => {
  test.each([
    ['no Arazzo', 'x.arazzo.yaml', 'openapi: 3.1.1', /x\.arazzo\.yaml: this is no Arazzo description/],
    ['an unknown part of run.yaml', 'run.yaml', 'input: {}', /run\.yaml:1:1 "[^"]+" is no part of/],
    [
      'a step of an unknown operation',
      'x.arazzo.yaml',
      JSON.stringify({
        arazzo: '1.0.1',
        sourceDescriptions: [{ name: 'api', type: 'openapi', url: 'x.yaml' }],
        workflows: [{ workflowId: 'w', steps: [{ stepId: 's', operationId: 'nothing' }] }],
      }),
      /x\.arazzo\.yaml: the step w\/s names "nothing", which is no operation of the document/,
    ],
  ])('%s', async (_, name, content, sentence) => {
    const folder = mkdtempSync(join(root, 'workflows-'));
    writeFileSync(join(folder, name), content);
    const refused = await (async () => check('alfred', { workflows: readWorkflows(folder) }))().catch((error) => error);
    expect(refused).toMatchObject({ name: 'CliError', exitCode: 2, message: expect.stringMatching(sentence) });
  });
});

test('two checks at once, workflows included, do not disturb each other', async () => {
  const [alfred, sila] = await Promise.all([check('alfred'), check('sila', { workflows: kycToPassed() })]);
  expect([...alfred, ...sila].filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});

test('Ctrl-C in a workflow: a partial report, exit code 130, no process and no file left behind', async () => {
  const temporary = join(root, 'temporary');
  mkdirSync(temporary);
  let asked: () => void;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/my-info')) asked();
    else response.writeHead(404).end();
  });
  const target = await listen(server, { name: 'the target', port: 0 });
  open.push(target);
  const report = join(root, 'report.json');
  const flags = ['--phase', 'workflows', '--prefer', 'never', '--no-control', '--json', report];
  const command = new RunningCommand({ env: { TMPDIR: temporary } }, 'check', 'alfred', '--url', target.url, ...flags);
  await isAsked;
  expect(await command.stop('SIGINT')).toBe(130);
  const { cases: rows, errors } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  expect(rows[0]).toMatchObject({ outcome: 'skipped', reason: 'the run ended before this case' });
  expect(errors).toContainEqual({ code: 'interrupted', message: 'the run was interrupted: this report is partial' });
  expect(readdirSync(temporary).filter((name) => /respect|workflows/.test(name))).toEqual([]);
  expect(execFileSync('ps', ['-eo', 'args']).toString()).not.toContain(temporary);
});
