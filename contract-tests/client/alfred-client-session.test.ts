/** A wallet user's session against the sandbox: two minutes, three documents, and what is refused before it is sent. */
import { expect, describe, test } from 'vitest';
import { createAlfredClient, KycApiError } from '../../src/providers/alfred/index.js';
import {
  alfredSession,
  FileRefused,
  TokenExpired,
  type AlfredSessionOptions,
} from '../../src/providers/alfred/index.js';
import type { FileContent } from '../../src/runtime/file-content.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { user as login } from '../support/requests.js';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 4, 5, 6);

function open(options: AlfredSessionOptions = {}, details: Parameters<typeof alfredSession>[1] = login) {
  const sandbox = createSandbox({
    now: '2026-01-31T12:00:00Z',
    settings: { alfred: { partners: [{ key: 'any', secret: 'any' }] } },
  });
  const sent: string[] = [];
  const uploads: Request[] = [];
  /** The sandbox knows no other. */
  let keys = 'any';
  const fetch = async (request: Request) => {
    sent.push(new URL(request.url).pathname.split('/').pop()!);
    if (request.method === 'PUT') uploads.push(request.clone());
    return sandbox.fetch(request);
  };
  const client = createAlfredClient({ credentials: { apiKey: () => keys, apiSecret: 'any' }, fetch });
  const session = alfredSession(client, details, { now: sandbox.clock.now, ...options });
  return { sandbox, session, sent, uploads, setKeys: (value: string) => (keys = value) };
}

const refusal = (promise: Promise<unknown>): Promise<any> =>
  promise.then(
    () => expect.fail('it went through'),
    (error) => error,
  );

test('three documents within the two minutes, and the next sign-in knows', async () => {
  const { session, sent } = open();
  expect((await session.signIn()).response.status).toBe(202);
  expect(session.kyc).toBe(false);
  for (const docType of ['idCardFront', 'idCardBack', 'selfie'] as const) {
    expect((await session.upload(docType, png)).data?.statusCode).toBe(202);
  }
  await session.signIn();
  expect(session.kyc).toBe(true);
  expect(sent.filter((path) => path === 'login-sof-kyc')).toHaveLength(2);
});

describe('the two minutes', () => {
  test('count from the arrival of the token', async () => {
    const { sandbox, session } = open();
    await session.signIn();
    expect(session.expiresAt).toBe(sandbox.clock.now() + 120_000);
    await sandbox.clock.advance({ seconds: 119 });
    expect((await session.upload('selfie', jpeg)).response.status).toBe(202);
    await sandbox.clock.advance({ seconds: 1 });
    const error = await refusal(session.upload('selfie', jpeg));
    expect(error).toBeInstanceOf(TokenExpired);
    expect(error).toMatchObject({ code: 'TOKEN_EXPIRED', expiredAt: session.expiresAt });
    expect(error.message).toContain('over two minutes old. Call signIn() first');
  });

  test('nothing is sent without a token', async () => {
    const { session, sent } = open();
    expect((await refusal(session.upload('selfie', jpeg))).message).toContain('has not signed in yet');
    expect(sent).toEqual([]);
  });

  test('with a margin, are over earlier', async () => {
    const { sandbox, session } = open({ margin: 20_000 });
    await session.signIn();
    await sandbox.clock.advance({ seconds: 99 });
    expect((await session.upload('selfie', jpeg)).response.status).toBe(202);
    await sandbox.clock.advance({ seconds: 1 });
    expect(await refusal(session.token())).toBeInstanceOf(TokenExpired);
  });
});

describe('where the caller allows it, the session signs in again', () => {
  test('when there is no token, and when it has run out; once for all who wait', async () => {
    const { sandbox, session, sent } = open({ signInAgain: true });
    const upload = () =>
      Promise.all(['idCardFront', 'idCardBack', 'selfie'].map((one) => session.upload(one as 'selfie', png)));
    expect((await upload()).map(({ response }) => response.status)).toEqual([202, 202, 202]);
    await sandbox.clock.advance({ minutes: 2 });
    expect((await upload()).map(({ response }) => response.status)).toEqual([202, 202, 202]);
    expect(sent.filter((path) => path === 'login-sof-kyc')).toHaveLength(2);
  });

  test('when Alfred refuses a token that should be good, and sends the document once more', async () => {
    const { sandbox, session, sent } = open({ signInAgain: true, now: () => 0 });
    await session.signIn();
    await sandbox.clock.advance({ minutes: 3 });
    expect((await session.upload('selfie', png)).response.status).toBe(202);
    expect(sent).toEqual(['login-sof-kyc', 'upload-document', 'login-sof-kyc', 'upload-document']);
  });

  test('but not without end: wrong keys are refused with 401 too', async () => {
    const { session, sent, setKeys } = open({ signInAgain: true });
    await session.signIn();
    setKeys('wrong');
    expect(await refusal(session.upload('selfie', png))).toMatchObject({ name: 'KycApiError', status: 401 });
    expect(sent).toEqual(['login-sof-kyc', 'upload-document', 'login-sof-kyc']);
  });

  test('and says so when that is refused, without the details that were sent', async () => {
    const { session } = open({ signInAgain: true }, () => ({ ...login, firstname: '' }));
    const error = await refusal(session.upload('selfie', png));
    expect(error).toBeInstanceOf(KycApiError);
    expect(error).toMatchObject({ operationId: 'loginSofKyc', status: 422 });
    expect(JSON.stringify(error) + error.message).not.toMatch(/Ada|Example/);
  });

  test('not where it does not', async () => {
    const { sandbox, session, sent } = open({ now: () => 0 });
    await session.signIn();
    await sandbox.clock.advance({ minutes: 3 });
    expect((await session.upload('selfie', png)).response.status).toBe(401);
    expect(sent).toEqual(['login-sof-kyc', 'upload-document']);
  });
});

