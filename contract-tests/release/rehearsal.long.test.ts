/**
 * A release, rehearsed: in a clone of this repository as it is, every step of the workflow that a machine without GitHub
 * can take, with a registry on loopback, a `gh` that only notes what it is told, and a bare repository to push to.
 */
import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../src/openapi/providers.js';
import { HttpServer, json } from '../support/http-server.js';
import { copyTree } from './copy-tree.js';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'rehearsal-'));
const clone = join(root, 'clone');
const bin = join(root, 'bin');
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: clone, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const commit = (message: string) =>
  git('-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '--quiet', '--all', '--message', message);

beforeAll(() => {
  mkdirSync(clone);
  copyTree(clone, true);
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '.');
  commit('All of it');
  mkdirSync(bin);
  writeFileSync(join(bin, 'gh'), '#!/bin/sh\nprintf "%s\\n" "$@" >"$GH_NOTES"\n');
  chmodSync(join(bin, 'gh'), 0o755);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Output {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** As the runner has it: bash, which ends at the first failure. */
const shell = (script: string, env: Record<string, string> = {}): Promise<Output> =>
  new Promise((resolve) => {
    const options = {
      cwd: clone,
      env: { ...process.env, PATH: `${bin}:${process.env['PATH']}`, ...env },
      maxBuffer: 1 << 26,
    };
    execFile('bash', ['-e', '-o', 'pipefail', '-c', script], options, (error, stdout, stderr) =>
      resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

test('nothing is published from here', async () => {
  const { exitCode, stderr } = await shell('npm run -s release');
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    'kyc-contracts: only --dry-run: what publishes is a pushed tag (.github/workflows/release.yml)\n',
  );
});

test('a dry run makes what would be published, and says what it skipped', async () => {
  const { exitCode, stdout, stderr } = await shell('npm run -s release -- --dry-run --skip test build site');
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  expect(exitCode).toBe(0);
  const lines = stdout.split('\n').filter((line) => !line.startsWith('   '));
  expect(lines.map((line) => line.replace(/\d{3,} files/, 'N files'))).toEqual([
    'Release 0.2.0 (last: 0.1.0)',
    'tests    SKIPPED',
    'build    SKIPPED: dist/ as it is',
    'npm      release/kyc-contracts-0.2.0.tgz, N files, with provenance (npm publish --provenance --access public)',
    'site     SKIPPED',
    'release  v0.2.0 with release/NOTES.md, the archive and 0 collections',
    'action   the tag v0 moves to v0.2.0',
    'then     documents of 0.2.0 into releases/0.2.0/, and spec/CHANGELOG.yaml empty',
    expect.stringMatching(/^before {3}name "repository" in package\.json: npm refuses `--provenance`/),
    'Nothing was published.',
    '',
  ]);
  const archive = join(clone, 'release', 'kyc-contracts-0.2.0.tgz');
  const packed = (file: string) => execFileSync('tar', ['-xzOf', archive, `package/${file}`], { encoding: 'utf8' });
  expect(JSON.parse(packed('package.json'))).toMatchObject({ version: '0.2.0' });
  expect(JSON.parse(packed('generated/sila/openapi.json'))).toMatchObject({ info: { version: '0.2.0' } });
  expect(JSON.parse(packed('releases/0.1.0/sila.json'))).toMatchObject({ info: { version: '0.1.0' } });
  expect(readFileSync(join(clone, 'release', 'NOTES.md'), 'utf8')).toMatch(
    /^# 0\.2\.0\n[^]*\*\*sila\*\*[^]*## Package\n\n- /,
  );
  // Nothing else of the clone has changed.
  expect(git('status', '--porcelain')).toBe('');
});

test.each([
  ['--dry-run --tag v9.9.9', 'the tag is v9.9.9 and package.json says 0.2.0', 1],
  ['--dry-run --skip tests', '--skip tests: choose test or build or site', 2],
])('%s is refused in a sentence', async (flags, message, code) => {
  const { exitCode, stderr } = await shell(`npm run -s release -- ${flags}`);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(exitCode).toBe(code);
});

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
}
const workflow = parse(readFileSync(join(packageRoot, '.github/workflows/release.yml'), 'utf8')) as {
  jobs: Record<string, { steps: Step[] }>;
};

describe('the steps of the workflow, on a tag', () => {
  const tag = 'v0.2.0';
  const registry = new HttpServer();
  const steps = Object.entries(workflow.jobs).flatMap(([job, { steps: list }]) =>
    list.map((step) => ({ job, ...step })),
  );
  const run = (start: string) => {
    const [found, ...others] = steps.filter((step) => step.run?.startsWith(start));
    expect(others).toEqual([]);
    taken.add(found!.run!);
    return found!.run!;
  };
  const taken = new Set<string>();
  const env = { GITHUB_REF_NAME: tag, GITHUB_REPOSITORY: 'owner/kyc-contracts', GH_NOTES: join(root, 'gh.txt') };

  beforeAll(async () => {
    execFileSync('git', ['init', '--quiet', '--bare', join(root, 'origin.git')]);
    git('remote', 'add', 'origin', join(root, 'origin.git'));
    git('tag', tag);
    git('push', '--quiet', 'origin', 'main', tag);
    await registry.start();
  });
  afterAll(() => registry.close());

  test('npm ci: the lock file is that of package.json', async () => {
    // Installed for good it is by whoever runs these tests.
    const { exitCode, stderr } = await shell(`${run('npm ci')} --dry-run --offline --ignore-scripts`);
    expect(stderr).not.toContain('npm error');
    expect(exitCode).toBe(0);
  });

  test('the dry run takes the tag, in place', async () => {
    const { exitCode, stdout } = await shell(`${run('npm run release')} --skip test build site`, env);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Release 0.2.0 (last: 0.1.0)\n');
    expect(git('status', '--porcelain')).toBe('');
  });

  test('what is uploaded is what the dry run makes', () => {
    const uploads = steps.filter(({ uses }) => /^actions\/upload-/.test(uses ?? '')).map((step) => step.with!['path']);
    expect(uploads).toEqual(['release', 'release/site']);
    expect(existsSync(join(clone, 'release', 'kyc-contracts-0.2.0.tgz'))).toBe(true);
  });

  test('npm publish sends the archive, and makes provenance only on GitHub', async () => {
    registry.reset(json(404, {}), json(201, {}));
    const where = { npm_config_registry: registry.url, npm_config_userconfig: join(root, 'npmrc') };
    writeFileSync(where.npm_config_userconfig, `//${new URL(registry.url).host}/:_authToken=fake-token\n`);
    const script = run('npm publish');
    const outside = await shell(script, where);
    expect(outside.stderr).toMatch(/provenance/i);
    expect(outside.exitCode).not.toBe(0);
    expect(registry.received.filter(({ method }) => method === 'PUT')).toEqual([]);

    const { exitCode, stderr } = await shell(script.replace(' --provenance', ''), where);
    expect(stderr).not.toContain('npm error');
    expect(exitCode).toBe(0);
    const sent = registry.received.filter(({ method }) => method === 'PUT');
    expect(sent.map(({ url }) => url)).toEqual(['/kyc-contracts']);
    const body = JSON.parse(sent[0]!.body) as {
      access: string;
      versions: object;
      _attachments: Record<string, { data: string }>;
    };
    expect([body.access, Object.keys(body.versions)]).toEqual(['public', ['0.2.0']]);
    const [attached] = Object.values(body._attachments);
    expect(Buffer.from(attached!.data, 'base64')).toEqual(
      readFileSync(join(clone, 'release', 'kyc-contracts-0.2.0.tgz')),
    );
  });

  test('the release has notes, archive and collections', async () => {
    // Of the site, which this run has skipped.
    for (const name of ['sila', 'alfred'])
      writeFileSync(join(clone, 'release/collections', `${name}-postman.json`), '{}');
    expect((await shell(run('gh release'), env)).exitCode).toBe(0);
    const told = readFileSync(env.GH_NOTES, 'utf8').trim().split('\n');
    expect(told).toEqual([
      ...['release', 'create', tag, '--verify-tag', '--notes-file', 'release/NOTES.md'],
      'release/kyc-contracts-0.2.0.tgz',
      ...['release/collections/alfred-postman.json', 'release/collections/sila-postman.json'],
    ]);
    for (const file of told.slice(5))
      expect(readdirSync(join(clone, 'release')).length && existsSync(join(clone, file))).toBe(true);
  });

  test('the tag of the action moves to the release', async () => {
    expect((await shell(run('git tag'), env)).exitCode).toBe(0);
    const at = (name: string) => git('ls-remote', 'origin', `refs/tags/${name}`).split('\t')[0];
    expect(at('v0')).toBe(at(tag));
    expect(at('v0')).toMatch(/^[0-9a-f]{40}$/);
  });

  test('no step was left out, but those that are actions of GitHub', () => {
    expect(steps.filter((step) => step.run !== undefined && !taken.has(step.run))).toEqual([]);
    expect(taken.size).toBe(5);
  });
});

describe('a deliberately breaking change of spec/ is refused before any slow test', () => {
  const refused = async (provider: string) => {
    const generated = await shell(`npm run -s generate -- ${provider}`);
    expect(generated.exitCode, generated.stderr).toBe(0);
    const { exitCode, stdout, stderr } = await shell('npm run -s changes -- --check');
    expect(stdout).toBe('');
    expect(exitCode).toBe(1);
    return stderr;
  };
  const edit = (file: string, change: (text: string) => string) => {
    const before = readFileSync(join(clone, file), 'utf8');
    expect(change(before)).not.toBe(before);
    writeFileSync(join(clone, file), change(before));
  };

  afterEach(() => void git('checkout', '--quiet', '.'));

  test('of a document without an entry', async () => {
    const changelog = readFileSync(join(clone, 'spec/CHANGELOG.yaml'), 'utf8');
    writeFileSync(join(clone, 'spec/CHANGELOG.yaml'), changelog.replace(/^ {2}sandbox:\n(?: {4}.*\n)+/m, ''));
    edit('spec/sandbox/paths/advanceClock.yaml', (text) => text.replace(/operationId: \w+/, 'operationId: moveClock'));
    expect(await refused('sandbox')).toMatch(
      /^kyc-contracts: sandbox has \d+ breaking and \d+ compatible changes since 0\.1\.0 \(a major step, such as POST \/\S+: .+\), and spec\/CHANGELOG\.yaml has no entry for it: add its step and a sentence\n$/,
    );
  });

  test('of one whose entry tells of other changes', async () => {
    edit('spec/alfred/schemas/MyInfoRequest.yaml', (text) => text.replace(/^required: \[/m, 'required: [user, '));
    expect(await refused('alfred')).toMatch(
      /^kyc-contracts: docs\/guides\/changes\.md does not tell what changed since 0\.1\.0 \(alfred has \d+ breaking .+\): run "npm run changes"\n$/,
    );
  });

  test('under the version of a release that had other documents', async () => {
    edit('package.json', (text) => text.replace('"version": "0.2.0"', '"version": "0.1.0"'));
    for (const command of ['changes -- --check', 'release -- --dry-run --skip test build site']) {
      const { exitCode, stderr } = await shell(`npm run -s ${command}`);
      expect(stderr).toBe(
        'kyc-contracts: the changes since the last release need 0.2.0, and package.json says 0.1.0: npm version --no-git-tag-version 0.2.0, and npm run generate\n',
      );
      expect(exitCode).toBe(1);
    }
  });

  test('npm test asks for it before it builds or tests anything', async () => {
    edit('spec/CHANGELOG.yaml', (text) => text.replace(/^ {2}sandbox:\n(?: {4}.*\n)+/m, ''));
    const { exitCode, stderr } = await shell('npm test');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^changes: FAILED/m);
    expect(stderr).not.toMatch(/^build/m);
  });
});
