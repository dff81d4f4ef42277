/**
 * A Postman collection (format 2.1) of every request example that has an answer of the same name. Postman, Insomnia,
 * Hoppscotch and Bruno import it; newman runs it. Each request tests that it is answered as documented.
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

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

export async function postmanCollection(document: ProviderDocument): Promise<object> {
  const folders = [...new Set(document.operations.map(({ tags }) => tags[0] ?? 'Operations'))];
  const signs = schemesOf(document.bundle).bearer !== undefined && document.name === 'sila';
  return {
    info: { name: titleOf(document), description: description(document), schema },
    ...(signs && { auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] } }),
    event: signs ? [script('prerequest', signIn)] : [],
    item: folders.map((name) => ({
      name,
      item: document.operations
        .filter(({ tags }) => (tags[0] ?? 'Operations') === name)
        .map((operation) => ({
          name: operation.operationId,
          description: operation.description,
          item: itemsOf(document, operation),
        })),
    })),
  };
}

export function postmanEnvironment({ name, bundle }: ProviderDocument): object {
  const values: Record<string, string> = {
    baseUrl: sandboxBase[name] ?? '',
    ...(name === 'sila'
      ? { clientId: sandboxClient.username, clientSecret: sandboxClient.password, appHandle: 'example_app', token: '' }
      : Object.fromEntries(Object.keys(schemesOf(bundle)).map((scheme) => [scheme, fakeOf(scheme)]))),
  };
  return {
    name: `${name}: sandbox on this machine`,
    values: Object.entries(values).map(([key, value]) => ({
      key,
      value,
      enabled: true,
      type: /secret|token/i.test(key) ? 'secret' : 'default',
    })),
    _postman_variable_scope: 'environment',
  };
}

/** A token is put in by the request that issues it. */
const fakeOf = (scheme: string) => (/token/i.test(scheme) ? '' : `fake-${scheme}`);

const description = ({ name }: ProviderDocument) =>
  `Requests with made-up people, for the sandbox that \`npm start\` serves. Choose the environment "${name}: sandbox on this machine".`;

/** Sila's token lives for hours; one that is there is used. */
const signIn = `// Not $timestamp, which rounds up: Sila refuses the future.
pm.environment.set('created', Math.floor(Date.now() / 1000));
if (!pm.environment.get('token')) {
  pm.sendRequest({
    url: pm.environment.get('baseUrl') + '/0.2/auth_token',
    method: 'POST',
    header: {
      'content-type': 'application/json',
      authorization: 'Basic ' + btoa(pm.environment.get('clientId') + ':' + pm.environment.get('clientSecret')),
    },
    body: {
      mode: 'raw',
      raw: JSON.stringify({ header: { app_handle: pm.environment.get('appHandle'), created: Math.floor(Date.now() / 1000) } }),
    },
  }, (error, response) => {
    if (!error) pm.environment.set('token', response.json().access_token.token);
  });
}`;

function itemsOf(document: ProviderDocument, operation: DocumentedOperation): object[] {
  return namedPairs(document.bundle, operation).flatMap(({ example, status }) => {
    const request = exampleRequest(document.bundle, operation, example === '' ? {} : { example });
    if (!request) return [];
    const [pathname = '', search = ''] = request.target.split('?');
    const contentType = request.headers['content-type'] ?? '';
    const isForm = contentType.startsWith('multipart/');
    const scheme = Object.keys(operation.security[0] ?? {});
    const own = ['accept', 'user-agent', ...(isForm ? ['content-type'] : [])];
    return [
      {
        name: example || operation.operationId,
        event: [
          script(
            'test',
            [
              `pm.test('is answered with ${status}', () => pm.response.to.have.status(${status}));`,
              ...keepToken(operation),
            ].join('\n'),
          ),
        ],
        request: {
          method: request.method,
          ...(scheme.includes('basic') && {
            auth: {
              type: 'basic',
              basic: [
                { key: 'username', value: '{{clientId}}', type: 'string' },
                { key: 'password', value: '{{clientSecret}}', type: 'string' },
              ],
            },
          }),
          header: Object.entries(request.headers)
            .filter(([name, value]) => !own.includes(name) && !/^(Basic|Bearer) /.test(value))
            .map(([key, value]) => ({ key, value: /^fake-(\w+)$/.test(value) ? `{{${value.slice(5)}}}` : value })),
          url: {
            raw: `{{baseUrl}}${request.target}`,
            host: ['{{baseUrl}}'],
            path: pathname.slice(1).split('/'),
            query: [...new URLSearchParams(search)].map(([key, value]) => ({ key, value })),
          },
          ...(request.body && { body: isForm ? formBody(request.body) : rawBody(request.body) }),
        },
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

/** The answer to a sign-in of Alfred's user has the token that its uploads need. */
function keepToken({ operationId }: DocumentedOperation): string[] {
  if (operationId !== 'loginSofKyc') return [];
  return ["if (pm.response.code === 202) pm.environment.set('userToken', pm.response.json().data.token);"];
}

function rawBody(body: Buffer): object {
  const raw = JSON.stringify(JSON.parse(body.toString('utf8')), null, 2).replace(
    `"created": ${documented}`,
    '"created": {{created}}',
  );
  return { mode: 'raw', raw, options: { raw: { language: 'json' } } };
}

/** Files are chosen by the reader: a collection cannot hold their bytes. */
function formBody(body: Buffer): object {
  const source = body.toString('latin1');
  const parts = [
    ...source.matchAll(
      /name="([^"]+)"(?:; filename="([^"]+)")?\r\n(?:Content-Type: ([^\r]+)\r\n)?\r\n([\s\S]*?)\r\n--/g,
    ),
  ];
  return {
    mode: 'formdata',
    formdata: parts.map(([, key, filename, contentType, value = '']) =>
      filename
        ? { key, type: 'file', src: filename }
        : {
            key,
            type: 'text',
            value: Buffer.from(value, 'latin1')
              .toString('utf8')
              .replace(`"created":${documented}`, '"created":{{created}}'),
            ...(contentType && { contentType }),
          },
    ),
  };
}

const script = (listen: string, code: string) => ({
  listen,
  script: { type: 'text/javascript', exec: code.split('\n') },
});
