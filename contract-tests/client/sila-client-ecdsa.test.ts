/** Signatures of Sila's client: every vector that is published, another implementation, and the sandbox. */
import { secp256k1 } from '@noble/curves/secp256k1';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSilaClient } from '../../src/providers/sila/index.js';
import { documentForm } from '../../src/providers/sila/document-form.js';
import { ecdsaSigner, signBytes } from '../../src/providers/sila/ecdsa.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { signerOf } from '../../src/sandbox/sila/ecdsa.js';
import { addressOf, flows, person, publishedKey } from '../sandbox/sila.js';

const collectionKey = '2773846a2c739d1da40a0205e8d84d7284ce6934ebf0d9bec75b547ed22e7b9a';
const bytes = (text: string) => new TextEncoder().encode(text);

/** Sources: tests of Sila's SDKs for C#, PHP and Java; the last one, history of its Postman collection for ECDSA. */
const vectors: [message: string, key: string, signature: string][] = [
  [
    'Sila',
    publishedKey,
    'ea3706a8d2b4c627f847c0c6bfcd59f001021d790f06924ff395e9faecb510c53c09274b70cc1d29bde630d277096d570ee7983455344915d19085cc13288b421b',
  ],
  [
    'test',
    publishedKey,
    'f9978f3af681d3de06b3bcf5acf2181b5ebf54e0110f1d9d773d691ca2b42bdc39bf478d9ea8287bd15369fa3fd25c09b8c3c02bdbafd19f2aad043e350a037c1b',
  ],
  [
    '{"test":"message"}',
    publishedKey,
    '835e9235dcdc03ed8928df5ace375bc70ea6f41699cd861b8801c9c617b4f2b658ff8e2cda47ea84401cab8019e5bb9daf3c0af2e7d2ab96cba6966a75e017171b',
  ],
  [
    '{"test": "message"}',
    publishedKey,
    '2de2f5d3f778e485f234956679373b9730b717c33e628651c3371e7eb31c4a27738af1a3bf85472a2a7dfc0628ddd21f8611ff0e170ebd24003c2a34b2760d5c1c',
  ],
  [
    '0x0a275005e689bf08C5E222B5BE2f9f9633941B92',
    collectionKey,
    '5b97bbec288ccd9f6fe206d399411d00acaa4b0344bc2f7408081209b47c4602031c922539d1af7f7c28c77226859190b88eb7a1254d73237694638948be82a51b',
  ],
];

describe('the published vectors', () => {
  test.each(vectors)('%s', async (message, key, signature) => {
    expect(await signBytes(bytes(message), key)).toBe(signature);
    expect(await signBytes(bytes(message), Uint8Array.from(Buffer.from(key, 'hex')))).toBe(signature);
  });

  test.each(vectors.filter(([message]) => message.startsWith('{')))(
    'as a request: %s',
    async (body, key, signature) => {
      const request = () => new Request('http://x', { method: 'POST', body });
      expect(await ecdsaSigner(key)(request())).toBe(signature);
      expect(await ecdsaSigner(async () => key)(request())).toBe(signature);
    },
  );
});

test('whatever is signed with whichever key, its signer is found', async () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((key) => secp256k1.utils.isValidPrivateKey(key));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), key, async (message, key) => {
      expect(signerOf(message, await signBytes(message, key))).toBe(addressOf(Buffer.from(key).toString('hex')));
    }),
    { numRuns: 50 },
  );
});

describe('what is no key is refused, and not quoted', () => {
  const wrong: [string, unknown][] = [
    ['with 0x', `0x${publishedKey}`],
    ['too short', publishedKey.slice(1)],
    ['no hexadecimal', 'g'.repeat(64)],
    ['zero', '0'.repeat(64)],
    ['beyond the curve', 'f'.repeat(64)],
    ['empty', ''],
    ['31 bytes', new Uint8Array(31)],
    ['undefined', undefined],
  ];
  test.each(wrong)('%s', async (_, key) => {
    const message = /^The private key must be 64 hexadecimal digits without 0x, or 32 bytes\.$/;
    await expect(signBytes(bytes(''), key as string)).rejects.toThrow(TypeError);
    expect(() => ecdsaSigner(key as string)).toThrow(message);
    await expect(ecdsaSigner(() => key as string)(new Request('http://x'))).rejects.toThrow(message);
  });
});

