/**
 * All failures of a provider in one table: status, code, meaning, the caller's action, and whether a retry can help.
 */
import { note, provenanceOf } from './evidence.js';
import { fieldList } from './fields.js';
import { cell, table } from './markdown.js';
import { operationPath } from './operation-page.js';
import type { Page } from './page.js';
import {
  follow,
  isObject,
  labelOf,
  text,
  type DocumentedOperation,
  type JsonObject,
  type ProviderDocument,
} from './provider-document.js';

interface Failure {
  status: string;
  code: string;
  meanings: Set<string>;
  operations: Set<string>;
}

/** The caller's action for a status of any provider. Sources: RFC 9110, and the behaviour of our clients. */
const advice: Readonly<Record<string, { act: string; retry: string }>> = {
  400: { act: 'Correct the request.', retry: 'no' },
  401: { act: 'Get a new token, or check the keys or signatures.', retry: 'once, with new credentials' },
  403: { act: 'The credentials or the state do not allow it: see the meaning.', retry: 'no' },
  404: { act: 'Check the id that is named in the request.', retry: 'no' },
  409: { act: 'Read the current state first.', retry: 'no' },
  422: { act: 'Correct the fields that the answer names.', retry: 'no' },
  429: { act: 'Wait as long as `Retry-After` says.', retry: 'yes, later' },
};

/** For a 5xx, and for a status that is not in the table above. */
const other = { act: 'Wait, then read the state before you send it again.', retry: 'only what changes nothing' };

export function errorsPage(document: ProviderDocument): Page {
  const { name, bundle } = document;
  const label = labelOf(document);
  const codeName = isObject(bundle['x-failure']!) ? text((bundle['x-failure'] as JsonObject).code) : '';
  const failures = [...failuresOf(document, codeName).values()].sort(
    (one, another) => one.status.localeCompare(another.status) || one.code.localeCompare(another.code),
  );
  const rows = failures.map(({ status, code, meanings, operations }) => {
    const { act, retry } = advice[status] ?? other;
    return [
      status,
      code ? `\`${code}\`` : 'none',
      cell(sentences([...meanings].slice(0, 4))),
      act,
      retry,
      operationLinks(name, [...operations]),
    ];
  });
  const seen = new Set<string>();
  const notes = document.operations.flatMap((operation) =>
    [...operation.responses].flatMap(([status, { value, pointer }]) => {
      const provenance = provenanceOf(value);
      if (!/^[45]/.test(status) || seen.has(pointer) || !provenance?.note) return [];
      seen.add(pointer);
      return [`- ${status} of \`${operation.operationId}\`: ${note(provenance)}`];
    }),
  );
  return {
    path: `${name}/errors`,
    title: `${label}: errors`,
    description: `Every failure that ${label}'s documents name: status, code, meaning, what to do, retry or not.`,
    body: [
      `# ${label}: errors`,
      codeName
        ? `Tell failures apart by the status and by \`${codeName}\`, never by the text of the message. The provider may add codes at any time.`
        : 'Tell failures apart by the status.',
      table(['Status', 'Code', 'Meaning', 'What to do', 'Send again', 'Operations'], rows),
      '## Fields {#fields}',
      '<EvidenceFilter />',
      ...failureSchemas(document),
      ...(notes.length > 0 ? ['## Remarks {#remarks}', notes.join('\n')] : []),
    ].join('\n\n'),
  };
}

/** Some meanings are sentences with a full stop, and some are a few words. */
const sentences = (meanings: string[]): string => meanings.map((meaning) => `${meaning.replace(/\.$/, '')}.`).join(' ');

function failuresOf(document: ProviderDocument, codeName: string): Map<string, Failure> {
  const failures = new Map<string, Failure>();
  for (const operation of document.operations) {
    for (const [status, { value }] of operation.responses) {
      if (!/^[45]/.test(status)) continue;
      for (const [code, meaning] of meaningsOf(document.bundle, value, codeName)) {
        const key = `${status} ${code}`;
        const failure = failures.get(key) ?? { status, code, meanings: new Set(), operations: new Set() };
        failure.meanings.add(meaning);
        failure.operations.add((operation satisfies DocumentedOperation).operationId);
        failures.set(key, failure);
      }
    }
  }
  return failures;
}

/** One meaning for each example, or the description of a response without examples. */
function meaningsOf(bundle: JsonObject, response: JsonObject, codeName: string): [code: string, meaning: string][] {
  const content = isObject(response.content!) ? Object.values(response.content as JsonObject) : [];
  const found = content.flatMap((media): [string, string][] => {
    const named = isObject(media) && isObject(media.examples!) ? Object.entries(media.examples as JsonObject) : [];
    return named.map(([name, node]) => {
      const { value, summary } = follow(bundle, node, '')?.value ?? {};
      const code = isObject(value!) ? text((value as JsonObject)[codeName]) : '';
      return [code, text(summary) || name];
    });
  });
  return found.length > 0 ? found : [['', text(response.description)]];
}

/** The fields of each kind of failure body, without duplicates. */
function failureSchemas({ bundle, sources, operations }: ProviderDocument): string[] {
  const seen = new Map<string, string>();
  for (const { value } of operations.flatMap(({ responses }) =>
    [...responses].filter(([status]) => /^[45]/.test(status)).map(([, found]) => found),
  )) {
    const content = isObject(value.content!) ? Object.values(value.content as JsonObject) : [];
    for (const media of content) {
      const schema = isObject(media) ? media.schema : undefined;
      for (const { name, node } of kindsOf(bundle, schema)) {
        if (!seen.has(name)) seen.set(name, fieldList(bundle, sources, node, provenanceOf(value)));
      }
    }
  }
  return [...seen].map(([name, list]) => `### \`${name}\` {#${name}}\n\n<div class="fields">\n\n${list}\n\n</div>`);
}

/** A failure that is a union is listed as each of its alternatives. */
function kindsOf(bundle: JsonObject, node: unknown): { name: string; node: unknown }[] {
  const schema = follow(bundle, node as never, '')?.value;
  const choices = [schema?.oneOf, schema?.anyOf].find(Array.isArray);
  if (choices) return choices.flatMap((choice) => kindsOf(bundle, choice));
  const reference = isObject(node as never) ? text((node as JsonObject).$ref) : '';
  return schema ? [{ name: reference.split('/').at(-1) || text(schema.title) || 'Failure', node }] : [];
}

function operationLinks(provider: string, operations: string[]): string {
  const shown = operations.slice(0, 3).map((id) => `[\`${id}\`](/${operationPath(provider, id)}#responses)`);
  return operations.length > 3 ? `${shown.join(', ')} and ${operations.length - 3} more` : shown.join(', ');
}
