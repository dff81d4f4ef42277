/**
 * What the collections for Postman and Bruno have in common: every request example that has an answer of the same name,
 * with the status of that answer, and the variables of the sandbox on this machine.
 */
import { exampleRequest } from '../../src/http/curl/example-request.js';
import {
  follow,
  isObject,
  schemesOf,
  titleOf,
  type DocumentedOperation,
  type JsonObject,
  type ProviderDocument,
} from './provider-document.js';
import { sandboxBase, sandboxClient } from './samples.js';

export interface Collection {
  title: string;
  description: string;
  /** Whether each request but the one for the token needs `{{token}}`, which is asked for before the first. */
  signs: boolean;
  /** By tag. */
  folders: { name: string; operations: CollectionOperation[] }[];
  environment: string;
  variables: Readonly<Record<string, string>>;
}

export interface CollectionOperation {
  operationId: string;
  description: string;
  requests: CollectionRequest[];
}

export interface CollectionRequest {
  name: string;
  /** What it is answered with. */
  status: string;
  method: string;
  /** Path and query. */
  target: string;
  headers: [name: string, value: string][];
  /** Signed by `{{clientId}}` and `{{clientSecret}}`, in place of the token. */
  isBasic: boolean;
  json?: string;
  form?: FormPart[];
  /** A variable that its answer fills in for later requests: where in the body it is. */
  keeps?: { variable: string; from: string };
}

export type FormPart = { key: string; contentType?: string } & ({ text: string } | { file: string });

export function collectionOf(document: ProviderDocument): Collection {
  const { name, bundle } = document;
  const folders = [...new Set(document.operations.map(({ tags }) => tags[0] ?? 'Operations'))];
  const environment = `${name}: sandbox on this machine`;
  return {
    title: titleOf(document),
    description: `Requests with made-up people, for the sandbox that \`npm start\` serves. Choose the environment "${environment}".`,
    signs: schemesOf(bundle).bearer !== undefined && name === 'sila',
    folders: folders.map((folder) => ({
      name: folder,
      operations: document.operations
        .filter(({ tags }) => (tags[0] ?? 'Operations') === folder)
        .map((operation) => ({
          operationId: operation.operationId,
          description: operation.description,
          requests: requestsOf(document, operation),
        })),
    })),
    environment,
    variables: {
      baseUrl: sandboxBase[name] ?? '',
      ...(name === 'sila'
        ? {
            clientId: sandboxClient.username,
            clientSecret: sandboxClient.password,
            appHandle: 'example_app',
            token: '',
          }
        : Object.fromEntries(Object.keys(schemesOf(bundle)).map((scheme) => [scheme, fakeOf(scheme)]))),
    },
  };
}

/** A token is put in by the request that issues it. */
const fakeOf = (scheme: string) => (/token/i.test(scheme) ? '' : `fake-${scheme}`);

function requestsOf(document: ProviderDocument, operation: DocumentedOperation): CollectionRequest[] {
  return namedPairs(document.bundle, operation).flatMap(({ example, status }) => {
    const request = exampleRequest(document.bundle, operation, example === '' ? {} : { example });
    if (!request) return [];
    const isForm = (request.headers['content-type'] ?? '').startsWith('multipart/');
    const own = ['accept', 'user-agent', ...(isForm ? ['content-type'] : [])];
    return [
      {
        name: example || operation.operationId,
        status,
        method: request.method,
        target: request.target,
        headers: Object.entries(request.headers)
          .filter(([name, value]) => !own.includes(name) && !/^(Basic|Bearer) /.test(value))
          .map(([key, value]): [string, string] => [key, /^fake-(\w+)$/.test(value) ? `{{${value.slice(5)}}}` : value]),
        isBasic: Object.keys(operation.security[0] ?? {}).includes('basic'),
        ...(request.body && (isForm ? { form: formParts(request.body) } : { json: jsonText(request.body) })),
        // The answer to a sign-in of Alfred's user has the token that its uploads need.
        ...(operation.operationId === 'loginSofKyc' &&
          status === '202' && { keeps: { variable: 'userToken', from: 'data.token' } }),
      },
    ];
  });
}

/** Request examples with the status whose answer has the same name; for an operation without a body, its first status. */
function namedPairs(bundle: JsonObject, operation: DocumentedOperation): { example: string; status: string }[] {
  const names = examplesOf(operation.requestBody?.value);
  const pairs = names.flatMap((example) => {
    const status = [...operation.responses].find(([, { value }]) => examplesOf(value).includes(example))?.[0];
    return status === undefined ? [] : [{ example, status }];
  });
  const [first = '200'] = operation.responses.keys();
  return pairs.length > 0 ? pairs : [{ example: names[0] ?? '', status: first }];

  function examplesOf(holder: JsonObject | undefined): string[] {
    const content = holder && isObject(holder.content!) ? Object.values(holder.content as JsonObject) : [];
    return content.flatMap((node) => {
      const media = follow(bundle, node, '')?.value;
      return media && isObject(media.examples!) ? Object.keys(media.examples as JsonObject) : [];
    });
  }
}

/** The time of the examples. One that is about another time keeps it. */
const documented = 1763683200;

function jsonText(body: Buffer): string {
  const text = JSON.stringify(JSON.parse(body.toString('utf8')), null, 2);
  return text.replace(`"created": ${documented}`, '"created": {{created}}');
}

/** Files are chosen by the reader: a collection cannot hold their bytes. */
function formParts(body: Buffer): FormPart[] {
  const source = body.toString('latin1');
  const parts = [
    ...source.matchAll(
      /name="([^"]+)"(?:; filename="([^"]+)")?\r\n(?:Content-Type: ([^\r]+)\r\n)?\r\n([\s\S]*?)\r\n--/g,
    ),
  ];
  return parts.map(([, key = '', file, contentType, value = '']) => {
    if (file) return { key, file };
    const text = Buffer.from(value, 'latin1').toString('utf8');
    return {
      key,
      text: text.replace(`"created":${documented}`, '"created":{{created}}'),
      ...(contentType && { contentType }),
    };
  });
}
