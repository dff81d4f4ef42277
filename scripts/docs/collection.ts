/**
 * The common part of the collections for Postman and Bruno: every request example with a response of the same name, the
 * status of that response, and the variables of the local sandbox.
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
  /** Whether every request except that for the token needs `{{token}}`, which is fetched before the first one. */
  signs: boolean;
  /** The operations by tag. */
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
  /** The status of the expected response. */
  status: string;
  method: string;
  /** Path and query. */
  target: string;
  headers: [name: string, value: string][];
  /** Whether the request uses `{{clientId}}` and `{{clientSecret}}` instead of the token. */
  isBasic: boolean;
  json?: string;
  form?: FormPart[];
  /** A variable that the response sets for later requests, and its place in the body. */
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

/** A token is empty at first; the request that issues it sets it. */
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
        // The response to the sign-in of Alfred's user has the token for its uploads.
        ...(operation.operationId === 'loginSofKyc' &&
          status === '202' && { keeps: { variable: 'userToken', from: 'data.token' } }),
      },
    ];
  });
}

/** Request examples with the status of the response of the same name; without a body, the operation's first status. */
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

/** The time in the examples. An example with another time keeps it. */
const documented = 1763683200;

function jsonText(body: Buffer): string {
  const text = JSON.stringify(JSON.parse(body.toString('utf8')), null, 2);
  return text.replace(`"created": ${documented}`, '"created": {{created}}');
}

/** The reader chooses the files, since a collection cannot contain their bytes. */
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
