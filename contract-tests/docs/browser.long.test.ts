/** Every kind of page in a real browser: accessible, still, light, operated by keyboard, and asking nobody for anything. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { titleOf } from '../../scripts/docs/provider-document.js';
import { serveDocs } from '../../scripts/start/dev-server.js';
import { base, documents, open, page, sandbox, serveSite, site, witness } from './served-site.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

serveSite();

const kinds = [
  ['landing', ''],
  ['guide', 'guides/webhooks.html'],
  ['verb', 'verbs/check.html'],
  ['provider', 'sila/'],
  ['operation', 'sila/operations/kyc.html'],
  ['workflows', 'sila/workflows.html'],
  ['errors', 'sila/errors.html'],
  ['evidence', 'alfred/evidence.html'],
] as const;

/** Of the operations, what is an ordinary word of the pages, too. */
const words = ['kyc', 'register'];

test('an operation is found by its own name', async () => {
  await open('guides/ci.html');
  await page.locator('#local-search button').waitFor();
  await page.keyboard.press('Control+k');
  const names = documents.flatMap(({ operations, webhooks }) => [...operations, ...webhooks]);
  const wrong: string[] = [];
  for (const { operationId } of names) {
    await page.locator('#localsearch-input').fill(operationId);
    const found = page.locator('#localsearch-list a');
    const own = page.locator(`#localsearch-list a[href*="/operations/${operationId}.html"]`).first();
    const isFound = async () => {
      await own.waitFor({ timeout: 3000 });
      return (
        words.includes(operationId) || (await found.first().getAttribute('href')) === (await own.getAttribute('href'))
      );
    };
    await expect
      .poll(() => isFound().catch(() => false), { timeout: 4000 })
      .toBe(true)
      .catch(() => wrong.push(operationId));
  }
  expect(names.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test('on paper nothing is cut off, and there is no bar', async () => {
  await open('sila/operations/kyc.html');
  await page.locator('h1').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  const cut = `[...document.querySelectorAll('.vp-doc pre')].filter((one) => one.scrollWidth > one.clientWidth + 1).length`;
  expect(await page.evaluate(cut)).toBe(0);
  expect(await page.locator('.VPNav, .VPSidebar').locator('visible=true').count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
});

test('what is not there is answered with the page that says so, and nothing but reading is taken', async () => {
  await open('guides/ci.html');
  const served = await serveDocs(site, { port: 0 });
  const answer = await fetch(`${served.url}/nothing/at/all`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(await answer.text()).toContain('404');
  expect((await fetch(served.url, { method: 'POST' })).status).toBe(405);
  await served.close();
});

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

/** A reference, with the anchor of its first operation. */
const references = documents.map(
  ({ name, operations }) =>
    [`reference of ${name}`, `${name}/reference.html#operation/${operations[0]!.operationId}`] as const,
);

test('no page moves what it has shown: layout shift, on a desk and on a phone', async () => {
  const seen: string[] = [];
  for (const [kind, path] of [...kinds, ...references]) {
    for (const width of [1280, 390]) {
      await open(path, 'light', width, () => page.addInitScript(`${sumOfShifts}`));
      if (path.includes('reference')) {
        await page.locator('#reference.shown').waitFor();
        await readThrough();
      } else {
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(300);
      }
      const shift = (await page.evaluate('shifted')) as number;
      if (shift > 0.01) seen.push(`${kind}, ${width} wide: ${shift}`);
      await page.close();
    }
  }
  expect(seen).toEqual([]);
});

const sumOfShifts = `globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifted += value;
  }).observe({ type: 'layout-shift', buffered: true });`;

test('the text of an operation is shown where a link leads, while the program is still loading', async () => {
  await open('sila/reference.html#operation/kyc', 'light', 1280, keepScalarAway);
  const { top } = (await page
    .getByRole('heading', { name: 'Start a verification' })
    .boundingBox()
    .then((box) => ({
      top: box?.y ?? -1,
    })))!;
  expect(top).toBeGreaterThan(0);
  expect(top).toBeLessThan(900);
});

test('a page weighs less than 150 kB, gzipped, with all that it loads', async () => {
  const heavy: string[] = [];
  for (const [kind, path] of kinds) {
    await open(path);
    await page.waitForLoadState('networkidle');
    const loaded = [...new Set(witness.requests)].map((url) => new URL(url).pathname.slice(base.length));
    const bytes = loaded.map(
      (file) => gzipSync(readFileSync(join(site, file.replace(/(^|\/)$/, '$1index.html')))).length,
    );
    const total = bytes.reduce((sum, size) => sum + size, 0);
    if (total >= 150_000) heavy.push(`${kind}: ${total}`);
    await page.close();
  }
  expect(heavy).toEqual([]);
});

describe('the keyboard alone', () => {
  test.each([
    ['landing', ''],
    ['guide', 'guides/webhooks.html'],
    ['operation', 'sila/operations/kyc.html'],
    ['reference', 'alfred/reference.html'],
  ])('reaches all of: %s', async (kind, path) => {
    await open(path, 'light', 1280, () => page.addInitScript(steps));
    await (kind === 'reference' ? page.locator('#reference.shown') : page.locator('#local-search button')).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toMatch(/^Skip to content/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.closest('main, #VPContent') !== null`)).toBe(true);
    expect(await walk('body')).toEqual({ missed: [], unseen: [] });
  });

  test('opens a request, reaches all of it, gets out of its editor, and comes back', async () => {
    await open('alfred/reference.html#operation/myInfo', 'light', 1280, () => page.addInitScript(steps));
    await page.locator('#reference.shown').waitFor();
    const button = page.getByRole('button', { name: /Test Request/ }).first();
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: /Send/ }).first().waitFor();
    await page.waitForTimeout(500);
    expect(await walk('.scalar-container')).toEqual({ missed: [], unseen: [] });
    await page.keyboard.press('Escape');
    await expect.poll(() => button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  test('filters fields by evidence', async () => {
    await open('sila/operations/kyc.html');
    const all = page.locator('.fields li:visible');
    const before = await all.count();
    await page.getByRole('button', { name: 'assumed', exact: true }).first().focus();
    await page.keyboard.press('Space');
    await expect.poll(() => all.count()).toBeLessThan(before);
  });
});

/** Presses Tab until it has been all round. @returns what it never came to, and where the focus was not to be seen. */
async function walk(root: string): Promise<{ missed: string[]; unseen: string[] }> {
  const unseen = new Set<string>();
  for (let ends = 0, step = 0; ends < 2 && step < 400; step++) {
    await page.keyboard.press('Tab');
    const at = (await page.evaluate('step()')) as { again: boolean; hidden: string } | undefined;
    if (at?.hidden) unseen.add(at.hidden);
    if (!at) ends++;
    // All round a dialog, or all round what is left of a page.
    if (at?.again && (root !== 'body' || ends > 0)) break;
  }
  const missed = (await page.evaluate(`missed(${JSON.stringify(root)})`)) as string[];
  return { missed, unseen: [...unseen] };
}

/** In the page: `step` tells of what has the focus, `missed` of what never had it. */
const steps = `
  const shows = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  globalThis.step = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const again = element.hasAttribute('data-visited');
    element.setAttribute('data-visited', '');
    // An input that is drawn by its label is seen there.
    const drawn = [element, element.parentElement, ...(element.labels ?? []), ...element.children];
    const { width, top, bottom } = (element.labels?.[0] ?? element).getBoundingClientRect();
    const isSeen = drawn.some(shows) && width > 0 && bottom > 0 && top < innerHeight;
    return { again, hidden: isSeen ? '' : element.outerHTML.slice(0, 150) };
  };
  globalThis.missed = (root) =>
    [...document.querySelectorAll(root + ' :is(a[href], button, input, select, textarea, summary, [tabindex="0"], [contenteditable="true"])')]
      .filter((element) => element.tabIndex >= 0 && !element.disabled && !element.closest('[inert]'))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0)
      // The arrow keys choose within a group.
      .filter((element) => !(element.type === 'radio' && !element.checked) && element.getAttribute('aria-selected') !== 'false')
      .filter((element) => !element.hasAttribute('data-visited'))
      .map((element) => element.outerHTML.slice(0, 150));`;

describe('the policy of a page', () => {
  /** What the browser says when the page itself asks for `url`. */
  const ask = async (url: string) => {
    const directive = (await page.evaluate(
      (address) =>
        new Promise((done) => {
          globalThis.document.addEventListener('securitypolicyviolation', ({ effectiveDirective }: any) =>
            done(effectiveDirective),
          );
          fetch(address).then(
            () => done('answered'),
            () => setTimeout(() => done('let through'), 500),
          );
        }),
      url,
    )) as string;
    witness.errors.length = 0;
    return directive;
  };

  test.each([...kinds, ['page not found', '404.html'] as const])(
    'refuses a request to another host: %s',
    async (_, path) => {
      await open(path);
      expect(await ask('https://tracker.example/')).toBe('connect-src');
      expect(await ask('http://127.0.0.1:9/')).toBe('connect-src');
    },
  );

  test.each(documents)(
    'of a reference lets through what Try it names, and nothing else: $name',
    async ({ name, bundle }) => {
      await open(`${name}/reference.html`, 'light', 1280, keepScalarAway);
      expect(await ask('https://tracker.example/')).toBe('connect-src');
      for (const { url, description = '' } of (bundle.servers ?? []) as { url: string; description?: string }[]) {
        if (!url.startsWith('https:')) continue;
        const isProduction = /^production/i.test(description);
        expect(await ask(url), url).toBe(isProduction ? 'connect-src' : 'let through');
      }
      // They are stopped on the way.
      witness.foreign.length = 0;
    },
  );
});

test('no page is wider than a phone', async () => {
  for (const [, path] of [...kinds, ...references]) {
    await open(path, 'light', 390);
    if (path.includes('reference')) await page.locator('#reference.shown').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
    await page.close();
  }
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
