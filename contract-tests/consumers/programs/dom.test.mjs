/** With jsdom: a form, an abort, HTTP Basic and a token, beside a document. Jest and Vitest run it. */
import { createAlfredClient } from 'kyc-contracts/alfred';
import { createSandbox } from 'kyc-contracts/sandbox';
import { createSilaClient } from 'kyc-contracts/sila';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const keys = { apiKey: 'any', apiSecret: 'any' };
const ada = {
  ...{ firstname: 'Ada', lastname: 'Example', address: 'Calle Ejemplo 123', country: 'ARG', city: 'Buenos Aires' },
  ...{ email: 'ada@example.com', phonenumber: '+12025550123', zipcode: 1020, birthday: '1987-04-12' },
  initial_transaction: '3f1c9a52-7d04-4b8e-9c61-2a5d8e0f7b13',
};

test('there is a document', () => expect(document.createElement('p').tagName).toBe('P'));

test('a form', async () => {
  const { fetch } = createSandbox();
  const { data } = await createAlfredClient({ credentials: keys, fetch }).POST('/login-sof-kyc', { body: ada });
  const alfred = createAlfredClient({ credentials: { ...keys, userToken: data.data.token }, fetch });
  const file = new Blob([png], { type: 'image/png' });
  expect((await alfred.PUT('/kyc/upload-document', { body: { docType: 'selfie', file } })).status).toBe(202);
});

test('an abort', async () => {
  const alfred = createAlfredClient({ credentials: keys, fetch: () => new Promise(() => {}) });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 10);
  const call = alfred.POST('/login-sof-kyc', { body: ada, signal: controller.signal });
  expect((await call.catch((error) => error)).name).toBe('AbortError');
});

test('HTTP Basic, and the token that it gets', async () => {
  const basic = {
    username: 'sandbox-client-id-of-example-app-0000000001',
    password: 'sandbox-client-secret-of-example-app',
  };
  const { fetch } = createSandbox();
  const sila = createSilaClient({ app_handle: 'example_app', credentials: { basic }, fetch });
  const { status } = await sila.POST('/0.2/check_handle', { body: { header: { user_handle: 'ada_example' } } });
  expect(status).toBe(200);
});
