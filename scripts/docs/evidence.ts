/** The evidence of a statement, as a badge with a link to its source. */
import { unescapeToken } from '../../src/openapi/pointer.js';
import { walk } from '../../src/openapi/rewrite.js';
import type { Sources } from '../generate/sources.js';
import { isObject, text, type JsonObject, type ProviderDocument } from './provider-document.js';
import { cell, prose, table } from './markdown.js';
import type { Page } from './page.js';
import { labelOf } from './provider-document.js';

export interface Provenance {
  status: string;
  sources: string[];
  note: string;
}

/** The statuses, from the strongest evidence to the weakest. */
export const evidenceStatuses = [
  { status: 'documented', meaning: "The provider's page says it." },
  { status: 'example', meaning: 'Only an example of the provider shows it.' },
  { status: 'sdk', meaning: "One of the provider's SDKs, or its tests, shows it." },
  { status: 'conflicting', meaning: 'Sources disagree; the note names both sides and the choice.' },
  { status: 'assumed', meaning: 'No source says it, and without it nobody could use the document; the note says why.' },
] as const;

/** The node's own `x-provenance`, if it has one. */
export function provenanceOf(node: unknown): Provenance | undefined {
  const own = isObject(node as never) ? (node as JsonObject)['x-provenance'] : undefined;
  if (!isObject(own!)) return undefined;
  const { status, source, note } = own as JsonObject;
  return { status: text(status), sources: [source ?? []].flat().map(String), note: text(note).trim() };
}

/** A link to the first source; its title has the page and the day on which it was read. */
export function badge(provenance: Provenance | undefined, sources: Sources): string {
  if (!provenance) return '';
  const [id = ''] = provenance.sources;
  const { title = id, url, read } = sources[id] ?? {};
  const hint = `${title}${read ? `, read ${read}` : ''}`.replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return url
    ? // HTML, since a title with angle brackets ends the attributes that Markdown takes.
      `<a class="evidence ${provenance.status}" href="${url}" title="${hint}">${provenance.status}</a>`
    : `<span class="evidence ${provenance.status}">${provenance.status}</span>`;
}

/** The note of a statement, if it has one. */
export function note(provenance: Provenance | undefined): string {
  return provenance?.note ? `*${prose(provenance.note).replaceAll('*', String.raw`\*`)}*` : '';
}

/** All statements on which sources disagree or which no source has: the questions for the provider's support. */
export function evidencePage(document: ProviderDocument): Page {
  const { name, sources } = document;
  const label = labelOf(document);
  const found = statementsOf(document.bundle);
  const doubtful = found.filter(({ provenance }) => ['conflicting', 'assumed'].includes(provenance.status));
  const cited = new Set(found.flatMap(({ provenance }) => provenance.sources));
  const section = (status: string, lead: string) => {
    const rows = doubtful
      .filter(({ provenance }) => provenance.status === status)
      .map(({ where, provenance }) => [
        cell(where),
        cell(provenance.note),
        provenance.sources.map((id) => sourceLink(id, sources)).join(', '),
      ]);
    return rows.length === 0
      ? ''
      : `${lead}\n\n${table(['Where', 'What is known, and what was chosen', 'Source'], rows)}`;
  };
  const counts = evidenceStatuses.map(({ status, meaning }) => [
    `<span class="evidence ${status}">${status}</span>`,
    meaning,
    String(found.filter(({ provenance }) => provenance.status === status).length),
  ]);
  return {
    path: `${name}/evidence`,
    title: `${label}: what to ask support`,
    description: `Every conflict and every unknown of ${label}'s documents, with sources and the date they were read.`,
    body: [
      `# ${label}: what to ask support`,
      `The documents were written by hand from ${label}'s public pages. Each statement names its source and how well that ` +
        'source carries it. This page lists what the sources disagree on, and what none of them says. Ask the provider ' +
        'before you rely on it. The contract check only warns about what is assumed.',
      table(['Evidence', 'Means', 'Statements'], counts),
      section('conflicting', '## Conflicts {#conflicts}\n\nTwo sources say different things.'),
      section('assumed', '## Unknowns {#unknowns}\n\nNo source says it.'),
      '## Sources {#sources}',
      table(
        ['Page', 'Read', 'Remark'],
        [...cited]
          .sort()
          .map((id) => [sourceLink(id, sources), sources[id]?.read ?? '', cell(sources[id]?.note ?? '')]),
      ),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function sourceLink(id: string, sources: Sources): string {
  const { title = id, url } = sources[id] ?? {};
  return url ? `[${cell(title)}](${url})` : cell(title);
}

/** All nodes with their own `x-provenance`, and their place as text. */
function statementsOf(bundle: JsonObject): { where: string; provenance: Provenance }[] {
  const found: { where: string; provenance: Provenance }[] = [];
  walk(bundle, (node, { pointer }) => {
    const provenance = provenanceOf(node);
    if (provenance) found.push({ where: wordsOf(pointer.split('/').slice(1).map(unescapeToken)), provenance });
  });
  return found;
}

/** `components/schemas/KycRequest/properties/flow` → `KycRequest.flow`, `tags/6` → `tags.6`. */
function wordsOf(path: string[]): string {
  const [first = 'document'] = path;
  const structure = new Set(['properties', 'responses', 'content', 'schema', 'items', 'headers', 'schemas']);
  const isKeyed = first === 'paths' || first === 'webhooks';
  const leftOut = first === 'components' ? 2 : isKeyed ? 1 : 0;
  const words = path.slice(leftOut).filter((token) => !structure.has(token));
  return `\`${words.join(isKeyed ? ' ' : '.') || first}\``;
}
