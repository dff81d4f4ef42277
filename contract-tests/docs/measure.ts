/**
 * `npm run docs:measure`: after how many milliseconds a browser on a processor four times slower shows the text of an
 * operation, and after how many a reference can be tried. Figures for a reader, no test: a busy machine doubles them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDocs } from '../../scripts/docs/build.js';
import { serveDocs } from '../../scripts/start/dev-server.js';
import { launchOffline } from '../support/chromium.js';

const pages = [
  'guides/webhooks.html',
  'sila/operations/kyc.html',
  'sila/reference.html#operation/kyc',
  'alfred/reference.html#operation/myInfo',
  'alfred-customers/reference.html#operation/createCustomer',
  'sandbox/reference.html#operation/readClock',
];

const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
const site = join(folder, 'site');
await buildDocs({ out: site });
const server = await serveDocs(site, { port: 0 });
const browser = await launchOffline();
try {
  for (const path of pages) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    // What is painted first has the text: it is in the HTML, and no script comes before it.
    await page.goto(`${server.url}/${path}`);
    const painted = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    const isReference = path.includes('reference');
    if (isReference) await page.locator('#reference.shown').waitFor();
    const usable = isReference ? `, to be tried after ${Math.round(await page.evaluate(() => performance.now()))}` : '';
    console.log(`${path}: text after ${Math.round(Number(await painted.jsonValue()))} ms${usable}`);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
