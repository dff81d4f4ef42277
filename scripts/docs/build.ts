/**
 * Builds the whole site: pages from docs/ and from the documents with VitePress, references with Scalar, and downloads.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CliError } from '../../src/openapi/cli-error.js';
import { contentsOf, digestOf } from '../digest.js';
import { developmentTool } from './development-tool.js';
import { mockPorts } from '../../src/mock/ports.js';
import { listMocked, packageRoot } from '../../src/openapi/providers.js';
import { withPolicy } from './content-security-policy.js';
import { drawDiagrams } from './diagrams.js';
import { writeDownloads } from './downloads.js';
import { errorsPage } from './errors-page.js';
import { evidencePage } from './evidence.js';
import { workflowsPage } from './workflows-page.js';
import { llmsText, plainMarkdown } from './llms.js';
import { operationPage } from './operation-page.js';
import type { Page } from './page.js';
import { isOurs, labelOf, readDocuments, type ProviderDocument } from './provider-document.js';
import { providerPage } from './provider-page.js';
import { sandboxBase } from './samples.js';
import { referenceDocument, referencePage, scalarProgram } from './scalar.js';
import { siteConfig, type PageGroup } from './site-config.js';
import { buildInto } from './staging.js';
import { verbPages } from './verb-pages.js';

export interface DocsOptions {
  /** The folder to write; its content is replaced. */
  out: string;
  /** The path of the served site, with a slash at both ends. @default '/' */
  base?: string;
}

/** @throws {CliError} exit code 2; the previous site is then still in place. */
export async function buildDocs({ out, base = '/' }: DocsOptions): Promise<void> {
  // The program of a page compares the base with the path as the browser writes it.
  if (!/^\/(?:[\w.~-]+\/)*$/.test(base))
    throw new CliError(`--base ${base}: expected a path such as /docs/, of letters, digits, "-", ".", "_" and "~"`, 2);
  const inputs = digestInputs({ out, base });
  const documents = readDocuments();
  const program = await scalarProgram();
  await buildInto(out, async (folder) => {
    const source = await mkdtemp(join(tmpdir(), 'kyc-docs-site-'));
    try {
      const groups = await layOutSite(source, documents, base);
      writeFileSync(join(source, 'public', 'scalar.js'), program);
      await runVitePress(source, base);
      await cp(join(source, '.vitepress', 'dist'), folder, { recursive: true });
      finish(folder, groups, base);
      writeFileSync(join(folder, inputsFile), inputs);
    } finally {
      await rm(source, { recursive: true, force: true });
    }
  });
}

/** Builds the site unless it is up to date. */
export async function refreshDocs(options: DocsOptions): Promise<void> {
  const file = join(options.out, inputsFile);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== digestInputs(options)) await buildDocs(options);
}

/** A dot file of the site, which the served site does not list. */
const inputsFile = '.inputs';

/** The digest of all inputs of the site, including this code. */
function digestInputs({ base = '/' }: DocsOptions): string {
  // The pages of the command, the samples and the workflows are made from src/.
  const inputs = ['docs', 'spec', 'generated', 'src', 'scripts', 'package.json'];
  return digestOf([['base', base], ...inputs.flatMap((path) => contentsOf(packageRoot, path))]);
}

/** Writes the input of VitePress: the folder docs/, and a page for each part of the documents. */
export async function layOutSite(
  source: string,
  documents: readonly ProviderDocument[],
  base: string,
): Promise<PageGroup[]> {
  const docs = join(packageRoot, 'docs');
  for (const part of ['.vitepress', 'public']) cpSync(join(docs, part), join(source, part), { recursive: true });
  const providers = await Promise.all(
    documents.map((document) => providerPages(document, join(source, 'public', document.name))),
  );
  const groups: PageGroup[] = [
    { name: 'Start', pages: [readPage(docs, 'index.md')] },
    {
      name: 'Guides',
      pages: readdirSync(join(docs, 'guides'))
        .sort(byGuideOrder)
        .map((file) => readPage(docs, join('guides', file))),
    },
    ...providers,
    { name: 'Command', pages: await verbPages() },
  ];
  for (const { path, title, description, body } of groups.flatMap(({ pages }) => pages)) {
    const file = join(source, `${path}.md`);
    mkdirSync(dirname(file), { recursive: true });
    const front = body.startsWith('---\n')
      ? ''
      : `---\n${JSON.stringify({ title, description, outline: [2, 3] })}\n---\n\n`;
    writeFileSync(file, front + (await drawDiagrams(body)));
  }
  writeFileSync(join(source, '.vitepress', 'site.json'), JSON.stringify(siteConfig(groups, documents, base)));
  writeFileSync(join(source, 'public', 'local.json'), JSON.stringify(defaultServers()));
  return groups;
}

