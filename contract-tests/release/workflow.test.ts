/** The release as far as it goes without GitHub: version, notes, and what the workflow may do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkTag, checkVersion, isAtLeast, renderNotes, versionFor } from '../../scripts/release/notes.js';
import { packageRoot } from '../../src/openapi/providers.js';

interface Workflow {
  permissions: object;
  jobs: Record<string, { permissions: Record<string, string>; steps: { uses?: string; run?: string }[] }>;
}

const text = readFileSync(join(packageRoot, '.github/workflows/release.yml'), 'utf8');
const workflow = parse(text) as Workflow;
const jobs = Object.entries(workflow.jobs);

test('every action is pinned by its commit', () => {
  const used = jobs.flatMap(([, { steps }]) => steps.flatMap(({ uses }) => uses ?? []));
  expect(used.length).toBeGreaterThan(5);
  for (const name of used) expect(name).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
});

test('a job may do no more than it does', () => {
  expect(workflow.permissions).toEqual({});
  expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
    build: { contents: 'read' },
    package: { contents: 'read', 'id-token': 'write' },
    site: { pages: 'write', 'id-token': 'write' },
    notes: { contents: 'write' },
  });
});

test('no script has anything of the event written into it', () => {
  for (const [, { steps }] of jobs) for (const { run } of steps) expect(run ?? '').not.toContain('${{');
});

test('its npm scripts exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { scripts: object };
  const called = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  expect(called).toContain('release');
  for (const name of called) expect(scripts).toHaveProperty(name);
});

test('the version is as the gravest change of a document asks for', () => {
  expect(versionFor('0.1.0', ['patch', 'major', undefined])).toBe('0.2.0');
  expect(versionFor('1.1.0', ['patch', 'minor'])).toBe('1.2.0');
  expect(versionFor('1.1.0', [undefined])).toBe('1.1.1');
  expect(() => checkVersion('0.2.0', '0.2.0')).not.toThrow();
  expect(() => checkVersion('0.1.1', '0.2.0')).toThrow('need 0.2.0, and package.json says 0.1.1');
  expect(() => checkTag('v0.2.0', '0.2.0')).not.toThrow();
  expect(() => checkTag('v0.3.0', '0.2.0')).toThrow('the tag is v0.3.0 and package.json says 0.2.0');
});

test('a prerelease is refused, and has no fourth number', () => {
  expect(() => checkTag('v0.2.0-rc.1', '0.2.0-rc.1')).toThrow('says 0.2.0-rc.1: a release has three numbers');
  expect(() => checkTag('v0.2.0-1', '0.2.0-1')).toThrow('is no prerelease');
  expect(isAtLeast('0.2.0-rc.1', '1.0.0')).toBe(false);
  expect(isAtLeast('1.0.0-rc.1', '0.2.0')).toBe(true);
});

test('the notes are the unreleased part of the changelog, and a line a document', () => {
  const report = {
    versions: { old: '', new: '' },
    summary: { breaking: 1, compatible: 0, documentation: 2, evidence: 0 },
    changes: [],
  };
  const changelog = '# Changelog\n\n## Unreleased\n\n- One.\n\n## 0.1.0\n\n- Zero.\n';
  const notes = renderNotes(
    '0.2.0',
    changelog,
    new Map([['sila', report]]),
    new Map([['sila', { step: 'major', says: 'More.' }]]),
  );
  expect(notes).toBe(
    '# 0.2.0\n\n## Documents\n\n- **sila**: More. (1 breaking, 0 compatible, 2 of words, 0 of evidence)\n\n## Package\n\n- One.\n',
  );
});
