/** The page of an operation: its description, samples that run, and every field with its evidence. */
import { placeOf } from '../../src/openapi/security.js';
import { badge, note, provenanceOf, type Provenance } from './evidence.js';
import { fieldList } from './fields.js';
import { indent, json, prose, table, tabs } from './markdown.js';
import type { Page } from './page.js';
import {
  follow,
  isObject,
  text,
  type DocumentedOperation,
  type JsonObject,
  type ProviderDocument,
} from './provider-document.js';
import { samplesOf, type Sample } from './samples.js';

/** Relative to the site's root. The name is the operationId, so that links stay valid. */
export const operationPath = (provider: string, operationId: string): string => `${provider}/operations/${operationId}`;

export async function operationPage(document: ProviderDocument, operation: DocumentedOperation): Promise<Page> {
  const { name, sources } = document;
  const { operationId, method, path, summary, description, node } = operation;
  const provenance = provenanceOf(node);
  const isEvent = document.webhooks.includes(operation);
  // An event is received, not sent.
  const samples = isEvent ? [] : await samplesOf(document, operation);
  const call = isEvent
    ? `<span class="method">event</span> \`${path.replace(/^\//, '')}\``
    : `<span class="method">${method}</span> \`${path}\``;
  const tryIt = isEvent ? '' : `[Try it](../reference.html#operation/${operationId}){.try target="_self"}`;
  return {
    path: operationPath(name, operationId),
    title: `${summary} · ${operationId}`,
    description: summary,
    body: [
      `# ${prose(summary)} {#${operationId}}`,
      `<div class="call">\n\n${[call, badge(provenance, sources), tryIt].filter(Boolean).join(' ')}\n\n</div>`,
      prose(description),
      note(provenance),
      credentials(document, operation),
      samples.length > 0 ? `## Samples {#samples}\n\n${tabs(samples)}\n\n${samplesRemark(name, samples)}` : '',
      '## Request {#request}',
      '<EvidenceFilter />',
      parameters(document, operation, provenance),
      requestBody(document, operation, provenance),
      '## Responses {#responses}',
      ...[...operation.responses].map(([status, { value }]) => response(document, status, value, provenance)),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function samplesRemark(name: string, samples: readonly Sample[]): string {
  const has = (words: string) => samples.some(({ code }) => code.includes(words));
  const remarks = ['They run against the sandbox that `npm start` serves.'];
  if (has('USER_TOKEN'))
    remarks.push(
      '`USER_TOKEN` is the token that [`loginSofKyc`](/alfred/operations/loginSofKyc) answers; it lives for two minutes.',
    );
  if (has('base64 -d')) remarks.push('The curl sample writes the file, and the others read it.');
  if (name === 'sandbox') return remarks.join(' ');
  remarks.push('The Python sample needs `requests`; the TypeScript one needs `kyc-contracts`.');
  remarks.push("For the provider's sandbox, change the base URL and the credentials.");
  return remarks.join(' ');
}

function credentials({ bundle }: ProviderDocument, { security }: DocumentedOperation): string {
  if (security.length === 0) return '';
  const alternatives = security.map((requirement) =>
    Object.keys(requirement)
      .map((scheme) => {
        const place = placeOf(bundle, scheme);
        if (!place || 'refusal' in place) return `\`${scheme}\``;
        const where = place.scheme ? `\`Authorization: ${place.scheme}\`` : `${place.in} \`${place.name}\``;
        return `\`${scheme}\` (${where})`;
      })
      .join(' and '),
  );
  return `**Credentials:** ${alternatives.filter(Boolean).join(', or ') || 'none'}.`;
}

function parameters(
  { bundle, sources }: ProviderDocument,
  operation: DocumentedOperation,
  inherited: Provenance | undefined,
): string {
  if (operation.parameters.length === 0) return '';
  const items = operation.parameters.map(({ name, in: place, required, object }) => {
    const provenance = provenanceOf(object) ?? inherited;
    const schema = follow(bundle, object.schema, '')?.value;
    const type = schema?.type ? String(schema.type) : '';
    const head = [
      `**\`${name}\`**`,
      `in ${place}`,
      type,
      required ? '<span class="required">required</span>' : '',
      badge(provenance, sources),
    ];
    const own = provenanceOf(object);
    const details = [prose(text(object.description)), own && own.status !== 'documented' ? note(own) : ''].filter(
      Boolean,
    );
    return [`- ${head.filter(Boolean).join(' ')}`, ...details.map((line) => `\n${indent(line, 2)}`)].join('\n');
  });
  return `### Parameters {#parameters}\n\n${fields(items.join('\n'))}`;
}

function requestBody(
  { bundle, sources }: ProviderDocument,
  operation: DocumentedOperation,
  inherited: Provenance | undefined,
): string {
  const body = operation.requestBody?.value;
  if (!body) return operation.parameters.length === 0 ? 'Nothing is sent.' : '';
  const [[mediaType, media] = ['', {}]] = Object.entries(isObject(body.content!) ? (body.content as JsonObject) : {});
  const schema = isObject(media!) ? (media as JsonObject).schema : undefined;
  const list = fieldList(bundle, sources, schema, provenanceOf(body) ?? inherited);
  return [
    `### Body {#body}`,
    `\`${mediaType}\`. ${prose(text(body.description))}`,
    fields(list),
    examples(bundle, media, 'Request'),
  ].join('\n\n');
}

function response(
  { name, bundle, sources }: ProviderDocument,
  status: string,
  value: JsonObject,
  inherited: Provenance | undefined,
): string {
  const provenance = provenanceOf(value) ?? inherited;
  const own = provenanceOf(value);
  const content = isObject(value.content!) ? Object.entries(value.content as JsonObject) : [];
  const headers = Object.entries(isObject(value.headers!) ? (value.headers as JsonObject) : {}).map(
    ([headerName, node]) => {
      const header = follow(bundle, node, '')?.value ?? {};
      return [`\`${headerName}\``, prose(text(header.description)).replace(/\s*\n\s*/g, ' ')];
    },
  );
  return [
    `### ${status} {#response-${status}}`,
    `${badge(provenance, sources)} ${prose(text(value.description))}`,
    own && own.status !== 'documented' ? note(own) : '',
    headers.length > 0 ? table(['Header', 'Meaning'], headers) : '',
    ...content.map(([mediaType, media]) =>
      [
        content.length > 1 || mediaType !== 'application/json' ? `\`${mediaType}\`` : '',
        failureLink(name, status) || fields(fieldList(bundle, sources, (media as JsonObject).schema, provenance)),
        examples(bundle, media, status),
      ]
        .filter(Boolean)
        .join('\n\n'),
    ),
    content.length === 0 ? 'Nobody documents the body.' : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function examples(bundle: JsonObject, media: unknown, what: string): string {
  const named = isObject(media as never) ? (media as JsonObject).examples : undefined;
  return Object.entries(isObject(named!) ? (named as JsonObject) : {})
    .map(([name, node]) => {
      const example = follow(bundle, node, '')?.value ?? {};
      const summary = prose(text(example.summary)).replace(/\s+/g, ' ');
      return `::: details ${what} example \`${name}\`${summary ? `: ${summary}` : ''}\n${json(shorten(example.value))}\n:::`;
    })
    .join('\n\n');
}

/** Shortens the `data:` URL of a file in an example. */
function shorten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shorten);
  if (isObject(value as never))
    return Object.fromEntries(Object.entries(value as JsonObject).map(([key, item]) => [key, shorten(item)]));
  return typeof value === 'string' && value.startsWith('data:') && value.length > 80 ? `${value.slice(0, 60)}…` : value;
}

/** The fields of failures are nearly always the same, so they are listed once, with the errors. */
function failureLink(provider: string, status: string): string {
  return /^[45]/.test(status) && provider !== 'sandbox' ? `[Fields of a failure](/${provider}/errors#fields)` : '';
}

/** A list with the filter by evidence. */
function fields(list: string): string {
  return list === '' ? '' : `<div class="fields">\n\n${list}\n\n</div>`;
}
