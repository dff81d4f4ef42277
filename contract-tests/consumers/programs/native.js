/** For React Native: its own fetch and abort signals, which are these two packages; `run(<base URL of the sandbox>)`. */
import 'whatwg-fetch';
import { AbortController, AbortSignal } from 'abort-controller';
import { createAlfredClient } from 'kyc-contracts/alfred';
import { createSilaClient } from 'kyc-contracts/sila';
import { ada } from './use.js';

Object.assign(globalThis, { AbortController, AbortSignal });

/** @returns JSON, because objects of another realm compare as different. */
export async function run(url) {
  const basic = {
    username: 'sandbox-client-id-of-example-app-0000000001',
    password: 'sandbox-client-secret-of-example-app',
  };
  const options = { baseUrl: url, app_handle: 'example_app', credentials: { basic } };
  const sila = createSilaClient(options);
  const body = { header: { user_handle: 'nobody_example' } };
  const success = await sila.POST('/0.2/check_handle', { body });
  const failure = await sila.POST('/0.2/get_entity', { body });

  const keys = { apiKey: 'any', apiSecret: 'any' };
  const baseUrl = `${url}/api/v1/third-party-service`;
  const login = await createAlfredClient({ baseUrl, credentials: keys }).POST('/login-sof-kyc', { body: ada });
  const alfred = createAlfredClient({ baseUrl, credentials: { ...keys, userToken: login.data.data.token } });
  const file = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1)], { type: 'image/png' });
  const upload = await alfred.PUT('/kyc/upload-document', { body: { docType: 'selfie', file } });

  const name = (promise) => promise.then(String, (error) => error.name);
  const slow = { body, fetch: () => new Promise(() => {}) };
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  const aborted = await name(sila.POST('/0.2/check_handle', { ...slow, signal: controller.signal }));
  const late = await name(sila.POST('/0.2/check_handle', { ...slow, timeout: 20 }));
  const large = await name(sila.POST('/0.2/check_handle', { body, maxBodySize: 9 }));

  const seen = [];
  const middleware = [
    {
      onRequest: async ({ request }) => void seen.push(JSON.parse(await request.clone().text()).header.app_handle),
      onResponse: async ({ response }) => void seen.push((await response.clone().json()).success),
    },
  ];
  await sila.POST('/0.2/check_handle', { body, middleware });
  return JSON.stringify({
    results: [success, failure, login, upload].map(({ ok, status }) => [ok, status]),
    error: failure.error.success,
    errors: [aborted, late, large],
    seen,
  });
}
