/** A provider's first page: a description of the API, its operations by tag, and the downloads. */
import { existsSync } from 'node:fs';
import { badge, provenanceOf } from './evidence.js';
import { workflowFolder } from './workflows-page.js';
import { prose, table } from './markdown.js';
import { operationPath } from './operation-page.js';
import type { Page } from './page.js';
import {
  isOurs,
  labelOf,
  text,
  titleOf,
  type DocumentedOperation,
  type JsonObject,
  type ProviderDocument,
} from './provider-document.js';

export interface Download {
  /** Relative to the provider's folder. */
  file: string;
  label: string;
  bytes: number;
}

export function providerPage(document: ProviderDocument, downloads: readonly Download[]): Page {
  const { name, bundle, sources } = document;
  const tags = (bundle.tags ?? []) as { name: string; description?: string }[];
  const servers = (bundle.servers ?? []) as JsonObject[];
  const rows = (operations: DocumentedOperation[]) =>
    table(
      ['Operation', 'Call', 'Does', 'Evidence'],
      operations.map((operation) => [
        `[\`${operation.operationId}\`](/${operationPath(name, operation.operationId)})`,
        `\`${operation.method} ${operation.path}\``,
        prose(operation.summary),
        badge(provenanceOf(operation.node), sources),
      ]),
    );
  const more = isOurs(document)
    ? []
    : [
        ...(existsSync(workflowFolder(name)) ? [`- [Workflows](/${name}/workflows): the calls in their order`] : []),
        `- [Errors](/${name}/errors): what to do about each, and whether to retry`,
        `- [What to ask support](/${name}/evidence): conflicts and unknowns`,
      ];
  return {
    path: `${name}/index`,
    title: titleOf(document),
    description: `${labelOf(document)}: ${document.operations.length} operations, with samples, errors and evidence.`,
    body: [
      `# ${titleOf(document)}`,
      prose(text((bundle.info as JsonObject).description)),
      [
        ...more,
        `- <a href="./reference.html" target="_self">Reference with Try it</a>: the whole document on one page`,
      ].join('\n'),
      '## Servers {#servers}',
      table(
        ['URL', 'What it is', 'Evidence'],
        servers.map((server) => [
          `\`${text(server.url)}\``,
          prose(text(server.description)),
          badge(provenanceOf(server), sources),
        ]),
      ),
      '## Operations {#operations}',
      ...tags.flatMap(({ name: tag, description = '' }) => {
        const own = document.operations.filter(({ tags }) => tags[0] === tag);
        return own.length === 0 ? [] : [`### ${tag}`, prose(description), rows(own)];
      }),
      ...untagged(
        document,
        tags.map((tag) => tag.name),
      ).map(rows),
      ...(document.webhooks.length > 0 ? ['## Events {#events}', rows(document.webhooks)] : []),
      '## Downloads {#downloads}',
      table(
        ['File', 'Size'],
        downloads.map(({ file, label, bytes }) => [
          `<a href="./${file}" download="${name}-${file.split('/').at(-1)}" target="_self">${label}</a>`,
          `${Math.ceil(bytes / 1024)} kB`,
        ]),
      ),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function untagged({ operations }: ProviderDocument, tags: readonly string[]): DocumentedOperation[][] {
  const rest = operations.filter((operation) => !tags.includes(operation.tags[0] ?? ''));
  return rest.length > 0 ? [rest] : [];
}
