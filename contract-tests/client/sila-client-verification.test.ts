/** Documents with what can be told from them, and waiting for a verification, against the sandbox. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSilaClient } from '../../src/providers/sila/index.js';
import {
  documentForm,
  FileRefused,
  PollingDeadline,
  waitForVerification,
  type WaitOptions,
} from '../../src/providers/sila/index.js';
import { SilaApp } from '../sandbox/sila.js';

async function started(postal_code = '97201') {
  const app = new SilaApp();
  await app.register('ada', { address: { postal_code } });
  const verification_uuid = await app.started('ada');
  let asked = 0;
  const client = createSilaClient({ credentials: { bearer: () => app.token! }, fetch: app.sandbox.fetch });
  const header = () => ({ created: app.now, app_handle: app.app.handle, user_handle: 'ada' });
  const read = async (signal?: AbortSignal) => {
    asked += 1;
    return client.POST('/0.2/get_verifications/{verification_uuid}', {
      params: { path: { verification_uuid } },
      body: { header: header() },
      ...(signal && { signal }),
    });
  };
  const waits: number[] = [];
  /** Time passes in the sandbox alone. */
  const options = {
    now: app.sandbox.clock.now,
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
      await app.sandbox.clock.advance({ milliseconds });
    },
  } satisfies WaitOptions<never>;
  return { app, client, header, verification_uuid, read, waits, options, asked: () => asked };
}

