/** What a caller's own Content-Type does to a body. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAlfredClient } from '../../src/providers/alfred/index.js';
import { createSilaClient } from '../../src/providers/sila/index.js';
import { HttpServer, json } from '../support/http-server.js';
import { kyc } from '../support/requests.js';

const server = new HttpServer();
beforeAll(() => server.start());
beforeEach(() => server.reset(json(202, { success: true })));
afterAll(() => server.close());

const credentials = { apiKey: 'fake', apiSecret: 'fake', userToken: 'fake' };
const upload = { docType: 'selfie' as const, file: new Blob(['fake'], { type: 'image/png' }) };
const form = 'multipart/form-data';

describe('multipart/form-data named by the caller › the boundary is there', () => {
  const cases: [string, object, object][] = [
    ['for the call', {}, { headers: { 'Content-Type': form } }],
    ['in small letters', {}, { headers: { 'content-type': form } }],
    ['as Headers', {}, { headers: new Headers({ 'Content-Type': form }) }],
    ['as a list', {}, { headers: [['Content-Type', form]] }],
    ['with a boundary of its own', {}, { headers: { 'Content-Type': `${form}; boundary=x` } }],
    ['for the client', { headers: { 'Content-Type': form } }, {}],
    ['as JSON, by mistake', { headers: { 'Content-Type': 'application/json' } }, {}],
  ];
  test.each(cases)('%s', async (_, options, call) => {
    const alfred = createAlfredClient({ credentials, baseUrl: server.url, ...options });
    await alfred.PUT('/kyc/upload-document', { body: upload, ...call });
    const [{ headers, body } = expect.fail()] = server.received;
    const sent = await new Response(body, { headers: { 'content-type': headers['content-type']! } }).formData();
    expect(sent.get('docType')).toBe('selfie');
  });

  test('of a body without a file › a form all the same', async () => {
    const alfred = createAlfredClient({ credentials, baseUrl: server.url });
    await alfred.PUT('/kyc/upload-document', {
      body: { docType: 'selfie' } as never,
      headers: { 'Content-Type': form },
    });
    expect(server.received[0]!.headers['content-type']).toMatch(/^multipart\/form-data; ?boundary=./);
    expect(server.received[0]!.body).toContain('name="docType"\r\n\r\nselfie');
  });
});

test('other types named by the caller › JSON keeps them, and URLSearchParams are a form of names and values', async () => {
  const sila = createSilaClient({ credentials: { bearer: 'fake' }, baseUrl: server.url });
  await sila.POST('/0.2/kyc', { body: kyc, headers: { 'Content-Type': 'application/vnd.example+json' } });
  const type = 'application/x-www-form-urlencoded';
  await sila.POST('/0.2/kyc', { body: new URLSearchParams({ flow: 'a b' }) as never });
  expect(server.received.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
    ['application/vnd.example+json', JSON.stringify(kyc)],
    [`${type};charset=UTF-8`, 'flow=a+b'],
  ]);
});
