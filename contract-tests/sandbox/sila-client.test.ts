/** Sila's sandbox driven by the generated client: a verification from the token to the pass, by token and by signatures. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSilaClient } from '../../src/providers/sila/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { addressOf, flows, person, publishedKey, sign } from './sila.js';

const app = { handle: 'my_app', clientId: 'my-client', clientSecret: 'geheim-ü', address: addressOf(publishedKey) };
const open = () =>
  createSandbox({ now: '2026-01-31T12:00:00Z', settings: { sila: { apps: [app], verificationDelay: 10 } } });

const baseUrl = 'https://sandbox.silamoney.com';
const register = (header: object, more: object) => ({ header, ...person(more) }) as any;

test('with a token: a document is asked for, uploaded, and the verification passes', async () => {
  const sandbox = open();
  const { fetch } = sandbox;
  const now = () => Math.floor(sandbox.clock.now() / 1000);
  const header = () => ({ created: now(), app_handle: app.handle, user_handle: 'Flo' });
  const basic = { username: app.clientId, password: app.clientSecret };
  const bearer = async () => {
    const client = createSilaClient({ baseUrl, fetch, credentials: { basic } });
    const { data } = await client.POST('/0.2/auth_token', {
      body: { header: { created: now(), app_handle: app.handle } },
    });
    return data?.access_token.token ?? '';
  };
  const client = createSilaClient({ baseUrl, fetch, credentials: { bearer } });

  const registered = await client.POST('/0.2/register', {
    body: register(header(), { address: { postal_code: '88888' } }),
  });
  expect(registered.error).toBeUndefined();
  const started = await client.POST('/0.2/kyc', { body: { header: header(), flow: flows.approved } });
  const verification_uuid = started.data?.verification_ids[0]?.verification_id ?? '';
  const again = await client.POST('/0.2/kyc', { body: { header: header(), flow: flows.approved } });
  expect(again.error).toMatchObject({ error_code: 'KYC_REQUEST_DUPLICATE_PENDING' });

  const read = async () => {
    const { data } = await client.POST('/0.2/get_verifications/{verification_uuid}', {
      params: { path: { verification_uuid } },
      body: { header: header() },
    });
    return [data?.verification_status, data?.kyc_action];
  };
  expect(await read()).toEqual(['pending', null]);
  await sandbox.clock.advance({ seconds: 10 });
  expect(await read()).toEqual(['documents_required', 'doc_upload']);

  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 10, 13]);
  const metadata = { filename: 'license', mime_type: 'image/jpeg', document_type: 'id_drivers_license' };
  const hash = createHash('sha256').update(bytes).digest('hex');
  const uploaded = await client.POST('/0.2/documents', {
    body: { data: { header: header(), ...metadata, hash, verification_uuid }, file: new Blob([bytes]) },
  });
  const id = String(uploaded.data?.document_id);
  const downloaded = await client.POST('/0.2/get_document', {
    body: { header: header(), document_id: id },
    parseAs: 'arrayBuffer',
  });
  expect(new Uint8Array(downloaded.data as unknown as ArrayBuffer)).toEqual(bytes);

  await client.PUT('/0.2/resume_verification', {
    body: { header: header(), verification_uuid, update: 'document', doc_ids: [id] },
  });
  await sandbox.clock.advance({ seconds: 10 });
  expect(await read()).toEqual(['passed', null]);
});

test('with signatures, which the client makes of the bytes that it sends', async () => {
  const sandbox = open();
  const userKey = '2773846a2c739d1da40a0205e8d84d7284ce6934ebf0d9bec75b547ed22e7b9a';
  const signing = (key: string) => async (request: Request) => sign(new Uint8Array(await request.arrayBuffer()), key);
  const client = createSilaClient({
    baseUrl,
    fetch: sandbox.fetch,
    credentials: { authSignature: signing(publishedKey), userSignature: signing(userKey) },
  });
  const header = { created: Math.floor(sandbox.clock.now() / 1000), app_handle: app.handle, user_handle: 'signer' };
  const crypto_entry = { crypto_address: addressOf(userKey), crypto_code: 'ETH' };
  const registered = await client.POST('/0.2/register', { body: register(header, { crypto_entry }) });
  expect(registered.data?.message).toBe('signer was successfully registered.');
  expect((await client.POST('/0.2/kyc', { body: { header, flow: flows.approved } })).response.status).toBe(202);
});
