/**
 * A Postman collection (format 2.1), which Postman, Insomnia and Hoppscotch import, and newman runs. Each request has a
 * test for the documented response.
 */
import type { Collection, CollectionRequest, FormPart } from './collection.js';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

export function postmanCollection({ title, description, signs, folders }: Collection): object {
  return {
    info: { name: title, description, schema },
    ...(signs && { auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] } }),
    event: signs ? [script('prerequest', signIn)] : [],
    item: folders.map(({ name, operations }) => ({
      name,
      item: operations.map(({ operationId, description, requests }) => ({
        name: operationId,
        description,
        item: requests.map(itemOf),
      })),
    })),
  };
}

export function postmanEnvironment({ environment, variables }: Collection): object {
  return {
    name: environment,
    values: Object.entries(variables).map(([key, value]) => ({
      key,
      value,
      enabled: true,
      type: /secret|token/i.test(key) ? 'secret' : 'default',
    })),
    _postman_variable_scope: 'environment',
  };
}

/** Sila's token is valid for hours; an existing one is used. */
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

function itemOf({ name, status, method, target, headers, isBasic, json, form, keeps }: CollectionRequest): object {
  const [pathname = '', search = ''] = target.split('?');
  const tests = [
    `pm.test('is answered with ${status}', () => pm.response.to.have.status(${status}));`,
    ...(keeps
      ? [
          `if (pm.response.code === ${status}) pm.environment.set('${keeps.variable}', pm.response.json().${keeps.from});`,
        ]
      : []),
  ];
  return {
    name,
    event: [script('test', tests.join('\n'))],
    request: {
      method,
      ...(isBasic && {
        auth: {
          type: 'basic',
          basic: [
            { key: 'username', value: '{{clientId}}', type: 'string' },
            { key: 'password', value: '{{clientSecret}}', type: 'string' },
          ],
        },
      }),
      header: headers.map(([key, value]) => ({ key, value })),
      url: {
        raw: `{{baseUrl}}${target}`,
        host: ['{{baseUrl}}'],
        path: pathname.slice(1).split('/'),
        query: [...new URLSearchParams(search)].map(([key, value]) => ({ key, value })),
      },
      ...(json !== undefined && { body: { mode: 'raw', raw: json, options: { raw: { language: 'json' } } } }),
      ...(form && { body: { mode: 'formdata', formdata: form.map(partOf) } }),
    },
  };
}

function partOf(part: FormPart): object {
  if ('file' in part) return { key: part.key, type: 'file', src: part.file };
  const { key, text, contentType } = part;
  return { key, type: 'text', value: text, ...(contentType && { contentType }) };
}

const script = (listen: string, code: string) => ({
  listen,
  script: { type: 'text/javascript', exec: code.split('\n') },
});
