/** Sila's request signatures: the vectors that its SDKs publish, and signed requests from end to end. */
import { describe, expect, test } from 'vitest';
import { signerOf } from '../../src/sandbox/sila/ecdsa.js';
import { addressOf, flows, person, publishedKey, sign, SilaApp } from './sila.js';

const published = '0x65a796a4bd3aaf6370791beffb1a86eacfdbc3c1';

const vectors: [message: string, signature: string, address: string][] = [
  [
    'Sila',
    'ea3706a8d2b4c627f847c0c6bfcd59f001021d790f06924ff395e9faecb510c53c09274b70cc1d29bde630d277096d570ee7983455344915d19085cc13288b421b',
    published,
  ],
  [
    'test',
    'f9978f3af681d3de06b3bcf5acf2181b5ebf54e0110f1d9d773d691ca2b42bdc39bf478d9ea8287bd15369fa3fd25c09b8c3c02bdbafd19f2aad043e350a037c1b',
    published,
  ],
  [
    '{"test":"message"}',
    '835e9235dcdc03ed8928df5ace375bc70ea6f41699cd861b8801c9c617b4f2b658ff8e2cda47ea84401cab8019e5bb9daf3c0af2e7d2ab96cba6966a75e017171b',
    published,
  ],
  [
    '{"test": "message"}',
    '2de2f5d3f778e485f234956679373b9730b717c33e628651c3371e7eb31c4a27738af1a3bf85472a2a7dfc0628ddd21f8611ff0e170ebd24003c2a34b2760d5c1c',
    published,
  ],
  [
    '0x0a275005e689bf08C5E222B5BE2f9f9633941B92',
    '5b97bbec288ccd9f6fe206d399411d00acaa4b0344bc2f7408081209b47c4602031c922539d1af7f7c28c77226859190b88eb7a1254d73237694638948be82a51b',
    '0x0a275005e689bf08c5e222b5be2f9f9633941b92',
  ],
];

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the published vectors', () => {
  test.each(vectors)('%s', (message, signature, address) => {
    expect(signerOf(bytes(message), signature)).toBe(address);
    expect(signerOf(bytes(`${message} `), signature)).not.toBe(address);
  });

  test.each(['', 'wrong', '0'.repeat(130), `${'0'.repeat(128)}1b`, `${'f'.repeat(128)}1c`, `0x${vectors[0]![1]}`])(
    'nobody signed with "%s"',
    (signature) => expect(signerOf(bytes('Sila'), signature)).toBeUndefined(),
  );
});

const userKey = '2773846a2c739d1da40a0205e8d84d7284ce6934ebf0d9bec75b547ed22e7b9a';

const withUser = async () => {
  const app = new SilaApp({ settings: { verificationDelay: 0 } });
  const crypto_entry = { crypto_address: addressOf(userKey), crypto_code: 'ETH' };
  const body = { header: app.header('signer', { crypto: 'ETH' }), message: 'entity_msg', ...person({ crypto_entry }) };
  const { status } = await app.signed('register', body, { auth: publishedKey });
  expect(status).toBe(200);
  return app;
};

