/** The documentation as it is built: its pages, links and downloads, and what a reader does first. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedPath } from '../../src/openapi/providers.js';
import { base, documents, files, open, page, sandbox, serveSite, site, witness } from './served-site.js';

serveSite();

describe('the site', () => {
  test('has a page for every operation and event, with its summary and evidence', () => {
    for (const { name, operations, webhooks } of documents) {
      for (const { operationId, summary } of [...operations, ...webhooks]) {
        const html = readFileSync(join(site, name, 'operations', `${operationId}.html`), 'utf8');
        expect(html).toContain(`id="${operationId}"`);
        expect(html.replaceAll('&#39;', "'")).toContain(summary);
        expect(html).toMatch(/class="evidence documented"|class="evidence (example|sdk|conflicting|assumed)"/);
        expect(html).not.toContain('x-provenance');
      }
    }
  });

  test('has no dead link and no dead anchor, and links to no host but by https', () => {
    const dead: string[] = [];
    for (const name of files('.html')) {
      const html = readFileSync(join(site, name), 'utf8');
      for (const [, href = ''] of html.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
        if (/^https:/.test(href)) continue;
        const [path = '', anchor = ''] = href.split('#');
        const target = path === '' ? join(site, name) : fileOf(path, name);
        const isThere = target !== undefined && existsSync(target);
        if (!isThere || (anchor !== '' && !hasId(target!, decodeURIComponent(anchor)))) dead.push(`${name}: ${href}`);
      }
    }
    expect(dead).toEqual([]);
  });

  test('gives the documents away as they are generated, and as YAML', () => {
    for (const { name } of documents) {
      for (const file of ['openapi.json', 'openapi-3.0.json', 'openapi-codegen.json']) {
        expect(readFileSync(join(site, name, file), 'utf8')).toBe(readFileSync(generatedPath(name, file), 'utf8'));
        expect(readFileSync(join(site, name, file.replace('json', 'yaml')), 'utf8')).toMatch(/^openapi: /);
      }
    }
  });

  test('has every page as Markdown, and lists them all in llms.txt', () => {
    const listed = [...readFileSync(join(site, 'llms.txt'), 'utf8').matchAll(/\]\((\S+\.md)\)/g)].map(
      ([, path]) => path!,
    );
    expect(listed.map((path) => path.slice(base.length)).sort()).toEqual(files('.md').sort());
    const kyc = readFileSync(join(site, 'sila', 'operations', 'kyc.md'), 'utf8');
    expect(kyc).toMatch(/^# Start a verification/);
    expect(kyc).not.toMatch(/\{\.evidence|:::|<EvidenceFilter/);
  });
});

function fileOf(path: string, from: string): string | undefined {
  const absolute = path.startsWith('/') ? path : resolve('/', base, dirname(from), path);
  if (!absolute.startsWith(base)) return undefined;
  const target = join(site, absolute.slice(base.length));
  const candidates = [
    absolute.endsWith('/') || path.endsWith('/') ? join(target, 'index.html') : target,
    `${target}.html`,
  ];
  return candidates.find((candidate) => existsSync(candidate));
}

const ids = new Map<string, Set<string>>();

function hasId(file: string, id: string): boolean {
  const known =
    ids.get(file) ?? new Set([...readFileSync(file, 'utf8').matchAll(/ id="([^"]*)"/g)].map(([, found]) => found!));
  ids.set(file, known);
  return known.has(id);
}

describe('the text of an operation', () => {
  test.each(documents)('is in the reference of $name before any script runs', ({ name, operations, webhooks }) => {
    const html = readFileSync(join(site, name, 'reference.html'), 'utf8');
    for (const { operationId, summary } of [...operations, ...webhooks]) {
      const section = html.split(`<section id="operation/${operationId}"`)[1]?.split('</section>')[0] ?? '';
      expect(section.replaceAll('&#39;', "'"), operationId).toContain(`<h2>${summary}</h2>`);
      expect(section, operationId).toContain(`href="operations/${operationId}.html"`);
    }
    // The program is asked for after the first paint.
    expect(html).not.toMatch(/<script[^>]*scalar\.js/);
  });
});

test('the search finds an operation, and the keyboard opens it', async () => {
  await open('');
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('Start a verification for an end user');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/operations\/kyc/);
});

test('fields are filtered by evidence', async () => {
  await open('sila/operations/kyc.html');
  const all = page.locator('.fields li:visible');
  const before = await all.count();
  await page.getByRole('button', { name: 'assumed', exact: true }).first().click();
  await expect.poll(() => all.count()).toBeLessThan(before);
});

test('a link with a malformed anchor starts the reference, too', async () => {
  await open('sila/reference.html#%');
  await page.locator('#reference.shown').waitFor();
});

test('a request of the reference is tried against the sandbox on this machine, signed in by itself: 202', async () => {
  await open('sila/reference.html#operation/kyc');
  await page.getByRole('button', { name: /Test Request.*post \/0\.2\/kyc\)/ }).click();
  const answer = page.waitForResponse(
    (response) => response.url() === `${sandbox.url}/0.2/kyc` && response.request().method() === 'POST',
  );
  await page.getByRole('dialog').getByRole('button', { name: /Send/ }).first().click();
  expect((await answer).status()).toBe(202);
});

test('it is answered ten minutes after the page was loaded, and once the sandbox is up', async () => {
  const path = 'sila/reference.html#operation/getVerifications';
  await open(path, 'light', 1280, () => page.clock.install({ time: Date.now() - 600_000 }));
  await page.getByRole('button', { name: /Test Request.*post \/0\.2\/get_verifications\)/ }).click();
  await page.clock.setSystemTime(Date.now());
  const send = page.getByRole('dialog').getByRole('button', { name: /Send/ }).first();
  await page.route(`${sandbox.url}/0.2/auth_token`, (route) => route.abort());
  await Promise.all([page.waitForEvent('requestfailed'), send.click()]);
  await page.unroute(`${sandbox.url}/0.2/auth_token`);
  await send.click();
  const answer = await page.waitForResponse(`${sandbox.url}/0.2/get_verifications`);
  expect(answer.status()).toBe(200);
  // The browser reports the request that failed.
  witness.errors.length = 0;
});
