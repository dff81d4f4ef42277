/** A bundle as its reader should see it: what its statements rest on, commands to copy, and the way home. */
import { isObject, operationsOf, type JsonObject } from '../../src/openapi/document.js';
import { curlCommand } from '../../src/http/curl/command.js';
import { exampleRequest } from '../../src/http/curl/example-request.js';
import { annotateEvidence } from '../generate/evidence.js';
import type { OpenApiDocument } from '../../src/openapi/openapi.js';
import { homeMark } from './icon.js';

export interface Surroundings {
  /** The landing page, relative to the reference. */
  home: string;
  /** Files to download, relative to the reference. */
  downloads: readonly { name: string; label: string }[];
}

export async function referenceDocument(bundle: JsonObject, { home, downloads }: Surroundings): Promise<JsonObject> {
  const document = structuredClone(annotateEvidence(bundle as unknown as OpenApiDocument)) as unknown as JsonObject;
  await addCurlSamples(document);
  if (isObject(document.info)) {
    const links = downloads.map(({ name, label }) => `[${label}](${name})`).join(' · ');
    document.info.description = `${String(document.info.description ?? '')}\n\nThis document as a file: ${links}`;
    document.info['x-logo'] = { url: homeMark, href: home, altText: 'All providers' };
  }
  return document;
}

async function addCurlSamples(document: JsonObject): Promise<void> {
  const base = serverUrl(document);
  for (const operation of operationsOf(document)) {
    const request = exampleRequest(document, operation);
    const item = isObject(document.paths) ? document.paths[operation.path] : undefined;
    const node = isObject(item) ? item[operation.method.toLowerCase()] : undefined;
    if (!request || !isObject(node)) continue;
    node['x-codeSamples'] = [{ lang: 'curl', label: 'curl', source: await curlCommand(request, base) }];
  }
}

/** The document's first server, without a slash at the end. */
function serverUrl({ servers }: JsonObject): string {
  const first = Array.isArray(servers) ? servers[0] : undefined;
  return isObject(first) && typeof first.url === 'string' ? first.url.replace(/\/$/, '') : '';
}
