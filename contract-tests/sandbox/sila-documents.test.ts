/** Documents: what an upload has to be, and that what comes back is what was sent. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { documentTypes } from '../../src/sandbox/sila/document-types.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import { SilaApp } from './sila.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.0\n\xff\xfe\x00\r\n', 'latin1');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const describing = (bytes: Uint8Array, more: object = {}) => ({
  name: "Driver's license, front",
  filename: 'license_front',
  hash: sha256(bytes),
  mime_type: 'image/png',
  document_type: 'id_drivers_license',
  description: 'Front',
  ...more,
});

const withFlo = async () => {
  const app = new SilaApp({ settings: { verificationDelay: 0 } });
  await app.register('flo');
  return app;
};

const upload = async (app: SilaApp, data: object, files: Record<string, Uint8Array>, user = 'flo') => {
  await app.issueToken();
  const form = new FormData();
  form.set('data', JSON.stringify({ header: app.header(user), ...data }));
  for (const [name, bytes] of Object.entries(files)) form.set(name, new Blob([new Uint8Array(bytes)]), name);
  return app.send('uploadDocuments', undefined, { form });
};

describe('one document', () => {
  test('comes back byte for byte', async () => {
    const app = await withFlo();
    const { status, body } = await upload(app, describing(png), { file: png });
    expect([status, body.message]).toEqual([200, 'File uploaded successfully.']);
    const got = await app.call('getDocument', 'flo', { document_id: body.document_id });
    expect(got.bytes.equals(png)).toBe(true);
    expect(got.headers.get('content-type')).toBe('image/png');
    expect(got.headers.get('content-length')).toBe(String(png.length));
    expect(got.headers.get('content-disposition')).toBe('filename=license_front');
  });

  test('over a port, too, with each header once', async () => {
    const app = await withFlo();
    const { body } = await upload(app, describing(png), { file: png });
    await app.issueToken();
    const { url, close } = await serveSandbox(app.sandbox, { port: 0 });
    try {
      const response = await fetch(`${url}/0.2/get_document`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${app.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ header: app.header('flo'), document_id: body.document_id }),
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-length')).toBe(String(png.length));
      expect(Buffer.from(await response.arrayBuffer()).equals(png)).toBe(true);
    } finally {
      await close();
    }
  });

  test('of another type, with a name that no header can hold', async () => {
    const app = await withFlo();
    const bytes = Buffer.from([0, 0, 0, 0]);
    const metadata = describing(bytes, { mime_type: 'Application/Octet-Stream', filename: 'Führer"\r\nschein\ud800' });
    const { body } = await upload(app, metadata, { file: bytes });
    const got = await app.call('getDocument', 'flo', { document_id: body.document_id });
    expect(got.bytes.equals(bytes)).toBe(true);
    expect(got.headers.get('content-disposition')).toBe('filename=F%C3%BChrer%22%0D%0Aschein%EF%BF%BD');
  });

  const wrong: [name: string, change: object, details: object][] = [
    ['no type', { document_type: undefined }, { document_type: 'This field is required.' }],
    ['an unknown type', { document_type: 'library_card' }, { document_type: 'Not a valid choice.' }],
    ['a blank name', { name: ' ' }, { name: 'This field may not be blank.' }],
    ['a blank description', { description: '' }, { description: 'This field may not be blank.' }],
    ['a hash of something else', { hash: sha256(pdf) }, { hash: 'The hash is not that of the file.' }],
    ['no hash at all', { hash: 'abc' }, { hash: 'Not a valid value.' }],
    ['a PNG that is called a PDF', { mime_type: 'application/pdf' }, { mime_type: 'The file is not of this type.' }],
    ['a PNG that is called nothing known', { mime_type: 'text/plain' }, { mime_type: 'The file is not of this type.' }],
    [
      'a verification of somebody else',
      { verification_uuid: '42c9e0f1-7b3d-4a58-9f06-1d8e5a7c3b20' },
      { verification_uuid: 'No verification of this user has this UUID.' },
    ],
    ['a blank handle', { header: { user_handle: '' } }, { header: { user_handle: 'This field may not be blank.' } }],
  ];

  test.each(wrong)('with %s: 400', async (_, change, details) => {
    const app = await withFlo();
    const header = 'header' in change ? { header: { ...app.header(), ...(change.header as object) } } : {};
    const { status, body } = await upload(app, { ...describing(png), ...change, ...header }, { file: png });
    expect([status, body.validation_details]).toEqual([400, details]);
    expect((await app.call('listDocuments', 'flo')).body.documents).toEqual([]);
  });

  test('without its file, without its data, and as no form: 400', async () => {
    const app = await withFlo();
    expect((await upload(app, describing(png), { other: png })).body.validation_details).toEqual({
      file: 'This field is required.',
    });
    const form = new FormData();
    form.set('file', new Blob(['x']), 'x');
    expect((await app.send('uploadDocuments', undefined, { form })).status).toBe(400);
    form.set('data', 'no JSON');
    expect((await app.send('uploadDocuments', undefined, { form })).status).toBe(400);
    expect((await app.send('uploadDocuments', {})).status).toBe(400);
  });

  test('of 20 MB less the rest of the request, and not one more', async () => {
    const app = await withFlo();
    const size = 20 * 1024 * 1024;
    const fits = new Uint8Array(size - 2000);
    const metadata = (bytes: Uint8Array) => describing(bytes, { mime_type: 'application/x-thing' });
    expect((await upload(app, metadata(fits), { file: fits })).status).toBe(200);
    const tooLarge = new Uint8Array(size);
    expect((await upload(app, metadata(tooLarge), { file: tooLarge })).status).toBe(400);
  });
});

describe('several documents', () => {
  const two = {
    file_metadata: {
      file_1: { filename: 'a', hash: sha256(png), mime_type: 'image/png', document_type: 'id_passport' },
      file_2: { filename: 'b', hash: sha256(pdf), mime_type: 'application/pdf', document_type: 'bank_statement' },
    },
  };

  test('each get a UUID', async () => {
    const app = await withFlo();
    const { body } = await upload(app, two, { file_1: png, file_2: pdf });
    expect(body).toMatchObject({ document_id: [expect.any(String), expect.any(String)], unsuccessful_uploads: [] });
    const got = await app.call('getDocument', 'flo', { document_id: body.document_id[1] });
    expect(got.bytes.equals(pdf)).toBe(true);
  });

  test('all or none', async () => {
    const app = await withFlo();
    const swapped = await upload(app, two, { file_1: pdf, file_2: png });
    expect([swapped.status, Object.keys(swapped.body.validation_details.file_metadata)]).toEqual([
      400,
      ['file_1', 'file_2'],
    ]);
    const missing = await upload(app, two, { file_1: png });
    expect(missing.body.validation_details).toEqual({ file_2: 'This field is required.' });
    expect((await upload(app, { file_metadata: {} }, { file_1: png })).status).toBe(400);
    expect((await upload(app, { file_metadata: { file_1: null } }, { file_1: png })).status).toBe(400);
    expect((await app.call('listDocuments', 'flo')).body.documents).toEqual([]);
  });
});

test('a verification waits for a document, and passes with it', async () => {
  const app = new SilaApp({ settings: { verificationDelay: 0 } });
  await app.register('flo', { address: { postal_code: '88888' } });
  const id = await app.started('flo');
  const { body } = await upload(app, describing(png, { verification_uuid: id }), { file: png });
  expect((await app.verification('flo', id)).verification_status).toBe('documents_required');
  const resume = (doc_ids: string[]) =>
    app.call('resumeVerification', 'flo', { verification_uuid: id, update: 'document', doc_ids });
  expect((await resume([id])).status).toBe(400);
  expect((await resume([body.document_id])).status).toBe(200);
  expect((await app.verification('flo', id)).verification_status).toBe('passed');
});

describe('the list', () => {
  const listing = async () => {
    const app = await withFlo();
    const put = async (name: string, document_type: string) => {
      await upload(app, describing(png, { name, document_type, filename: `${name}.file` }), { file: png });
      await app.sandbox.clock.advance({ days: 1 });
    };
    await put('C', 'id_passport');
    await put('A', 'id_drivers_license');
    await put('B', 'id_passport');
    return async (body: object = {}, query: Record<string, string> = {}) => {
      const answer = await app.call('listDocuments', 'flo', body, { query });
      return answer.body.documents?.map(({ name }: any) => name) ?? answer.body.message;
    };
  };

  test('is filtered, sorted and paged', async () => {
    const list = await listing();
    expect(await list()).toEqual(['C', 'A', 'B']);
    expect(await list({}, { order: 'desc' })).toEqual(['B', 'A', 'C']);
    expect(await list({ sort_by: 'name' })).toEqual(['A', 'B', 'C']);
    expect(await list({ sort_by: 'name' }, { order: 'desc', per_page: '2', page: '2' })).toEqual(['A']);
    expect(await list({ doc_types: ['id_passport'] })).toEqual(['C', 'B']);
    expect(await list({ search: 'a.FILE' })).toEqual(['A']);
    expect(await list({ start_date: '2026-02-01', end_date: '2026-02-01' })).toEqual(['A']);
    expect(await list({ start_date: '2026-02-02' })).toEqual(['B']);
    expect(await list({ end_date: '2026-01-31' })).toEqual(['C']);
    expect(await list({ doc_types: ['library_card'] })).toBe('One or more invalid document types specified.');
    expect(await list({}, { per_page: '101' })).toBe('Bad request.');
  });

  test('shows size and time as Sila does, and nobody else’s', async () => {
    const app = await withFlo();
    await app.register('gus');
    const { body } = await upload(app, describing(png), { file: png });
    const [document] = (await app.call('listDocuments', 'flo')).body.documents;
    expect(document).toMatchObject({
      size: String(png.length),
      created: '2026-01-31T12:00:00.000000',
      hash: sha256(png),
    });
    expect((await app.call('listDocuments', 'gus')).body.documents).toEqual([]);
    const foreign = await app.call('getDocument', 'gus', { document_id: body.document_id });
    expect([foreign.status, foreign.body.message]).toEqual([404, `No document found with id: ${body.document_id}`]);
  });
});

test('the types of documents, page by page', async () => {
  const app = new SilaApp();
  const page = async (query: Record<string, string>) =>
    (await app.call('documentTypes', undefined, {}, { query })).body;
  const first = await page({});
  const second = await page({ page: '2' });
  expect(first.pagination).toEqual({
    returned_count: 20,
    total_count: documentTypes.length,
    current_page: 1,
    total_pages: 2,
  });
  expect([...first.document_types, ...second.document_types]).toEqual(documentTypes);
  expect((await page({ per_page: '100' })).document_types).toHaveLength(documentTypes.length);
  expect((await page({ page: '3' })).document_types).toEqual([]);
});
