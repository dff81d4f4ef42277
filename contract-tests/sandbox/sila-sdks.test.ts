/** What Sila's own SDKs send, and what their tests expect of the answer. */
import { expect, test } from 'vitest';
import * as validators from '../../generated/sila/validators.js';
import { addressOf, publishedKey, SilaApp } from './sila.js';

const userKey = '7'.repeat(64);
const person = { entity: { first_name: 'Ada', last_name: 'Example', birthdate: '1979-08-31' } };
const address = {
  address_alias: 'home',
  street_address_1: '1 Example Street',
  city: 'Portland',
  state: 'OR',
  country: 'US',
};

test('a handle with .silamoney.eth › every operation › the same end user as without', async () => {
  const app = new SilaApp();
  expect((await app.call('register', 'Bob.silamoney.eth', person)).status).toBe(200);
  for (const handle of ['bob', 'bob.silamoney.eth', 'BOB.SILAMONEY.ETH']) {
    expect((await app.call('getEntity', handle)).body.user_handle).toBe('bob');
    expect((await app.call('checkHandle', handle)).body.success).toBe(false);
    expect((await app.call('register', handle, person)).status).toBe(400);
  }
});

test('JSON without Content-Type › read as JSON; another type › 400', async () => {
  const app = new SilaApp();
  await app.issueToken();
  const send = (headers: Record<string, string>) =>
    app.sandbox.fetch('https://sandbox.silamoney.com/0.2/check_handle', {
      method: 'POST',
      headers: { authorization: `Bearer ${app.token}`, ...headers },
      body: new TextEncoder().encode(JSON.stringify({ header: app.header('ada') })),
    });
  expect((await send({})).status).toBe(200);
  expect((await send({ 'content-type': 'text/plain' })).status).toBe(400);
});

test('postal_code as a number › kept as text, with its leading zeros', async () => {
  const app = new SilaApp();
  expect((await app.call('register', 'ada', { ...person, address: { ...address, postal_code: 97204 } })).status).toBe(
    200,
  );
  const added = await app.call('addAddress', 'ada', { ...address, postal_code: 1020 });
  expect([added.status, added.body.address.postal_code]).toEqual([200, '01020']);
  expect((await app.call('addAddress', 'ada', { ...address, postal_code: 123456 })).status).toBe(400);
});

test('sms_opt_in › sms_confirmation_requested; nothing is confirmed', async () => {
  const app = new SilaApp();
  await app.call('register', 'ada', { ...person, contact: { phone: '2025550125' } });
  const { phones } = (await app.call('getEntity', 'ada')).body;
  expect(phones).toMatchObject([{ sms_confirmation_requested: false, sms_confirmed: false }]);
  const added = await app.call('addPhone', 'ada', { phone: '2025550126', sms_opt_in: true });
  expect(added.body.phone).toMatchObject({ sms_confirmation_requested: true, sms_confirmed: false });
});

test('wallet_entry in place of crypto_entry › its key signs for the end user, once', async () => {
  const app = new SilaApp();
  const wallet_entry = { wallet_alias: 'mine', wallet_address: addressOf(userKey) };
  expect((await app.call('register', 'ada', { ...person, wallet_entry })).status).toBe(200);
  const body = { header: app.header('ada') };
  expect((await app.signed('getEntity', body, { auth: publishedKey, user: userKey })).status).toBe(200);
  const again = await app.call('register', 'bob', { ...person, wallet_entry });
  expect([again.status, again.body.validation_details]).toMatchObject([400, { wallet_entry: {} }]);
});

test('getWebhooks with an empty user_handle › 400', async () => {
  expect((await new SilaApp().call('getWebhooks', '')).status).toBe(400);
});

test('registration_date of a business › kept and returned, and updated', async () => {
  const app = new SilaApp();
  const entity = { type: 'business', entity_name: 'Example Works', registration_date: '2011-03-04' };
  expect((await app.call('register', 'works', { entity })).status).toBe(200);
  expect((await app.call('getEntity', 'works')).body.entity.registration_date).toBe('2011-03-04');
  await app.call('updateEntity', 'works', { registration_date: '2012-05-06' });
  expect((await app.call('getEntity', 'works')).body.entity.registration_date).toBe('2012-05-06');
});

test('a business with a name of 2 or 201 characters › 400; of 3 or 200 › 200', async () => {
  const app = new SilaApp();
  const register = (length: number) =>
    app.call('register', `hub${length}`, { entity: { type: 'business', entity_name: 'x'.repeat(length) } });
  expect((await register(2)).status).toBe(400);
  expect((await register(201)).status).toBe(400);
  expect((await register(3)).status).toBe(200);
  expect((await register(200)).status).toBe(200);
});

test('the example sentAgain › without any endpoint › 200', async () => {
  const app = new SilaApp({ settings: { examples: true } });
  const event_uuid = 'c7e43a95-18f0-4d62-b80c-5a9f2e61d37b';
  expect((await app.call('retryWebhook', undefined, { event_uuid })).status).toBe(200);
});

const failure = { success: false, message: 'no' };

test('a failure of kyc with a new code, or null › lawful; of a listed code › its own status only', () => {
  for (const is of [validators.kycResponse400, validators.kycResponse403, validators.kycResponse404]) {
    for (const error_code of ['A_NEW_CODE', null, undefined]) expect(is({ ...failure, error_code })).toBe(true);
  }
  expect(validators.kycResponse403({ ...failure, error_code: 'KYC_FLOW_DNE' })).toBe(false);
  expect(validators.registerResponse400({ ...failure, error_code: 'A_NEW_CODE' })).toBe(true);
});

test('a request with optional members that no page has › lawful', () => {
  const header = { created: 1, app_handle: 'a', user_handle: 'u' };
  const flow = '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32';
  const more = { ...header, auth_handle: 'a', business_handle: 'b', later: true };
  expect(validators.kycRequest({ header: more, flow, message: 'header_msg' })).toBe(true);
  const { app_handle, ...older } = header;
  expect(validators.getVerificationsRequest({ header: { ...older, auth_handle: app_handle } })).toBe(true);
  expect(validators.getVerificationsRequest({ header: older })).toBe(false);
});

test.each(['getBusinessTypes', 'getBusinessRoles', 'getNaicsCategories'])(
  'an empty handle of the app › %s › 400',
  async (operationId) => {
    const app = new SilaApp();
    for (const name of ['app_handle', 'auth_handle']) {
      const header = { created: app.now, [name]: '' };
      const answered = await app.call(operationId, undefined, { header });
      expect([answered.status, answered.body.validation_details]).toEqual([
        400,
        { header: { [name]: 'This field may not be blank.' } },
      ]);
    }
  },
);
