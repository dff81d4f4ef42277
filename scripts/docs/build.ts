/** Builds the whole site: a landing page, a reference per provider, and the documents to download. */
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { escapeToken, operationsOf, valueAt, type JsonObject } from '../../src/openapi/document.js';
import { CliError } from '../../src/openapi/cli-error.js';
import { countEvidence } from '../lint/evidence-counts.js';
import { generatedPath, listProviders, packageRoot } from '../../src/openapi/providers.js';
import { allDone } from './all-done.js';
import { renderLanding, type LandingProvider } from './landing.js';
import { writeRedocScript } from './redoc-script.js';
import { referenceDocument } from './reference-document.js';
import { renderReference } from './reference.js';
import { buildInto } from './staging.js';

export interface DocsOptions {
  /** The folder to write; replaced as a whole. */
  out: string;
}

/** What a reader may take home from each provider. */
const downloads = [
  { name: 'openapi.json', label: 'OpenAPI 3.1' },
  { name: 'openapi-3.0.json', label: 'OpenAPI 3.0' },
];

/** @throws {CliError} exit code 2; the site of the last time is then still in place. */
export async function buildDocs({ out }: DocsOptions): Promise<void> {
  const bundles = new Map(listProviders().map((provider) => [provider, readBundle(provider)]));
  await buildInto(out, async (folder) => {
    const script = writeRedocScript(join(folder, 'redoc.js'));
    const cards = [...bundles].map(([provider, bundle]) => buildProvider(provider, bundle, join(folder, provider)));
    await allDone<unknown>([script, ...cards]);
    const providers = await Promise.all(cards);
    await writeFile(join(folder, 'index.html'), renderLanding({ ...readPackage(), providers }));
  });
}

async function buildProvider(name: string, bundle: JsonObject, folder: string): Promise<LandingProvider> {
  await mkdir(folder);
  const title = text(bundle, '/info/title');
  const document = await referenceDocument(bundle, { home: '../index.html', downloads });
  const page = await renderReference(document, { title, scriptUrl: '../redoc.js' });
  await writeFile(join(folder, 'index.html'), page);
  return {
    name,
    title,
    version: text(bundle, '/info/version'),
    summary: text(bundle, '/info/description'),
    operations: operationsOf(bundle).map(({ method, path }) => ({
      method,
      path,
      summary: text(bundle, `/paths/${escapeToken(path)}/${method.toLowerCase()}/summary`),
    })),
    files: await Promise.all(downloads.map((file) => copyDownload(name, file, folder))),
    counts: countEvidence(bundle),
  };
}

async function copyDownload(provider: string, file: (typeof downloads)[number], folder: string) {
  const source = generatedPath(provider, file.name);
  await copyFile(source, join(folder, file.name));
  return { ...file, bytes: (await stat(source)).size };
}

function readBundle(provider: string): JsonObject {
  const missing = downloads.map(({ name }) => generatedPath(provider, name)).find((file) => !existsSync(file));
  if (missing) {
    throw new CliError(`${relative(process.cwd(), missing)} does not exist yet: npm run generate writes it`, 2);
  }
  return JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as JsonObject;
}

function readPackage(): { title: string; tagline: string; version: string } {
  const { name, description, version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    name: string;
    description: string;
    version: string;
  };
  return { title: name, tagline: description, version };
}

function text(document: JsonObject, pointer: string): string {
  const value = valueAt(document, pointer);
  return typeof value === 'string' ? value : '';
}
