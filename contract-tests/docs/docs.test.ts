/** The documentation in a real browser without a network: it renders, can be tried, and asks nobody for anything. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { buildDocs, writeLocalServers } from '../../scripts/docs/build.js';
import { readDocuments, titleOf } from '../../scripts/docs/provider-document.js';
import { serveDocs } from '../../scripts/docs/serve.js';
import { buildInto } from '../../scripts/docs/staging.js';
import { generatedPath } from '../../src/openapi/providers.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import type { Listening } from '../../src/http/listen.js';
import { launchOffline } from '../support/chromium.js';
import { Witness } from '../support/witness.js';

// A browser on a busy machine takes its time.

/** Not the root, so that a link which forgets the base is dead. */
const base = '/kyc-contracts/';
const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
const site = join(folder, 'served', base);
const documents = readDocuments();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let server: Listening;
let sandbox: Listening;
let browser: Browser;
let page: Page;
let witness: Witness;

beforeAll(async () => {
  await buildDocs({ out: site, base });
  server = await serveDocs(join(folder, 'served'), { port: 0 });
  const state = createSandbox({ origins: [server.url], settings: { sila: { examples: true } } });
  sandbox = await serveSandbox(state, { port: 0 });
  writeLocalServers(site, { sandbox: Object.fromEntries(sandboxUrls(sandbox.url)), mocks: {} });
  browser = await launchOffline();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await sandbox?.close();
  rmSync(folder, { recursive: true });
});

async function open(
  path: string,
  colorScheme: 'light' | 'dark' = 'light',
  width = 1280,
  before?: () => Promise<unknown>,
): Promise<void> {
  page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  page.setDefaultTimeout(30_000);
  witness = await Witness.of(page);
  await before?.();
  await page.goto(`${server.url}${base}${path}`);
}

/** After every test but the mutants', which close their page themselves. */
afterEach(async () => {
  if (!page || page.isClosed()) return;
  await page.close();
  expect(witness.foreign).toEqual([]);
  expect(witness.errors).toEqual([]);
  expect(witness.requests.length).toBeGreaterThan(0);
});

const files = (extension: string) =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(extension));

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

const kinds = [
  ['landing', ''],
  ['guide', 'guides/webhooks.html'],
  ['verb', 'verbs/check.html'],
  ['provider', 'sila/'],
  ['operation', 'sila/operations/kyc.html'],
  ['journeys', 'sila/journeys.html'],
  ['errors', 'sila/errors.html'],
  ['evidence', 'alfred/evidence.html'],
] as const;

describe.each(['light', 'dark'] as const)('axe finds nothing, %s:', (scheme) => {
  test.each(kinds)('%s', async (_, path) => {
    await open(path, scheme);
    await page.locator('h1').first().waitFor();
    expect(await violations()).toEqual([]);
  });

  test.each([
    ['search', 'guides/ci.html', () => page.keyboard.press('Control+k')],
    ['page not found', '404.html', () => page.getByText('404').first().waitFor()],
  ] as const)('%s', async (_, path, act) => {
    await open(path, scheme);
    await page.locator('#local-search button').waitFor();
    await act();
    await page.waitForTimeout(500);
    expect(await violations()).toEqual([]);
  });

  test('menu of a phone', async () => {
    await open('sila/operations/kyc.html', scheme, 390);
    await page.getByRole('button', { name: 'mobile navigation' }).click();
    await page.locator('.VPNavScreen').waitFor();
    await page.waitForTimeout(500);
    expect(await violations()).toEqual([]);
  });

  test('text of a reference before its program has come', async () => {
    await open('sila/reference.html', scheme, 1280, keepScalarAway);
    await page.getByRole('heading', { name: titleOf(documents.find(({ name }) => name === 'sila')!) }).waitFor();
    expect(await violations()).toEqual([]);
  });

  test.each(documents.map((document) => [document.name, document] as const))(
    'reference of %s: read through, searched, a request filled in and answered',
    async (name, { operations }) => {
      const { operationId } = operations.find(({ requestBody }) => requestBody) ?? operations[0]!;
      await open(`${name}/reference.html#operation/${operationId}`, scheme);
      await page.locator('#reference.shown').waitFor();
      await readThrough();
      expect(await violations(), 'read through').toEqual([]);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Enter search query' }).fill('a');
      await page.waitForTimeout(500);
      expect(await violations(), 'searched').toEqual([]);
      await page.keyboard.press('Escape');
      await page
        .getByRole('button', { name: /Test Request/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /Send/ }).first().waitFor();
      await page.waitForTimeout(500);
      expect(await violations(), 'filled in').toEqual([]);
      const answer = page.waitForResponse((response) => response.url().startsWith(sandbox.url));
      await dialog.getByRole('button', { name: /Send/ }).first().click();
      await answer;
      await page.waitForTimeout(1000);
      expect(await violations(), 'answered').toEqual([]);
      // What the sandbox refuses, the browser calls an error.
      witness.errors.splice(0, Infinity, ...witness.errors.filter((error) => !error.includes('status of 4')));
    },
  );
});

