/** `npm run drift`: claims of newly read pages against a document, and sources that nobody has read for long. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compareClaims, readClaims, renew } from '../../scripts/drift/claims.js';
import { findUnreadSources } from '../../scripts/lint.js';
import { RunningCommand } from '../support/command.js';

const document = {
  paths: {
    '/users': {
      post: {
        operationId: 'addUser',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } } },
      },
    },
  },
  components: {
    schemas: {
      User: { allOf: [{ $ref: '#/components/schemas/Named' }] },
      Named: { properties: { name: { maxLength: 40 } } },
    },
  },
};
const sources = { page: { title: 'Page', read: '2026-01-01' }, other: { title: 'Other', read: '2026-01-01' } };
const at = '/requestBody/content/application~1json/schema/properties/name';
const claim = (more: object) => ({
  page: 'page',
  date: '2026-11-26',
  operation: 'addUser',
  pointer: `${at}/maxLength`,
  value: 40,
  ...more,
});
const verdictsOf = (...claims: object[]) =>
  compareClaims(document, readClaims(JSON.stringify(claims), 'claims.yaml', sources)).map(({ verdict }) => verdict);

test('what a page says is confirmed, has moved, or is new', () => {
  expect(
    verdictsOf(
      claim({}),
      claim({ value: 50 }),
      claim({ pointer: `${at}/pattern`, value: '^a' }),
      claim({ operation: 'gone' }),
    ),
  ).toEqual(['confirmed', 'moved', 'new', 'new']);
});

test('a page that says nothing of a clause any more', () => {
  expect(verdictsOf(claim({ value: undefined }), claim({ pointer: `${at}/gone`, value: undefined }))).toEqual([
    'moved',
    'confirmed',
  ]);
});

test('the day of a page is renewed where all of its claims are confirmed', () => {
  const text =
    "# Pages\npage:\n  title: Page\n  read: '2026-01-01' # by hand\n\nother:\n  title: Other\n  read: '2026-01-01'\n";
  const claims = readClaims(
    JSON.stringify([claim({}), claim({ page: 'other' }), claim({ page: 'other', value: 1 })]),
    'f',
    sources,
  );
  expect(renew(text, compareClaims(document, claims))).toEqual({
    text: text.replace("'2026-01-01' # by hand", "'2026-11-26' # by hand"),
    renewed: ['page'],
  });
});

test.each(['"', ''])('it may stand between other quotes: %j', (quote) => {
  const text = `page:\n  title: Page\n  read: ${quote}2026-01-01${quote}\n`;
  const confirmed = compareClaims(document, readClaims(JSON.stringify([claim({})]), 'f', sources));
  expect(renew(text, confirmed)).toEqual({ text: text.replace('2026-01-01', '2026-11-26'), renewed: ['page'] });
});

test.each([
  ['{', /not well-formed YAML/],
  ['a: 1', /expected a list/],
  ['[1]', /claim 1 is no object/],
  ['[{ page: nowhere }]', /claim 1: "nowhere" is not in spec\/sources\.yaml/],
  ["[{ page: page, date: '2026-13-99' }]", /date has to be a day/],
  ["[{ page: page, date: '2026-02-31' }]", /date has to be a day/],
  ["[{ page: page, date: '2999-01-01' }]", /date has to be a day.* and not to come/],
  ["[{ page: page, date: '2026-11-26', pointer: a }]", /has to be a JSON Pointer/],
  ["[{ page: page, date: '2026-11-26', pointer: /a, valeu: 1 }]", /"valeu" is no part/],
])('refuses %j', (text, message) => {
  expect(() => readClaims(text, 'claims.yaml', sources)).toThrow(message);
});

test.each(['2026-02-31', '2999-01-01', 'lately'])('a source cannot have been read on %s', (read) => {
  expect(findUnreadSources({ page: { title: 'Page', read } })).toEqual([
    `spec/sources.yaml: page cannot have been read on ${read}: correct the day`,
  ]);
});

test('a source that nobody has read for a year is reported', () => {
  expect(findUnreadSources(sources, new Date('2026-12-31'))).toEqual([]);
  expect(findUnreadSources({ page: sources.page }, new Date('2027-02-01'))[0]).toMatch(
    /^spec\/sources\.yaml: page was last read on 2026-01-01/,
  );
});

const folder = mkdtempSync(join(tmpdir(), 'drift-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the verb tells and exits', async () => {
  const file = join(folder, 'claims.yaml');
  writeFileSync(
    file,
    "- { page: alfred-my-info, date: '2026-11-26', operation: nobody, pointer: /summary, value: A }\n",
  );
  const command = new RunningCommand('drift', 'alfred', '--claims', file);
  expect(await command.exitCode).toBe(1);
  expect(command.stdout).toBe(
    'moved (0)\nnew (1)\n  alfred-my-info: nobody is no operation of the document\nconfirmed (0)\n',
  );
});
