/** What spec/ changes has to be owned up to: the step and a sentence, or `npm run changes -- --check` refuses it. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderPage } from '../../scripts/changes/page.js';
import {
  changesSince,
  findMissing,
  lastRelease,
  neededStep,
  nextVersion,
  type Entry,
} from '../../scripts/changes/steps.js';
import { diffDocuments } from '../../src/diff/diff.js';
import type { JsonObject } from '../../src/openapi/document.js';
import { generatedPath, packageRoot } from '../../src/openapi/providers.js';

const release = lastRelease();
const released = () =>
  JSON.parse(readFileSync(join(packageRoot, 'releases', release, 'alfred.json'), 'utf8')) as {
    components: { schemas: { MyInfoResponse: JsonObject; MyInfoRequest: JsonObject } };
  };

/** The document of the last release with something changed in it. */
async function reportOf(change: (document: ReturnType<typeof released>) => void) {
  const document = released();
  change(document);
  return new Map([
    ['alfred', await diffDocuments(released() as unknown as JsonObject, document as unknown as JsonObject)],
  ]);
}

const entry = (step: Entry['step']) => new Map([['alfred', { step, says: 'A sentence.' }]]);

test('a deliberately breaking change without an entry, or with a smaller step, is refused in a sentence', async () => {
  const reports = await reportOf(({ components }) =>
    (components.schemas.MyInfoRequest.required as string[]).push('newcomer'),
  );
  expect(neededStep(reports.get('alfred')!)).toBe('major');
  const said = `alfred has 1 breaking and 0 compatible changes since ${release} (a major step, such as POST /my-info: member newcomer became required)`;
  expect(findMissing(release, reports, new Map())).toEqual([
    `${said}, and spec/CHANGELOG.yaml has no entry for it: add its step and a sentence`,
  ]);
  expect(findMissing(release, reports, entry('minor'))).toEqual([
    `${said}, and spec/CHANGELOG.yaml calls it minor: say major, or take the change back`,
  ]);
  expect(findMissing(release, reports, entry('major'))).toEqual([]);
});

test('words need an entry, and a patch will do', async () => {
  const reports = await reportOf(({ components }) => (components.schemas.MyInfoRequest.description = 'Other words.'));
  expect(findMissing(release, reports, new Map())).toHaveLength(1);
  expect(findMissing(release, reports, entry('patch'))).toEqual([]);
});

test('what did not change needs no entry', async () => {
  expect(findMissing(release, await reportOf(() => {}), new Map())).toEqual([]);
});

test('a document that is gone is a major step, and a new one a minor step with its sentence on the page', async () => {
  const root = mkdtempSync(join(tmpdir(), 'changes-'));
  const folder = join(root, 'releases', '0.0.1');
  mkdirSync(folder, { recursive: true });
  for (const provider of ['alfred', 'sandbox', 'sila', 'gone'])
    copyFileSync(
      generatedPath(provider === 'gone' ? 'alfred' : provider, 'openapi.json'),
      join(folder, `${provider}.json`),
    );
  const reports = await changesSince('0.0.1', root);
  rmSync(root, { recursive: true });
  expect([...reports].map(([provider, report]) => [provider, neededStep(report)])).toEqual([
    ['alfred', undefined],
    ['alfred-customers', 'minor'],
    ['gone', 'major'],
    ['sandbox', undefined],
    ['sila', undefined],
  ]);
  expect(findMissing('0.0.1', reports, new Map()).map((sentence) => sentence.split(' ', 1)[0])).toEqual([
    'alfred-customers',
    'gone',
  ]);
  const page = await renderPage(
    '0.0.1',
    reports,
    new Map([['alfred-customers', { step: 'minor', says: 'It is new.' }]]),
  );
  expect(page).toContain('## alfred-customers since 0.0.1 {#alfred-customers}\n\nIt is new. (minor step)');
});

test.each([
  ['0.1.0', 'major', '0.2.0'],
  ['0.1.0', 'minor', '0.2.0'],
  ['0.1.4', 'patch', '0.1.5'],
  ['1.2.3', 'major', '2.0.0'],
  ['1.2.3', 'minor', '1.3.0'],
] as const)('after %s a %s step is %s', (version, step, next) => {
  expect(nextVersion(version, step)).toBe(next);
});
