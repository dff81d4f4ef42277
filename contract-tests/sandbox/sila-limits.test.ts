/** Rate limits: none unless they are set; then 429 and the headers of docs/limits-headers, in a window that rolls. */
import { expect, test } from 'vitest';
import { SilaApp } from './sila.js';

const rateLimits = { authToken: { limit: 2, window: 60 } };
const open = () => new SilaApp({ settings: { rateLimits } });
const shown = ({ status, headers }: { status: number; headers: Headers }) => [
  status,
  headers.get('RateLimit-Limit'),
  headers.get('RateLimit-Remaining'),
];
const quota = '2, 2;window=60;comment="rolling"';

test('two a minute are answered, a third is when the first is a minute old', async () => {
  const app = open();
  expect(shown(await app.issueToken())).toEqual([200, quota, '1']);
  await app.sandbox.clock.advance({ seconds: 30 });
  expect(shown(await app.issueToken())).toEqual([200, quota, '0']);
  const refused = await app.issueToken();
  expect([...shown(refused), refused.bytes.length]).toEqual([429, quota, '0', 0]);
  await app.sandbox.clock.advance({ seconds: 29 });
  expect((await app.issueToken()).status).toBe(429);
  await app.sandbox.clock.advance({ seconds: 1 });
  expect(shown(await app.issueToken())).toEqual([200, quota, '0']);
});

test('what is refused for another reason counts, and has no headers', async () => {
  const app = open();
  const wrong = () => app.send('authToken', { header: app.header() }, { authorization: 'Basic eDp5' });
  expect(shown(await wrong())).toEqual([401, null, null]);
  await wrong();
  expect((await app.issueToken()).status).toBe(429);
});

test('each app has a limit of its own, and other operations have none', async () => {
  const app = open();
  const partner = new SilaApp({ sandbox: app.sandbox, app: 1 });
  for (let n = 0; n < 3; n++) await app.issueToken();
  expect((await partner.issueToken()).status).toBe(200);
  await app.sandbox.restore(await app.sandbox.snapshot());
  for (let n = 0; n < 5; n++) expect((await app.send('checkHandle', { header: app.header('ada') })).status).toBe(200);
});

test('there is none unless it is set', async () => {
  const app = new SilaApp();
  for (let n = 0; n < 50; n++) expect(shown(await app.issueToken())).toEqual([200, null, null]);
});