describe('waiting for a verification', () => {
  test('asks less and less often, until there is a result', async () => {
    const { read, options, waits } = await started();
    const { data } = await waitForVerification(read, options);
    expect(data?.verification_status).toBe('passed');
    // 33 seconds at 5, 10, 20 and 40, each of them shortened by up to half.
    expect(waits.length).toBeGreaterThanOrEqual(3);
    waits.forEach((wait, index) => {
      expect(wait).toBeLessThanOrEqual(5_000 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(2_500 * 2 ** index);
    });
  });

  test('ends when the verification asks for something', async () => {
    const { read, options } = await started('88888');
    const { data } = await waitForVerification(read, options);
    expect(data).toMatchObject({ verification_status: 'documents_required', kyc_action: 'doc_upload' });
  });

  test('ends when the caller says so', async () => {
    const { read, options, asked } = await started();
    const until = ({ verification_status }: { verification_status: string }) => verification_status === 'pending';
    await waitForVerification(read, { ...options, until });
    expect(asked()).toBe(1);
  });

  test('ends in time, and never waits beyond it', async () => {
    const { read, options, app } = await started();
    const begin = app.sandbox.clock.now();
    const error = await waitForVerification(read, { ...options, deadline: 20_000 }).catch((error: Error) => error);
    expect(error).toBeInstanceOf(PollingDeadline);
    expect(error).toMatchObject({ code: 'POLLING_DEADLINE', verificationStatus: 'pending', retryable: true });
    expect(app.sandbox.clock.now() - begin).toBeLessThanOrEqual(20_000);
  });

  test('asks a last time at the deadline, and not before a Retry-After beyond it', async () => {
    const { read, options, app, waits } = await started();
    const begin = app.sandbox.clock.now();
    // The verification takes 33 seconds.
    const { data } = await waitForVerification(read, { ...options, interval: 60_000, deadline: 34_000 });
    expect(data?.verification_status).toBe('passed');
    expect(app.sandbox.clock.now() - begin).toBeLessThanOrEqual(34_000);
    waits.length = 0;
    const later = { response: new Response(null, { status: 429, headers: { 'retry-after': '35' } }) };
    await expect(waitForVerification(async () => later, { ...options, deadline: 34_000 })).rejects.toThrow(
      PollingDeadline,
    );
    expect(waits).toEqual([]);
  });

  test('ends although neither the clock nor the wait of a test passes time', async () => {
    const { read, asked } = await started();
    const still = { now: () => 0, wait: async () => {} };
    await expect(waitForVerification(read, still)).rejects.toThrow(PollingDeadline);
    expect(asked()).toBeLessThan(20);
  });

  test('ends with the reason of an abort, in the midst of a wait', async () => {
    const { read, asked } = await started();
    const controller = new AbortController();
    const reason = new Error('user has left');
    const waiting = waitForVerification(
      async (signal) => {
        const result = await read(signal);
        setImmediate(() => controller.abort(reason));
        return result;
      },
      { signal: controller.signal, interval: 600_000, maxInterval: 600_000, deadline: 10_000_000 },
    );
    await expect(waiting).rejects.toBe(reason);
    expect(asked()).toBe(1);
    await expect(waitForVerification(read, { signal: controller.signal })).rejects.toBe(reason);
    expect(asked()).toBe(1);
  });

  test('goes on after 429, as late as it asks; any other failure is handed over', async () => {
    const { read, options, waits } = await started();
    const answers = [
      { response: new Response(null, { status: 429, headers: { 'retry-after': '90' } }) },
      { response: new Response(null, { status: 429 }) },
      { response: new Response(null, { status: 404 }) },
    ];
    const result = await waitForVerification(async () => answers.shift() ?? (await read()), options);
    expect(result.response.status).toBe(404);
    expect(waits[0]).toBe(90_000);
    expect(waits[1]).toBeLessThanOrEqual(10_000);
  });
});

describe('a document', () => {
  const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 10, 13);
  const pdf = new TextEncoder().encode('%PDF-1.7 …');
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  test('goes with its hash, media type and name, and the verification goes on', async () => {
    const { app, client, header, verification_uuid, read, options } = await started('88888');
    await waitForVerification(read, options);
    const data = { header: header(), document_type: 'id_drivers_license', verification_uuid };
    const body = await documentForm(data, jpeg);
    expect(body.data).toEqual({ ...data, filename: 'id_drivers_license', mime_type: 'image/jpeg', hash: sha256(jpeg) });
    expect(body.file.name).toBe('id_drivers_license.jpg');
    const uploaded = await client.POST('/0.2/documents', { body });
    const id = String(uploaded.data?.document_id);
    const update = { verification_uuid, update: 'document' as const, doc_ids: [id] };
    await client.PUT('/0.2/resume_verification', { body: { header: header(), ...update } });
    expect((await waitForVerification(read, options)).data?.verification_status).toBe('passed');
    expect(app.now).toBeGreaterThan(0);
  });

  test('may be of a type and name that you say', async () => {
    const { client, header } = await started();
    const said = { mime_type: 'application/x-thing', filename: 'thing' };
    const data = { header: header(), document_type: 'bank_statement', ...said };
    const body = await documentForm(data, new Blob([Uint8Array.of(1, 2, 3)]));
    expect(body.data).toMatchObject({ ...said, hash: sha256(Uint8Array.of(1, 2, 3)) });
    expect(body.file.name).toBe('thing');
    expect((await client.POST('/0.2/documents', { body })).response.status).toBe(200);
  });

  test.each([
    ['a PDF', pdf, 'application/pdf'],
    ['a stream', new Blob([pdf]).stream(), 'application/pdf'],
    ['a File that lies', new File([jpeg], '/home/ada/me.png', { type: 'image/png' }), 'image/jpeg'],
  ])('is told by its content: %s', async (_, content, mime_type) => {
    const { data } = await documentForm({ document_type: 'id_passport' }, content);
    expect(data).toMatchObject({ mime_type, filename: 'id_passport' });
  });

  test('is refused when it is too large, empty, or of no known type', async () => {
    const refusal = (content: Uint8Array) =>
      documentForm({ document_type: 'id_passport' }, content).catch((e: Error) => e);
    expect(await refusal(new Uint8Array(20 * 1024 * 1024))).toMatchObject({ name: 'FileRefused', reason: 'size' });
    expect(await refusal(new Uint8Array())).toMatchObject({ reason: 'size' });
    expect(await refusal(Uint8Array.of(1))).toMatchObject({ reason: 'type' });
    expect(await refusal(Uint8Array.of(1))).toBeInstanceOf(FileRefused);
  });

  test('of the largest size is taken in', async () => {
    const { client, header } = await started();
    const bytes = new Uint8Array(20 * 1024 * 1024 - 16 * 1024);
    bytes.set(jpeg);
    const body = await documentForm({ header: header(), document_type: 'id_passport' }, bytes);
    expect((await client.POST('/0.2/documents', { body })).response.status).toBe(200);
  });
});
