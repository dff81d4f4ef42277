/** The site before VitePress builds it: a page for everything, and no link to a page that is not there. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMarkdownRenderer } from 'vitepress';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layOutSite } from '../../scripts/docs/build.js';
import { prose } from '../../scripts/docs/markdown.js';
import type { Page } from '../../scripts/docs/page.js';
import { readDocuments, type ProviderDocument } from '../../scripts/docs/provider-document.js';
import { referencePage } from '../../scripts/docs/scalar.js';
import { generatedPath } from '../../src/openapi/providers.js';

const site = mkdtempSync(join(tmpdir(), 'kyc-contracts-'));
const documents = readDocuments();
let pages: readonly Page[];
beforeAll(async () => {
  pages = (await layOutSite(site, documents, '/')).flatMap((group) => group.pages);
});
afterAll(() => rmSync(site, { recursive: true }));

const read = (...path: string[]) => readFileSync(join(site, ...path), 'utf8');

test('every operation and event has a page, with its summary and evidence', () => {
  for (const { name, operations, webhooks } of documents) {
    for (const { operationId, summary } of [...operations, ...webhooks]) {
      const page = read(name, 'operations', `${operationId}.md`);
      expect(page, operationId).toContain(summary);
      expect(page, operationId).toMatch(/class="evidence (documented|example|sdk|conflicting|assumed)"/);
      expect(page, operationId).not.toContain('x-provenance');
      expect(page, operationId).not.toContain('{.evidence');
    }
  }
});

test('an event is received › its page has no request to send', () => {
  for (const { name, operations, webhooks } of documents) {
    for (const { operationId } of webhooks) {
      expect(read(name, 'operations', `${operationId}.md`), operationId).not.toContain('## Samples');
    }
    const [sent] = operations;
    if (sent) expect(read(name, 'operations', `${sent.operationId}.md`)).toContain('## Samples');
  }
});

test('every link of a page leads to a page or a download', () => {
  const dead = pages.flatMap(({ path, body }) =>
    [...body.replace(/^```[^]*?^```/gm, '').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !isThere(path, target))
      .map((target) => `${path}: ${target}`),
  );
  expect(dead).toEqual([]);
  expect(pages.length).toBeGreaterThan(60);
});

test('the text of each operation is in the reference before any script runs', () => {
  for (const { name, operations, webhooks } of documents) {
    const html = read('public', name, 'reference.html');
    for (const { operationId, summary } of [...operations, ...webhooks]) {
      const section = html.split(`<section id="operation/${operationId}"`)[1]?.split('</section>')[0] ?? '';
      expect(section.replaceAll('&#39;', "'"), operationId).toContain(`<h2>${summary}</h2>`);
    }
  }
});

test('the text of a document is neither HTML nor a template, and a code span shows it as it is', async () => {
  const { default: config } = await import(pathToFileURL(join(site, '.vitepress', 'config.mjs')).href);
  const renderer = await createMarkdownRenderer(site, config.markdown);
  const [document] = documents as [ProviderDocument];
  const rendered = async (text: string) => {
    const operations = [{ ...document.operations[0]!, description: text }];
    const reference = await referencePage({ ...document, operations, webhooks: [] }, '../');
    return [renderer.render(prose(text)), reference.split('<section')[1]!];
  };
  const misleading = [
    '\\`<img>` {{ a }}',
    'a `b\n\n<img> {{ a }} c` d',
    '- a `b\n- <img> {{ a }} c` d',
    '|a `|<img> `|\n|-|-|',
  ];
  for (const text of misleading)
    for (const html of await rendered(text))
      expect(html.replace(/<code v-pre="">.*?<\/code>/g, '')).not.toMatch(/<img|\{\{/);
  for (const html of await rendered('a `/<b>/{c}` `{{ d }}`'))
    expect(html.replaceAll(' v-pre=""', '').replaceAll('&#123;', '{')).toContain(
      'a <code>/&lt;b&gt;/{c}</code> <code>{{ d }}</code>',
    );
});

test('the documents are given away as they are generated', () => {
  for (const { name } of documents)
    for (const file of ['openapi.json', 'openapi-3.0.json', 'openapi-codegen.json'])
      expect(read('public', name, file)).toBe(readFileSync(generatedPath(name, file), 'utf8'));
});

function isThere(from: string, target: string): boolean {
  const path = target.startsWith('/') ? target : join('/', dirname(from), target);
  const page = path.replace(/\.(html|md)$/, '');
  return [join(page, 'index.md'), `${page}.md`, join('public', path)].some((one) => existsSync(join(site, one)));
}
