/** The package in a real browser, as two bundlers put it there. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';
import { launchOffline } from '../support/chromium.js';
import { Witness } from '../support/witness.js';
import { bundle } from '../consumers/bundle.js';
import { outcome } from '../consumers/outcome.js';
import { ConsumerProject } from '../consumers/project.js';

let sandbox: Listening;
let browser: Browser;

beforeAll(async () => {
  sandbox = await serveSandbox(createSandbox(), { port: 0 });
  browser = await launchOffline();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

test('bundled by esbuild it works', async () => {
  const project = programs('browser-esbuild');
  const { code } = await bundle(project, "import './page.js';");
  project.write('dist/page.js', code);
  project.copy('contract-tests/consumers/programs/index.html', 'dist/index.html');
  expect(await open(project)).toEqual(outcome);
});

test('bundled by Vite it works', async () => {
  const project = programs('browser-vite');
  project.link('vite');
  const vite = project.path('node_modules', 'vite', 'bin', 'vite.js');
  const { exitCode, stderr } = await project.node(vite, 'build', '--base', './', '--logLevel', 'warn');
  expect(stderr).not.toMatch(/error/i);
  expect(exitCode).toBe(0);
  expect(await open(project)).toEqual(outcome);
});

function programs(name: string): ConsumerProject {
  const project = new ConsumerProject(name);
  project.copy('contract-tests/consumers/programs', '.');
  return project;
}

/** Opens the project's dist/ as if the sandbox's own server had it, since a provider's API answers no other origin. */
async function open(project: ConsumerProject): Promise<unknown> {
  const page = await browser.newPage();
  const witness = await Witness.of(page);
  await page.route(`${sandbox.url}/app/**`, (route) => {
    const name = new URL(route.request().url()).pathname.replace('/app/', '');
    const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };
    return route.fulfill({
      body: readFileSync(join(project.folder, 'dist', name)),
      contentType: types[extname(name)] ?? 'application/octet-stream',
    });
  });
  await page.goto(`${sandbox.url}/app/index.html`);
  const outcome = await page.evaluate('globalThis.outcome');
  await page.close();
  expect(witness.errors).toEqual([]);
  expect(witness.foreign).toEqual([]);
  return outcome;
}
