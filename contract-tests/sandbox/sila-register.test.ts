/** Registration and handles in Sila's sandbox, and what is said about a body that breaks a rule. */
import { describe, expect, test } from 'vitest';
import { business, person, SilaApp } from './sila.js';

describe('handles', () => {
  test('free, then taken, and lower-cased on the way out', async () => {
    const app = new SilaApp();
    const free = await app.call('checkHandle', 'Ada_Example');
    expect([free.status, free.body.success, free.body.message]).toEqual([200, true, 'ada_example is available.']);
    const { status, body } = await app.register('Ada_Example');
    expect([status, body.message]).toEqual([200, 'ada_example was successfully registered.']);
    const taken = await app.call('checkHandle', 'aDA_eXAMPLE');
    expect([taken.status, taken.body.success, taken.body.status]).toEqual([200, false, 'FAILURE']);
    expect((await app.call('getEntity', 'ADA_EXAMPLE')).body.user_handle).toBe('ada_example');
    const again = await app.register('ada_EXAMPLE');
    expect([again.status, again.body.message]).toEqual([400, 'ada_example is taken.']);
  });

  test('each app has its own', async () => {
    const app = new SilaApp();
    const partner = new SilaApp({ sandbox: app.sandbox, app: 1 });
    await app.register('ada');
    expect((await partner.call('checkHandle', 'ada')).body.success).toBe(true);
    const { status, body } = await partner.call('getEntity', 'ada');
    expect([status, body.message]).toEqual([403, 'Handle ada not registered by app.']);
  });

  test.each(['__proto__', 'constructor', '["a"]', '🦉'])('"%s" is a handle like any other', async (handle) => {
    const app = new SilaApp();
    expect((await app.register(handle)).status).toBe(200);
    expect((await app.call('getEntity', handle)).body.user_handle).toBe(handle);
    expect((await app.register(handle)).status).toBe(400);
  });
});

describe('persons', () => {
  test.each([
    ['2008-01-31', 200],
    ['2008-02-01', 400],
    ['2007-12-31', 200],
    ['2026-01-31', 400],
  ])('born %s on 2026-01-31: %i', async (birthdate, expected) => {
    const { status, body } = await new SilaApp().register('ada', { entity: { birthdate } });
    expect(status).toBe(expected);
    if (expected === 400)
      expect(body.validation_details).toEqual({ entity: { birthdate: 'Registered user must be 18.' } });
  });

  test('comes of age by the sandbox clock', async () => {
    const app = new SilaApp();
    const young = { entity: { birthdate: '2008-02-01' } };
    await app.sandbox.clock.advance({ hours: 11, minutes: 59, seconds: 59 });
    expect((await app.register('ada', young)).status).toBe(400);
    await app.sandbox.clock.advance({ seconds: 1 });
    expect((await app.register('ada', young)).status).toBe(200);
  });

  test('each sign with a key of their own', async () => {
    const app = new SilaApp();
    const crypto_entry = { crypto_address: '0x65A796a4bD3AaF6370791BefFb1A86EAcfdBc3C1', crypto_code: 'ETH' };
    expect((await app.register('ada', { crypto_entry })).status).toBe(200);
    const { status, body } = await app.register('bo', {
      crypto_entry: { ...crypto_entry, crypto_address: crypto_entry.crypto_address.toLowerCase() },
    });
    expect([status, body.validation_details]).toEqual([
      400,
      { crypto_entry: { crypto_address: 'This address is in use.' } },
    ]);
  });

  test('a postal code, a phone and an identity of a wrong form', async () => {
    const app = new SilaApp();
    const body = person({ address: { postal_code: '9720' }, identity: { identity_value: '12345678' } });
    const answer = await app.call('register', 'ada', { ...body, contact: { phone: '123' } });
    expect(answer.status).toBe(400);
    expect(answer.body.validation_details).toEqual({
      identity: { identity_value: 'Input did not match SSN regex pattern.' },
      contact: { phone: 'This value does not match the required phone pattern.' },
      address: { postal_code: 'invalid_postal_code' },
    });
  });
});

describe('businesses', () => {
  test('have a UUID, and no age', async () => {
    const app = new SilaApp();
    const { status, body } = await app.call('register', 'hub', business({ entity: { birthdate: '2025-06-01' } }));
    expect(status).toBe(200);
    const { entity, entity_type } = (await app.call('getEntity', 'hub')).body;
    expect(entity_type).toBe('business');
    expect(entity).toMatchObject({ business_uuid: body.business_uuid, naics_code: 721, doing_business_as: 'Example' });
  });
});

describe('a body that breaks its document', () => {
  const cases: [name: string, body: (app: SilaApp) => object, details: object][] = [
    ['no header', () => ({}), { header: 'This field is required.', entity: 'This field is required.' }],
    [
      'a blank handle and a blank name',
      (app) => ({ header: app.header(''), entity: { first_name: '' } }),
      {
        header: { user_handle: 'This field may not be blank.' },
        entity: { first_name: 'This field may not be blank.' },
      },
    ],
    [
      'a business without a name',
      (app) => ({ header: app.header('hub'), entity: { type: 'business', entity_name: '' } }),
      { entity: { entity_name: 'This field may not be blank.' } },
    ],
    [
      'an unknown kind',
      (app) => ({ header: app.header('hub'), entity: { type: 'robot' } }),
      { entity: { type: 'Not a valid choice.' } },
    ],
    [
      'a time that is text',
      (app) => ({ header: { ...app.header('ada'), created: 'now' }, entity: {} }),
      { header: { created: 'Integer not valid epoch.' } },
    ],
    [
      'neither name of the app',
      (app) => ({ header: { created: app.now, user_handle: 'ada' }, entity: {} }),
      { header: { app_handle: 'This field is required.' } },
    ],
  ];

  test.each(cases)('%s', async (_, body, details) => {
    const app = new SilaApp();
    // Without credentials: a body is validated before them.
    const answer = await app.send('register', body(app), { authorization: null });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ success: false, status: 'FAILURE', message: 'Bad request.' });
    expect(answer.body.validation_details).toEqual(details);
  });

  test('what is not JSON, and what is nothing', async () => {
    const app = new SilaApp();
    expect((await app.send('register', '{', { authorization: null })).status).toBe(400);
    const nothing = await app.send('register', '', { authorization: null });
    expect(nothing.body.validation_details).toEqual({ header: 'This field is required.' });
  });
});
