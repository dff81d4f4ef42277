/** The references with Scalar: its program, and for each document a page and the document for Scalar. */
import { developmentTool } from './development-tool.js';
import { annotateEvidence } from '../generate/evidence.js';
import type { OpenApiDocument } from '../../src/openapi/openapi.js';
import { referencePolicy } from './content-security-policy.js';
import { prose } from './markdown.js';
import { isOurs, labelOf, text, titleOf, type JsonObject, type ProviderDocument } from './provider-document.js';
import { sandboxClient, samplesOf } from './samples.js';

interface Route {
  url: string;
  handler(request: unknown, reply: object): void;
}

/**
 * Scalar's standalone program. Scalar itself has 272 packages. Its plugin for Fastify contains the program and has 24
 * packages, so the file that the plugin serves is used.
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

/** The document with its evidence as text, and our samples. */
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

/** Scalar shows the description of a response in a button, which must not contain links. */
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

/**
 * The page itself contains the text of every operation, so it can be read while Scalar's program, four megabytes, is
 * loading, and without it. `public/reference.js` starts Scalar in the background and then removes the text.
 * @param up the relative path from the page to the site's root, such as `../`.
 */
export async function referencePage(document: ProviderDocument, up: string): Promise<string> {
  const { name, bundle } = document;
  const servers = (bundle.servers ?? []) as { url: string; description?: string }[];
  // Production is not offered for requests.
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
<script src="${up}theme.js"></script>
<script type="module" src="${up}reference.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<nav class="home" aria-label="Site"><a href="${up}index.html">kyc-contracts</a> <a href="index.html">${home}</a></nav>
<main id="content" class="text" tabindex="-1">
${await operationTexts(document)}
</main>
<div id="reference" data-provider="${name}" data-program="${up}scalar.js"${client}></div>
</body>
</html>
`;
}

async function operationTexts(document: ProviderDocument): Promise<string> {
  const { marked } = await developmentTool('the docs need marked', 'marked@9.1.6', () => import('marked'));
  const unescapeCode = (token: { type: string; text?: string }) => {
    if (token.type === 'codespan') token.text = token.text!.replace(/&amp;(lt|#123);/g, '&$1;');
  };
  const html = (markdown: string) =>
    marked.parse(prose(markdown), { async: false, walkTokens: unescapeCode }) as string;
  const operations = [...document.operations, ...document.webhooks].map(
    ({
      operationId,
      method,
      path,
      summary,
      description,
      tags,
    }) => `<section id="operation/${operationId}" tabindex="-1">
<h2>${prose(summary)}</h2>
<p><code>${document.operations.some((known) => known.operationId === operationId) ? `${method} ${path}` : tags[0]}</code> <a href="operations/${operationId}.html">Fields, samples and responses of ${operationId}</a></p>
${html(description)}</section>`,
  );
  return [
    `<h1>${titleOf(document)}</h1>`,
    html(text((document.bundle.info as JsonObject).description)),
    ...operations,
  ].join('\n');
}