test('details may come from a function, which is asked at each sign-in', async () => {
  let asked = 0;
  const { session } = open({}, async () => ((asked += 1), login));
  await session.signIn();
  await session.signIn();
  expect(asked).toBe(2);
});

test('two users at once keep their tokens apart', async () => {
  const sandbox = createSandbox({ now: '2026-01-31T12:00:00Z' });
  const client = createAlfredClient({ credentials: { apiKey: 'any', apiSecret: 'any' }, fetch: sandbox.fetch });
  const users = ['ada@example.com', 'bob@example.com'].map((email) =>
    alfredSession(client, { ...login, email }, { now: sandbox.clock.now }),
  );
  await Promise.all(users.map((user) => user.signIn()));
  const [ada, bob] = await Promise.all(users.map((user) => user.token()));
  expect(ada).not.toBe(bob);
});

describe('a document', () => {
  const streamOf = (...chunks: Uint8Array[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
  const forms: [string, () => FileContent, string][] = [
    ['bytes', () => png, 'png'],
    ['a view of a larger buffer', () => new Uint8Array([0, 0, ...png, 0]).subarray(2, 2 + png.length), 'png'],
    ['a Buffer of Node', () => Buffer.from(png), 'png'],
    ['an ArrayBuffer', () => jpeg.slice().buffer, 'jpg'],
    ['a Blob', () => new Blob([jpeg]), 'jpg'],
    [
      'a File whose name and type lie',
      () => new File([png], '/home/ada/passport of Ada.gif', { type: 'image/gif' }),
      'png',
    ],
    ['a stream', () => streamOf(png.slice(0, 3), png.slice(3)), 'png'],
  ];
  test.each(forms)('may be %s; its own name stays at home', async (_, content, extension) => {
    const { session, uploads } = open();
    await session.signIn();
    expect((await session.upload('idCardFront', content())).response.status).toBe(202);
    const file = (await uploads[0]!.formData()).get('file') as File;
    expect([file.name, file.type]).toEqual([
      `idCardFront.${extension}`,
      extension === 'png' ? 'image/png' : 'image/jpeg',
    ]);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(extension === 'png' ? png : jpeg);
  });

  const limit = { maxDocumentBytes: 10 };
  const refused: [string, () => unknown, FileRefused['reason'], AlfredSessionOptions?][] = [
    ['a PDF', () => new TextEncoder().encode('%PDF-1.7'), 'type'],
    ['a GIF that says it is a PNG', () => new File(['GIF89a'], 'a.png', { type: 'image/png' }), 'type'],
    ['half a signature', () => png.slice(0, 7), 'type'],
    ['nothing', () => new Uint8Array(), 'size'],
    ['an empty stream', () => streamOf(), 'size'],
    ['Base64 text', () => btoa('\x89PNG'), 'content'],
    ['a path', () => './front.png', 'content'],
    ['null', () => null, 'content'],
    ['bytes over the limit', () => png, 'size', limit],
    ['a Blob over the limit', () => new Blob([png]), 'size', limit],
    ['a stream over the limit', () => streamOf(png, png), 'size', limit],
  ];
  test.each(refused)('is refused before anything is sent: %s', async (_, content, reason, options) => {
    const { session, sent } = open({ signInAgain: true, ...options });
    const error = await refusal(session.upload('selfie', content() as FileContent));
    expect(error).toBeInstanceOf(FileRefused);
    expect(error).toMatchObject({ code: 'FILE_REFUSED', reason });
    expect(sent).toEqual([]);
  });

  test('that never ends is left as soon as it is too large', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(png.slice()),
      cancel: () => void (cancelled = true),
    });
    const { session } = open(limit);
    expect(await refusal(session.upload('selfie', endless))).toMatchObject({ reason: 'size' });
    expect(cancelled).toBe(true);
  });
});