describe('against the sandbox', () => {
  const app = { handle: 'my_app', clientId: 'x', clientSecret: 'y', address: addressOf(publishedKey) };
  const keys: Record<string, string> = { ada: collectionKey, bob: publishedKey };
  const open = async () => {
    const sandbox = createSandbox({
      now: '2026-01-31T12:00:00Z',
      settings: { sila: { apps: [app], verificationDelay: 0 } },
    });
    const created = Math.floor(sandbox.clock.now() / 1000);
    const asked: (string | undefined)[] = [];
    const client = createSilaClient({
      credentials: {
        authSignature: ecdsaSigner(publishedKey),
        userSignature: ecdsaSigner((handle) => (asked.push(handle), keys[handle ?? ''] ?? publishedKey)),
      },
      fetch: sandbox.fetch,
    });
    const header = (user_handle: string) => ({ created, app_handle: app.handle, user_handle });
    for (const name of Object.keys(keys)) {
      const crypto_entry = { crypto_address: addressOf(keys[name]!), crypto_code: 'ETH' };
      const identity = { identity_value: name === 'ada' ? '000-12-3456' : '000-12-3457' };
      const body = { header: header(name), ...person({ crypto_entry, identity }) };
      expect((await client.POST('/0.2/register', { body: body as never })).response.status).toBe(200);
    }
    return { client, header, asked };
  };

  test('each end user signs with a key of their own', async () => {
    const { client, header, asked } = await open();
    for (const name of ['ada', 'bob']) {
      const { data } = await client.POST('/0.2/kyc', { body: { header: header(name), flow: flows.approved } });
      expect(data?.verification_ids[0]?.entity).toBe(name);
    }
    expect(asked).toEqual(['ada', 'bob']);
    const wrong = await client.POST('/0.2/get_entity', {
      body: { header: header('ada') },
      headers: { usersignature: await signBytes(bytes('{}'), collectionKey) },
    });
    expect(wrong.response.status).toBe(403);
  });

  test('a business signs with the key of header.business_handle', async () => {
    const asked: (string | undefined)[] = [];
    const signed: string[] = [];
    const client = createSilaClient({
      credentials: {
        authSignature: ecdsaSigner(publishedKey),
        userSignature: ecdsaSigner(publishedKey),
        businessSignature: ecdsaSigner((_, business) => (asked.push(business), collectionKey)),
      },
      fetch: async (request) => {
        signed.push((request as Request).headers.get('businesssignature') ?? 'none');
        return Response.json({ success: true, status: 'SUCCESS', message: 'done' });
      },
    });
    const header = { created: 1, app_handle: 'my_app', user_handle: 'ada' };
    await client.POST('/0.2/certify_business', { body: { header: { ...header, business_handle: 'hub' } } });
    await client.POST('/0.2/get_entity', { body: { header } });
    expect(asked).toEqual(['hub']);
    expect(signed).toEqual([expect.stringMatching(/^[0-9a-f]{128}1[bc]$/), 'none']);
  });

  test('of an upload, the text of the part `data` is signed, whatever is in it', async () => {
    const { client, header } = await open();
    const data = {
      header: { ...header('ada'), reference: 'line\r\nbreak 😀 "' },
      document_type: 'id_passport',
      name: 'ä\n',
    };
    const body = await documentForm(data, Uint8Array.of(0xff, 0xd8, 0xff, 13, 10));
    const { data: uploaded, error } = await client.POST('/0.2/documents', { body });
    expect(error).toBeUndefined();
    expect(uploaded?.document_id).toEqual(expect.any(String));
  });
});