/** Scalar draws an operation when it comes near. */
async function readThrough(): Promise<void> {
  await page.mouse.move(700, 500);
  for (let step = 0; step < 20; step++) {
    await page.mouse.wheel(0, 800);
    await page.waitForTimeout(50);
  }
  await page.waitForTimeout(500);
}

/** As a slow line does. */
const keepScalarAway = () => page.route('**/scalar.js', () => undefined);

/** Each as rule, impact and the places. */
async function violations(): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await (globalThis as any).axe.run()).violations);
  return (found as { id: string; impact: string; nodes: { target: string[] }[] }[]).map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 5)
        .join(', ')}`,
  );
}

test('no page is wider than a phone', async () => {
  for (const [, path] of kinds) {
    await open(path, 'light', 390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
    await page.close();
  }
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

test('a request of the reference is tried against the sandbox on this machine, signed in by itself: 202', async () => {
  await open('sila/reference.html#operation/kyc');
  await page.getByRole('button', { name: /Test Request.*post \/0\.2\/kyc\)/ }).click();
  const answer = page.waitForResponse(
    (response) => response.url() === `${sandbox.url}/0.2/kyc` && response.request().method() === 'POST',
  );
  await page.getByRole('dialog').getByRole('button', { name: /Send/ }).first().click();
  expect((await answer).status()).toBe(202);
});

describe('the check that nothing is asked for', () => {
  const mutant = async (change: (html: string) => string) => {
    const html = readFileSync(join(site, 'guides', 'ci.html'), 'utf8');
    writeFileSync(join(site, 'guides', 'mutant.html'), change(html));
    await open('guides/mutant.html');
    await page.waitForLoadState('networkidle');
    await page.close();
    rmSync(join(site, 'guides', 'mutant.html'));
  };
  const tracker = '<img src="https://tracker.example/pixel.gif" alt="">';

  test('fails when a page asks another host, which the policy in the page stops', async () => {
    await mutant((html) => html.replace('</body>', `${tracker}</body>`));
    expect(witness.errors.join()).toContain('tracker.example');
  });

  test('fails when a page without a policy asks another host', async () => {
    const withoutPolicy = (html: string) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
    await mutant((html) => withoutPolicy(html).replace('</body>', `${tracker}</body>`));
    expect(witness.foreign).toEqual(['https://tracker.example/pixel.gif']);
  });
});

describe('a folder is replaced', () => {
  const write = (name: string) => async (into: string) => writeFileSync(join(into, name), '');
  const names = (of: string) => readdirSync(of).filter((name) => !name.startsWith('.'));

  test('as a whole', async () => {
    const out = join(folder, 'whole');
    await buildInto(out, write('first'));
    await buildInto(out, write('second'));
    expect(names(out)).toEqual(['second']);
  });

  test('not at all when building fails', async () => {
    const out = join(folder, 'failing');
    await buildInto(out, write('first'));
    await expect(buildInto(out, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(names(out)).toEqual(['first']);
    expect(readdirSync(folder).filter((name) => name.startsWith('.failing'))).toEqual([]);
  });

  test('never when it holds files of somebody else', async () => {
    const out = join(folder, 'foreign');
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.tex'), '');
    await expect(buildInto(out, write('first'))).rejects.toThrow(expect.objectContaining({ exitCode: 2 }));
    expect(names(out)).toEqual(['thesis.tex']);
  });
});