async function providerPages(document: ProviderDocument, folder: string): Promise<PageGroup> {
  const downloads = await writeDownloads(document, folder);
  writeFileSync(join(folder, 'reference.json'), JSON.stringify(await referenceDocument(document)));
  writeFileSync(join(folder, 'reference.html'), await referencePage(document, '../'));
  const operations = await Promise.all(
    [...document.operations, ...document.webhooks].map((operation) => operationPage(document, operation)),
  );
  const about = isOurs(document) ? [] : [workflowsPage(document), errorsPage(document), evidencePage(document)];
  const pages = [providerPage(document, downloads), ...about, ...operations].filter(
    (page): page is Page => page !== undefined,
  );
  return { name: labelOf(document), pages };
}

/** The default ports of `npm start`; `start` writes its own. */
function defaultServers(): LocalServers {
  const mocks = [...mockPorts(listMocked())].map(([name, port]) => [name, `http://127.0.0.1:${port}`]);
  const { sandbox: control = '', ...providers } = sandboxBase;
  return { sandbox: { ...providers, control }, mocks: Object.fromEntries(mocks) };
}

/** The local servers by provider (`control` for the control API), which the reference pages offer. */
export interface LocalServers {
  sandbox: Readonly<Record<string, string>>;
  mocks: Readonly<Record<string, string>>;
}

/** Writes the URLs of sandbox and mocks to the reference pages of a built site. */
export function writeLocalServers(site: string, servers: LocalServers): void {
  writeFileSync(join(site, 'local.json'), JSON.stringify(servers));
}

const guideOrder = [
  'first-call',
  'testing',
  'ci',
  'your-generator',
  'webhooks',
  'to-production',
  'publishing',
  'versions',
  'changes',
  'diff-corpus',
];
const byGuideOrder = (one: string, other: string) =>
  guideOrder.indexOf(basename(one, '.md')) - guideOrder.indexOf(basename(other, '.md'));

function readPage(docs: string, file: string): Page {
  const body = readFileSync(join(docs, file), 'utf8');
  const title = /^# (.*?)(?: \{#.*\})?$/m.exec(body)?.[1] ?? 'kyc-contracts';
  const description = /^# .*\n+([^\n]+)/m.exec(body)?.[1] ?? title;
  return {
    path: file.replace(/\.md$/, '').replaceAll('\\', '/'),
    title,
    description: description.replaceAll('`', ''),
    body,
  };
}

/** Runs in a separate process, since VitePress writes to the console and sets NODE_ENV. */
async function runVitePress(source: string, base: string): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const manifest = await developmentTool('the docs need VitePress', 'vitepress@1.6.4', async () =>
    resolve('vitepress/package.json'),
  );
  const cli = join(dirname(manifest), 'bin', 'vitepress.js');
  // The theme resolves VitePress from its own folder.
  symlinkSync(dirname(dirname(manifest)), join(source, 'node_modules'), 'junction');
  await promisify(execFile)(process.execPath, [cli, 'build', source, '--base', base], {
    cwd: source,
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stderr?: string; stdout?: string }) => {
    const lines = `${error.stdout ?? ''}\n${error.stderr ?? ''}`.replace(/\u001B\[\d+m/g, '').split('\n');
    const dead = lines.filter((line) => line.includes('Found dead link'));
    const broken = lines.slice(lines.findIndex((line) => line.includes('build error')) + 1);
    const said = (dead.length > 0 ? dead : broken)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('at '));
    throw new CliError(
      `VitePress cannot build the docs: ${said.slice(0, 3).join('; ') || 'it ended without a word'}`,
      2,
    );
  });
}

/** VitePress sets these classes when its script runs, which would shift the page. */
function withClassesOfNavigation(html: string): string {
  const classes = html.includes('class="VPSidebar"') ? 'has-sidebar top' : html.includes('VPHome') ? 'home top' : 'top';
  return html.replace('class="VPNavBar"', `class="VPNavBar ${classes}"`);
}

/** Adds the policy to every page, and writes Markdown beside it. */
function finish(folder: string, groups: readonly PageGroup[], base: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.html') || name.endsWith('reference.html')) continue;
    const file = join(folder, name);
    writeFileSync(file, withPolicy(withClassesOfNavigation(readFileSync(file, 'utf8'))));
  }
  for (const { path, body } of groups.flatMap(({ pages }) => pages)) {
    writeFileSync(join(folder, `${path}.md`), plainMarkdown(body));
  }
  const { description } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    description: string;
  };
  writeFileSync(join(folder, 'llms.txt'), llmsText('kyc-contracts', description, groups, base));
}
