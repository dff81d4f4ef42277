/** The documentation in a real browser without a network: it renders, it is searchable, and it asks nobody for anything. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildDocs } from '../../scripts/docs/build.js';
import { buildInto } from '../../scripts/docs/staging.js';
import { serveDocs } from '../../scripts/docs/serve.js';
import { generatedPath, listProviders } from '../../src/openapi/providers.js';
import type { Listening } from '../../src/http/listen.js';
import { launchOffline } from '../support/chromium.js';
import { Witness } from '../support/witness.js';

interface Bundle {
  info: { title: string };
  paths: Paths;
  webhooks?: Paths;
}

type Paths = Record<string, Record<string, { operationId: string; summary: string }>>;

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
const site = join(folder, 'site');
let server: Listening;
let browser: Browser;
let page: Page;
let witness: Witness;

beforeAll(async () => {
  await buildDocs({ out: site });
  server = await serveDocs(site, { port: 0 });
  browser = await launchOffline();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

async function open(url: string): Promise<void> {
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  witness = await Witness.of(page);
  await page.goto(url);
}

/** After every test but the mutants', which close their page themselves. */
afterEach(async () => {
  if (!page || page.isClosed()) return;
  await page.close();
  expect(witness.foreign).toEqual([]);
  expect(witness.errors).toEqual([]);
  expect(witness.requests.length).toBeGreaterThan(0);
});

const bundleOf = (provider: string) =>
  JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as Bundle;

const operationsIn = (paths: Paths = {}) =>
  Object.values(paths).flatMap((item) => Object.values(item).filter((node) => node.operationId));

const operationsOf = (provider: string) => operationsIn(bundleOf(provider).paths);
const webhooksOf = (provider: string) => operationsIn(bundleOf(provider).webhooks);

describe('the landing page', () => {
  test('leads to every reference and back', async () => {
    await open(server.url);
    for (const provider of listProviders()) {
      const { title } = bundleOf(provider).info;
      await page.getByRole('link', { name: title }).click();
      await page.getByRole('heading', { name: title }).waitFor();
      await page.getByRole('link', { name: 'All providers' }).click();
      await page.getByRole('heading', { name: 'KYC providers, as contracts' }).waitFor();
    }
  });

  test('has no dead link, and gives the documents away', async () => {
    await open(server.url);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    const statuses = await Promise.all(links.map(async (link) => [link, (await fetch(link)).status]));
    expect(statuses).toEqual(links.map((link) => [link, 200]));
    for (const provider of listProviders()) {
      for (const file of ['openapi.json', 'openapi-3.0.json']) {
        expect(links).toContain(`${server.url}/${provider}/${file}`);
        const given = await (await fetch(`${server.url}/${provider}/${file}`)).text();
        expect(given).toBe(readFileSync(generatedPath(provider, file), 'utf8'));
      }
    }
  });

  test('says what each document rests on, and lists its operations', async () => {
    await open(server.url);
    for (const provider of listProviders()) {
      const card = page.locator(`#${provider}`);
      expect(await card.getByRole('img').getAttribute('aria-label')).toMatch(/^\d+ properties: \d+ documented/);
      for (const { summary } of operationsOf(provider)) await card.getByText(summary).waitFor();
    }
  });

  test.each(['light', 'dark'] as const)('is %s for a reader who likes that', async (colorScheme) => {
    await open(server.url);
    await page.emulateMedia({ colorScheme });
    const [red = 0] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor))
      .match(/\d+/g)!
      .map(Number);
    expect(red > 127).toBe(colorScheme === 'light');
  });
});

test.each(listProviders().filter((provider) => webhooksOf(provider).length > 0))(
  'the reference of %s has every webhook where a search finds it, with its evidence',
  async (provider) => {
    await open(`${server.url}/${provider}/`);
    for (const { summary } of webhooksOf(provider)) {
      await findOperation(summary);
      expect(await page.locator('body').innerText()).toContain('Evidence: ');
    }
  },
);

describe.each(listProviders())('the reference of %s', (provider) => {
  // A second or two for each operation.
  test(
    'has every operation where a search finds it, with a curl command and its evidence',
    { timeout: 180_000 },
    async () => {
      await open(`${server.url}/${provider}/`);
      for (const { summary } of operationsOf(provider)) await findOperation(summary);
      const text = await page.locator('body').innerText();
      expect(text).toMatch(/curl 'https?:\/\//);
      // Of our own sandbox everything is documented.
      const hasDoubts = /"status":"(example|sdk|conflicting|assumed)"/.test(JSON.stringify(bundleOf(provider)));
      expect(/Evidence: (example|sdk|conflicting|assumed) \(/.test(text)).toBe(hasDoubts);
      expect(text).not.toMatch(/x-provenance|x-codeSamples/);
    },
  );

  test('can be read and searched without a server, as from a zip archive', async () => {
    await open(pathToFileURL(join(site, provider, 'index.html')).href);
    await findOperation(operationsOf(provider).at(-1)!.summary);
  });

  test('sends nobody to a chat service', async () => {
    await open(`${server.url}/${provider}/`);
    const actions = page.getByTestId('page-actions');
    await actions.first().waitFor();
    // One button copies; where there is a second, it opens the menu.
    const buttons = await actions.evaluateAll((all) => all.map((one) => one.querySelectorAll('button').length));
    expect(new Set(buttons)).toEqual(new Set([1]));
  });
});

/** Types the operation's summary into the search box, and follows the first result that says so. */
async function findOperation(summary: string): Promise<void> {
  await page.getByTestId('search-trigger').click();
  const dialog = page.getByTestId('search-dialog');
  await dialog.getByPlaceholder('Search').fill(summary);
  await dialog.getByRole('link').filter({ hasText: summary }).first().click();
  await page.getByRole('heading', { name: summary }).waitFor();
}

describe('the check that nothing is asked for', () => {
  const mutant = async (change: (html: string) => string) => {
    const [provider = ''] = listProviders();
    const html = readFileSync(join(site, provider, 'index.html'), 'utf8');
    writeFileSync(join(site, provider, 'mutant.html'), change(html));
    await open(`${server.url}/${provider}/mutant.html`);
    await page.getByTestId('search-trigger').waitFor();
    await page.waitForLoadState('networkidle');
    await page.close();
  };
  const tracker = '<img src="https://tracker.example/pixel.gif" alt="">';

  test('passes a copy of the page', async () => {
    await mutant((html) => html);
    expect([witness.foreign, witness.errors]).toEqual([[], []]);
  });

  test('fails when a page asks another host, which the policy in the page stops', async () => {
    await mutant((html) => html.replace('</body>', `${tracker}</body>`));
    expect(witness.errors.join()).toContain('tracker.example');
  });

  test('fails when a page without a policy asks another host', async () => {
    await mutant((html) =>
      html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '').replace('</body>', `${tracker}</body>`),
    );
    expect(witness.foreign).toEqual(['https://tracker.example/pixel.gif']);
  });

  test('fails when a page throws', async () => {
    await mutant((html) => html.replace('</body>', '<script>throw new Error("broken")</script></body>'));
    expect(witness.errors).toEqual(['broken']);
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
