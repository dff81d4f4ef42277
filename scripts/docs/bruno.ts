/**
 * A Bruno collection with its environment, in the single file that Bruno exports and imports. Bruno's converter from
 * Postman has 114 packages and 52 MB. `npm run bruno` imports the result and runs it with Bruno's own command.
 */
import type { Collection, CollectionRequest, FormPart } from './collection.js';

export function brunoCollection({ title, description, signs, folders, environment, variables }: Collection): object {
  return {
    name: title,
    version: '1',
    items: folders.map(({ name, operations }, folder) => ({
      type: 'folder',
      name,
      seq: folder + 1,
      root: { meta: { name } },
      items: operations.map(({ operationId, description, requests }, index) => ({
        type: 'folder',
        name: operationId,
        seq: index + 1,
        root: { docs: description, meta: { name: operationId } },
        items: requests.map(itemOf),
      })),
    })),
    root: {
      docs: description,
      request: {
        auth: signs ? { mode: 'bearer', bearer: { token: '{{token}}' } } : { mode: 'none' },
        script: signs ? { req: signIn } : {},
      },
    },
    environments: [
      {
        name: environment.replace(':', ','),
        // Bruno does not store secrets in the file; these are fake values.
        variables: Object.entries(variables).map(([name, value]) => ({
          name,
          value,
          type: 'text',
          enabled: true,
          secret: false,
        })),
      },
    ],
    brunoConfig: { version: '1', name: title, type: 'collection' },
  };
}

/** Sila's token is valid for hours; an existing one is used. */
const signIn = `bru.setVar('created', Math.floor(Date.now() / 1000));
if (!bru.getEnvVar('token')) {
  const { data } = await bru.sendRequest({
    method: 'POST',
    url: bru.getEnvVar('baseUrl') + '/0.2/auth_token',
    headers: {
      'content-type': 'application/json',
      authorization: 'Basic ' + btoa(bru.getEnvVar('clientId') + ':' + bru.getEnvVar('clientSecret')),
    },
    data: { header: { app_handle: bru.getEnvVar('appHandle'), created: Math.floor(Date.now() / 1000) } },
  });
  bru.setEnvVar('token', data.access_token.token);
}`;

function itemOf(request: CollectionRequest, index: number): object {
  const { name, status, method, target, headers, isBasic, keeps } = request;
  return {
    type: 'http',
    name,
    seq: index + 1,
    request: {
      method,
      url: `{{baseUrl}}${target}`,
      headers: headers.map(([name, value]) => ({ name, value, enabled: true })),
      params: [...new URLSearchParams(target.split('?')[1] ?? '')].map(([name, value]) => ({
        name,
        value,
        type: 'query',
        enabled: true,
      })),
      auth: isBasic
        ? { mode: 'basic', basic: { username: '{{clientId}}', password: '{{clientSecret}}' } }
        : { mode: 'inherit' },
      body: bodyOf(request),
      script: keeps
        ? {
            res: `if (res.getStatus() === ${status}) bru.setEnvVar('${keeps.variable}', res.getBody().${keeps.from});`,
          }
        : {},
      vars: {},
      assertions: [{ name: 'res.status', value: `eq ${status}`, enabled: true }],
      tests: '',
      docs: '',
    },
  };
}

function bodyOf({ json, form }: CollectionRequest): object {
  if (json !== undefined) return { mode: 'json', json };
  return form ? { mode: 'multipartForm', multipartForm: form.map(partOf) } : { mode: 'none' };
}

function partOf(part: FormPart): object {
  const what = 'file' in part ? { type: 'file', value: [part.file] } : { type: 'text', value: part.text };
  return { name: part.key, ...what, contentType: part.contentType ?? '', enabled: true };
}
