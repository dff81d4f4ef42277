/** The HTML page in a real browser, from the disk: it shows what was covered, filters, and asks nobody for anything. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchOffline } from '../support/chromium.js';
import { Witness } from '../support/witness.js';
import { renderHtml } from '../../src/checker/reports/html.js';
import { answer, reportOf, stopServers } from './reports/check-report.js';

// A browser on a busy machine takes its time.

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
const file = join(folder, 'report.html');
const planted = '/<img src=x onerror=console.error(1)>"\'';
let browser: Browser;
let page: Page;
let witness: Witness;

beforeAll(async () => {
  const report = await reportOf(answer({ id: 'none', state: 'passed' }));
  // A member's name is the implementation's to choose.
  report.cases[0]?.violations.push({
    code: 'body-additional',
    kind: 'body',
    pointer: planted,
    message: 'is not allowed here',
    clause: '',
  });
  writeFileSync(file, renderHtml([report]));
  browser = await launchOffline();
});

afterAll(async () => {
  stopServers();
  await browser?.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  witness = await Witness.of(page);
  await page.goto(pathToFileURL(file).href);
});

afterEach(async () => {
  await page.close();
  expect(witness.requests).toEqual([pathToFileURL(file).href]);
  expect(witness.errors).toEqual([]);
});

const shown = (selector: string) =>
  page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));

test('every operation, status, case and clause is there, in its colour', async () => {
  expect(await shown('.operation strong')).toEqual(['startRun', 'getRun']);
  expect(await shown('.operation h3')).toEqual([
    '200 1 validated',
    '400 0 validated',
    '200 1 validated',
    '404 0 validated',
  ]);
  const first = page.locator('.operation').first();
  for (const [text, state] of [
    ['/id', 'broken'],
    ['/state', 'ok'],
    ['/state = "passed"', 'ok'],
    ['/state = "pending"', 'grey'],
    ['/result is 1', 'grey'],
  ]) {
    expect(await first.getByText(text!, { exact: true }).getAttribute('data-state')).toBe(state);
  }
  const colours = await first
    .locator('li[data-state]')
    .evaluateAll((all) => all.map((one) => [(one as HTMLElement).dataset.state, getComputedStyle(one).color]));
  expect(new Set(colours.map(String)).size).toBe(3);
});

test('what an implementation names its members is text', async () => {
  expect((await shown('.violation summary')).join('\n')).toContain(`body ${planted}: is not allowed here`);
  expect(await page.locator('img').count()).toBe(0);
});

test('a filter leaves what it names', async () => {
  await page.getByLabel('Broken').check();
  expect(new Set(await shown('.clauses li'))).toEqual(new Set(['/id', '/reference']));
  expect(await shown('.operation h3')).toEqual(['200 1 validated', '200 1 validated']);
  await page.getByLabel('Kept').check();
  expect(await shown('.violation')).toEqual([]);
  expect(await shown('.clauses li')).toEqual(['/state', '/state = "passed"', '/state', '/state = "passed"']);
});

test('the search finds operations and clauses', async () => {
  await page.getByLabel('Operation or clause').fill('getrun');
  expect(await shown('.operation strong')).toEqual(['getRun']);
  await page.getByLabel('Operation or clause').fill('score');
  expect(await shown('.clauses li')).toEqual(['/result/score', '/result/score']);
});

test('a finding opens to its place and a command', async () => {
  await page.locator('.violation summary').first().click();
  const text = await page.locator('.violation').first().innerText();
  expect(text).toContain('#/components/schemas/Run/properties/id/format');
  expect(text).toContain('curl ');
});

test.each(['light', 'dark'] as const)('is %s for a reader who likes that', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(Number(/\d+/.exec(colour)?.[0]) > 127).toBe(colorScheme === 'light');
});

test('on paper everything is open, and the filter is gone', async () => {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await page.locator('.filter').isVisible()).toBe(false);
  expect(await page.locator('details:not([open])').count()).toBe(0);
});
