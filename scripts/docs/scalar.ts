/** The references with Scalar: its program once, and for each document a page and the document as Scalar shows it. */
import { developmentTool } from './development-tool.js';
import { annotateEvidence } from '../generate/evidence.js';
import type { OpenApiDocument } from '../../src/openapi/openapi.js';
import { referencePolicy } from './content-security-policy.js';
import { isOurs, labelOf, titleOf, type JsonObject, type ProviderDocument } from './provider-document.js';
import { sandboxClient, samplesOf } from './samples.js';

interface Route {
  url: string;
  handler(request: unknown, reply: object): void;
}

/**
 * Scalar's standalone program. Scalar itself is 272 packages; its plugin for Fastify has the program inside of it and
 * 24 packages, so that the plugin is asked for the file that it would serve.
 * @throws {CliError} exit code 2, when it is not installed.
 */
export async function scalarProgram(): Promise<Buffer> {
  const { default: plugin } = await developmentTool(
    'the docs need Scalar',
    '@scalar/fastify-api-reference@1.72.1',
    () => import('@scalar/fastify-api-reference'),
  );
  const routes: Route[] = [];
  const server = { route: (route: Route) => routes.push(route), initialConfig: {}, log: console };
  const content = { openapi: '3.1.1', info: { title: '', version: '' }, paths: {} };
  (plugin as unknown as (...args: unknown[]) => void)(
    server,
    { routePrefix: '/', configuration: { content } },
    () => {},
  );
  const script = routes.find(({ url }) => url.endsWith('.js'));
  let sent: unknown;
  const reply = { header: () => reply, send: (body: unknown) => ((sent = body), reply) };
  script?.handler({}, reply);
  return Buffer.from(sent as string);
}

/** The document with its evidence in words, and our samples. */
export async function referenceDocument(document: ProviderDocument): Promise<JsonObject> {
  const annotated = annotateEvidence(document.bundle as unknown as OpenApiDocument, document.sources, { links: true });
  const shown = structuredClone(annotated) as unknown as { paths: Record<string, Record<string, JsonObject>> };
  for (const operation of document.operations) {
    const node = shown.paths[operation.path]?.[operation.method.toLowerCase()];
    if (!node) continue;
    node['x-codeSamples'] = (await samplesOf(document, operation)).map(({ language, label, code }) => ({
      lang: language,
      label,
      source: code,
    }));
  }
  return withoutLinksInResponses(shown as unknown as JsonObject) as JsonObject;
}

/** Scalar shows the description of a response in a button, in which no link may be. */
function withoutLinksInResponses(node: unknown, key = ''): unknown {
  if (Array.isArray(node)) return node.map((item) => withoutLinksInResponses(item));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => {
      if (key !== 'responses' || typeof value?.description !== 'string')
        return [name, withoutLinksInResponses(value, name)];
      const description = value.description.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
      return [name, withoutLinksInResponses({ ...value, description }, name)];
    }),
  );
}

/** @param up the way from the page to the site's root, such as `../`. */
export function referencePage(document: ProviderDocument, up: string): string {
  const { name, bundle } = document;
  const servers = (bundle.servers ?? []) as { url: string; description?: string }[];
  // Production is not for trying.
  const origins = servers
    .filter(({ url, description = '' }) => url.startsWith('https:') && !/^production/i.test(description))
    .map(({ url }) => new URL(url).origin);
  const client =
    name === 'sila'
      ? ` data-app="example_app" data-username="${sandboxClient.username}" data-password="${sandboxClient.password}"`
      : '';
  const home = isOurs(document) ? 'Sandbox' : labelOf(document);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${referencePolicy(origins)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titleOf(document)} · reference</title>
<link rel="icon" href="${up}icon.svg">
<link rel="stylesheet" href="${up}reference.css">
<script defer src="${up}scalar.js"></script>
<script type="module" src="${up}reference.js"></script>
</head>
<body>
<nav class="home" aria-label="Site"><a href="${up}index.html">kyc-contracts</a> <a href="index.html">${home}</a></nav>
<div id="reference" data-provider="${name}"${client}></div>
</body>
</html>
`;
}
