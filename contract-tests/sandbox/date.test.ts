/** `Date` is the sandbox's own time, on every answer: a caller that corrects its clock by it is right. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { lmdbStore } from '../../src/sandbox/core/store/lmdb.js';
import { serveSandbox } from '../../src/sandbox/serve.js';

const now = '2031-05-06T07:08:09.000Z';
const date = 'Tue, 06 May 2031 07:08:09 GMT';
const force = { provider: 'alfred', operationId: 'myInfo', status: 503 };

test('on a port, whoever answers: a provider, the control API, or nobody', async () => {
  const sandbox = createSandbox({ now });
  const { url, close } = await serveSandbox(sandbox, { port: 0 });
  const post = (path: string, body?: object) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
  try {
    const answers = [
      await post('/0.2/auth_token'),
      await post('/my-info'),
      await fetch(`${url}/_sandbox/clock`),
      await fetch(`${url}/nowhere`),
      await fetch(`${url}/my-info`),
      await post('/my-info', { large: 'x'.repeat(33 * 1024 * 1024) }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 401, 200, 404, 405, 413]);
    expect(answers.map(({ headers }) => headers.get('Date'))).toEqual(answers.map(() => date));
    await post('/_sandbox/force', { ...force, times: 1 });
    expect((await post('/my-info')).headers.get('Date')).toBe(date);
    await post('/_sandbox/force', { ...force, headers: { Date: 'Thu, 01 Jan 1970 00:00:00 GMT' } });
    expect((await post('/my-info')).headers.get('Date')).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
    await sandbox.clock.advance({ hours: 1 });
    expect((await post('/my-info')).headers.get('Date')).toBe('Tue, 06 May 2031 08:08:09 GMT');
  } finally {
    await close();
  }
});

test('by the stored clock, even where nothing but a stray request has come', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kyc-date-'));
  const file = join(folder, 'state.mdb');
  try {
    const first = createSandbox({ now, store: await lmdbStore(file) });
    await first.tick();
    await first.close();
    const second = createSandbox({ store: await lmdbStore(file) });
    expect((await second.fetch('http://localhost/nowhere')).headers.get('Date')).toBe(date);
    await second.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
