/** The downloads of each provider: the documents in JSON and YAML, the workflows, collections. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPath } from '../../src/openapi/providers.js';
import { brunoCollection } from './bruno.js';
import { collectionOf } from './collection.js';
import { postmanCollection, postmanEnvironment } from './postman.js';
import { bundles, isOurs, type ProviderDocument } from './provider-document.js';
import type { Download } from './provider-page.js';
import { workflowFolder } from './workflows-page.js';

/** Writes the files into the provider's folder. @returns the files with their sizes. */
export async function writeDownloads(document: ProviderDocument, folder: string): Promise<Download[]> {
  const { stringify } = await import('yaml');
  const files = new Map<string, { label: string; content: string }>();
  for (const { file, label } of bundles) {
    const content = readFileSync(generatedPath(document.name, file), 'utf8');
    files.set(file, { label: `${label}, JSON`, content });
    // Parsers of YAML 1.1 would read a bare NO as false.
    const yaml = stringify(JSON.parse(content), { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 });
    files.set(file.replace('.json', '.yaml'), { label: `${label}, YAML`, content: yaml });
  }
  const collection = collectionOf(document);
  files.set('postman-collection.json', { label: 'Postman collection', content: toJson(postmanCollection(collection)) });
  files.set('postman-environment.json', {
    label: 'Postman environment: sandbox on this machine',
    content: toJson(postmanEnvironment(collection)),
  });
  files.set('bruno-collection.json', {
    label: 'Bruno collection, with an environment: sandbox on this machine',
    content: toJson(brunoCollection(collection)),
  });
  mkdirSync(folder, { recursive: true });
  for (const [name, { content }] of files) writeFileSync(join(folder, name), content);
  return [
    ...[...files].map(([file, { label, content }]) => ({ file, label, bytes: Buffer.byteLength(content) })),
    ...(isOurs(document) ? [] : copyWorkflows(document.name, folder)),
  ];
}

/** The workflows refer to the document in the same folder, as in the repository. */
function copyWorkflows(provider: string, folder: string): Download[] {
  const from = workflowFolder(provider);
  if (!existsSync(from)) return [];
  cpSync(from, join(folder, 'workflows'), { recursive: true });
  return readdirSync(from)
    .filter((name) => name.endsWith('.arazzo.yaml'))
    .sort()
    .map((name) => ({
      file: `workflows/${name}`,
      label: `Arazzo: ${name}`,
      bytes: readFileSync(join(from, name)).length,
    }));
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
