/** `header.created`: five minutes back, nothing ahead, with Sila's messages. */
import { describe, expect, test } from 'vitest';
import { SilaApp } from './sila.js';

const send = async (offset: number) => {
  const app = new SilaApp();
  await app.issueToken();
  return app.send('checkHandle', { header: { ...app.header('someone'), created: app.now + offset } });
};

describe('the window', () => {
  test.each([0, -1, -299, -300])('%i seconds: taken', async (offset) => expect((await send(offset)).status).toBe(200));

  test('5:01 old: expired', async () => {
    const { status, body } = await send(-301);
    expect(status).toBe(400);
    expect(body.validation_details.header.created).toBe(
      'Provided epoch in message has expired; please generate a new message and signature to retry this request. (Parsed epoch as: 2026-01-31 11:54:59)',
    );
  });

  test('a second ahead: in the future', async () => {
    const { status, body } = await send(1);
    expect(status).toBe(400);
    expect(body.validation_details.header.created).toBe(
      'Epoch cannot be set in the future. (Parsed epoch as: 2026-01-31 12:00:01)',
    );
  });

  test.each([9e15, 253_402_300_800])('%i is no time', async (created) => {
    const app = new SilaApp();
    await app.issueToken();
    const { status, body } = await app.send('checkHandle', { header: { ...app.header('someone'), created } });
    expect(status).toBe(400);
    expect(body.validation_details.header.created).toBe('Integer not valid epoch.');
  });

  test('it applies to the token too, and goes before the credentials', async () => {
    const app = new SilaApp();
    const header = { ...app.header(), created: app.now - 301 };
    expect((await app.send('authToken', { header }, { authorization: 'Basic x' })).status).toBe(400);
    expect((await app.send('getEntities', { header }, { authorization: null })).status).toBe(400);
  });
});