describe('signed requests', () => {
  test('from registration to a passed verification, without a token', async () => {
    const app = await withUser();
    const keys = { auth: publishedKey, user: userKey };
    const kyc = await app.signed('kyc', { header: app.header('signer'), flow: flows.approved }, keys);
    expect(kyc.status).toBe(202);
    const { body } = await app.signed('getVerifications', { header: app.header('signer') }, keys);
    expect(body.verifications).toMatchObject([{ verification_status: 'passed' }]);
    expect((await app.signed('getEntity', { header: app.header('signer') }, keys)).status).toBe(200);
    await app.sandbox.restore(await app.sandbox.snapshot());
    expect((await app.signed('getEntities', { header: app.header() }, { auth: publishedKey })).status).toBe(200);
  });

  test('the bytes count, not what they mean', async () => {
    const app = await withUser();
    const body = JSON.stringify({ header: app.header('signer') });
    const headers = { authsignature: sign(bytes(body), publishedKey), usersignature: sign(bytes(body), userKey) };
    const send = (text: string) => app.send('getEntity', text, { headers, authorization: null });
    expect((await send(body)).status).toBe(200);
    expect((await send(body.replace('{', '{ '))).status).toBe(403);
  });

  test('of an upload the exact text of `data` is signed', async () => {
    const app = await withUser();
    const file = new Uint8Array([1, 2, 3]);
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', file)).toString('hex');
    const metadata = { filename: 'f', hash, mime_type: 'application/x-thing', document_type: 'other_doc' };
    // No line break: FormData itself would turn it into another one on its way.
    const data = ` ${JSON.stringify({ header: app.header('signer'), ...metadata })} `;
    const upload = (signed: string) => {
      const form = new FormData();
      form.set('data', data);
      form.set('file', new Blob([file]), 'f');
      const headers = { authsignature: sign(bytes(signed), publishedKey), usersignature: sign(bytes(signed), userKey) };
      return app.send('uploadDocuments', undefined, { form, headers, authorization: null });
    };
    expect((await upload(data.trim())).status).toBe(403);
    expect((await upload(data)).status).toBe(200);
  });
});

describe('wrong signatures', () => {
  const unauthorized = ['checkHandle', 'register', 'requestKyc', 'checkKyc'];
  const forbidden = ['kyc', 'getVerifications', 'getEntity', 'getEntities', 'addEmail', 'updateEntity', 'deletePhone'];
  const uuid = '00000000-0000-4000-8000-000000000000';
  const bodyOf = (app: SilaApp, operationId: string) => ({
    header: app.header(operationId === 'getEntities' ? undefined : 'signer'),
    ...(operationId === 'register' ? { entity: { first_name: 'Ada' } } : {}),
    ...(operationId === 'kyc' ? { flow: flows.approved } : {}),
    ...(operationId === 'addEmail' ? { email: 'a@example.com' } : {}),
    ...(operationId === 'deletePhone' ? { uuid } : {}),
  });

  test.each([...unauthorized.map((name) => [name, 401] as const), ...forbidden.map((name) => [name, 403] as const)])(
    'of the app on %s: %i',
    async (operationId, expected) => {
      const app = await withUser();
      const { status, body } = await app.signed(operationId, bodyOf(app, operationId), {
        auth: userKey,
        user: userKey,
      });
      expect(status).toBe(expected);
      expect(body.message).toBe('There seems to be an issue with your authentication headers.');
    },
  );

  test('of the end user: none, or somebody else', async () => {
    const app = await withUser();
    const body = { header: app.header('signer') };
    const missing = await app.signed('getEntity', body, { auth: publishedKey });
    expect(missing.status).toBe(403);
    expect(missing.body.message).toContain('signature is required for this request');
    expect((await app.signed('getEntity', body, { auth: publishedKey, user: publishedKey })).status).toBe(403);
    expect((await app.signed('checkKyc', body, { auth: publishedKey })).status).toBe(200);
    expect((await app.signed('checkKyc', body, { auth: publishedKey, user: publishedKey })).status).toBe(401);
  });

  test.each([
    ['requestKyc', 401],
    ['checkKyc', 401],
    ['getEntity', 403],
    ['listDocuments', 403],
  ])('of a handle that the app has not registered, on %s: %i', async (operationId, expected) => {
    const app = await withUser();
    const request = { header: app.header('nobody') };
    const { status, body } = await app.signed(operationId, request, { auth: publishedKey, user: userKey });
    expect([status, body.message]).toEqual([expected, 'Handle nobody not registered by app.']);
  });

  test('of an app that Sila does not have', async () => {
    const app = await withUser();
    const request = { header: { ...app.header('new'), app_handle: 'no_such_app' }, entity: { first_name: 'Ada' } };
    const { status, body } = await app.signed('register', request, { auth: publishedKey });
    expect([status, body.message]).toEqual([401, 'The requested app handle is forbidden access to the Sila platform.']);
  });
});
