/** The site as it is served, beside a sandbox, in a real browser without a network. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildDocs, writeLocalServers } from '../../scripts/docs/build.js';
import { readDocuments } from '../../scripts/docs/provider-document.js';
import { serveDocs } from '../../scripts/start/dev-server.js';
import type { Listening } from '../../src/http/listen.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { launchOffline } from '../support/chromium.js';
import { Witness } from '../support/witness.js';

/** Not the root, so that a link which forgets the base is dead. */
export const base = '/kyc-contracts/';
const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
export const site = join(folder, 'served', base);
export const documents = readDocuments();
let server: Listening;
export let sandbox: Listening;
export let page: Page;
export let witness: Witness;
let browser: Browser;

/** For the tests of the file that calls it. After each, its page has asked no other host and reported no error. */
export function serveSite(): void {
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

  // A test that means to break the rule closes its page itself.
  afterEach(async () => {
    if (!page || page.isClosed()) return;
    await page.close();
    expect(witness.foreign).toEqual([]);
    expect(witness.errors).toEqual([]);
    expect(witness.requests.length).toBeGreaterThan(0);
  });
}

export async function open(
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
export const files = (extension: string) =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(extension));
