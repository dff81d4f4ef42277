/** Classic KYC: request_kyc, check_kyc, check_partner_kyc and its own triggers. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { business, person, SilaApp } from './sila.js';

const immediate = () => new SilaApp({ settings: { verificationDelay: 0 } });

describe('the triggers', () => {
  const cases: [data: Parameters<typeof person>[0], status: string, tags: string[]][] = [
    [{ entity: { first_name: 'Fail' } }, 'failed', ['Name Mismatch', 'Denied KYC']],
    [{ entity: { last_name: 'FAIL' } }, 'failed', ['Name Mismatch', 'Denied KYC']],
    [{ entity: { first_name: 'Fraud' } }, 'failed', ['Fraud Warning', 'Denied Fraud', 'Denied KYC']],
    [{ entity: { first_name: 'Review' } }, 'review', []],
    [{ entity: { first_name: 'documents_required' } }, 'documents_required', []],
    [{ address: { street_address_1: '420 420th Street' } }, 'failed', ['Address Not Verified', 'Denied KYC']],
    [{ entity: { birthdate: '1970-04-20' } }, 'failed', ['DOB Not Verified', 'Denied KYC']],
    [{ identity: { identity_value: '420-42-0420' } }, 'failed', ['SSN Not Verified', 'Denied KYC']],
    [{}, 'passed', []],
  ];

  test.each(cases)('a person with %j: %s', async (data, status, tags) => {
    const app = immediate();
    await app.register('ada', data);
    await app.call('requestKyc', 'ada');
    const { body } = await app.call('checkKyc', 'ada');
    expect([body.verification_status, body.verification_history[0].tags]).toEqual([status, tags]);
    expect([body.success, body.status]).toEqual(status === 'passed' ? [true, 'SUCCESS'] : [false, 'FAILURE']);
  });

  test.each([
    [{ entity: { entity_name: '420 Inc' } }, 'failed'],
    [{ ein: '420420420' }, 'failed'],
    [{}, 'passed'],
  ])('a business with %j: %s', async (data, status) => {
    const app = immediate();
    await app.call('register', 'hub', business(data));
    await app.call('requestKyc', 'hub', { kyc_level: 'KYC-STANDARD' });
    const { body } = await app.call('checkKyc', 'hub');
    expect(body).toMatchObject({
      success: false,
      status: 'FAILURE',
      entity_type: 'business',
      verification_status: status,
    });
    expect(body.verification_history[0].kyc_level).toBe('KYB-STANDARD');
    if (status === 'passed') expect(body.message).toContain('Business has passed verification');
  });
});

test('pending, then passed', async () => {
  const app = new SilaApp();
  await app.register('ada');
  expect((await app.call('checkKyc', 'ada')).body.verification_history).toEqual([]);
  const { body } = await app.call('requestKyc', 'ada', { kyc_level: 'KYC-STANDARD' });
  expect(body.message).toBe('ada submitted for KYC review.');
  await app.sandbox.clock.advance({ seconds: 32 });
  expect((await app.call('checkKyc', 'ada')).body.message).toContain('pending ID verification');
  await app.sandbox.clock.advance({ seconds: 1 });
  const passed = (await app.call('checkKyc', 'ada')).body;
  expect(passed.message).toContain('has passed ID verification');
  expect(passed.verification_history[0].verification_id).toBe(body.verification_uuid);
  expect((await app.call('checkKyc', 'ada', { kyc_level: 'KYC-SARDINE-STRICT' })).body.verification_history).toEqual(
    [],
  );
});

test('a document is received, and two minutes later the verification passes', async () => {
  const app = immediate();
  await app.register('ada', { entity: { first_name: 'documents_required' } });
  await app.call('requestKyc', 'ada');
  await app.issueToken();
  const bytes = new Uint8Array([1]);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const metadata = { filename: 'f', hash, mime_type: 'application/x-thing', document_type: 'id_passport' };
  const form = new FormData();
  form.set('data', JSON.stringify({ header: app.header('ada'), ...metadata }));
  form.set('file', new Blob([bytes]), 'f');
  await app.send('uploadDocuments', undefined, { form });
  const status = async () => (await app.call('checkKyc', 'ada')).body.verification_status;
  expect(await status()).toBe('documents_received');
  await app.sandbox.clock.advance({ minutes: 1, seconds: 59 });
  expect(await status()).toBe('documents_received');
  await app.sandbox.clock.advance({ seconds: 1 });
  expect(await status()).toBe('passed');
});

test('no unknown level, and no third attempt', async () => {
  const app = immediate();
  await app.register('ada', { entity: { first_name: 'Fail' } });
  const unknown = await app.call('requestKyc', 'ada', { kyc_level: 'NO-SUCH-LEVEL' });
  expect([unknown.status, unknown.body.message]).toEqual([
    403,
    'This app is not configured for the "NO-SUCH-LEVEL" KYC flow. Contact support if this is an issue.',
  ]);
  expect((await app.call('requestKyc', 'ada')).status).toBe(200);
  expect((await app.call('requestKyc', 'ada')).status).toBe(200);
  expect((await app.call('requestKyc', 'ada')).status).toBe(403);
});

test('a third attempt is taken when the first failure is 30 days old', async () => {
  const app = immediate();
  await app.register('ada', { entity: { first_name: 'Fail' } });
  await app.call('requestKyc', 'ada');
  await app.sandbox.clock.advance({ days: 1 });
  await app.call('requestKyc', 'ada');
  await app.sandbox.clock.advance({ days: 28, hours: 23, minutes: 59, seconds: 59 });
  expect((await app.call('requestKyc', 'ada')).status).toBe(403);
  await app.sandbox.clock.advance({ seconds: 1 });
  expect((await app.call('requestKyc', 'ada')).status).toBe(200);
});

describe('a partner', () => {
  const ask = (app: SilaApp, query_app_handle: string, query_user_handle: string) =>
    app.call('checkPartnerKyc', undefined, { query_app_handle, query_user_handle });

  test('sees how an end user stands, if the apps are connected', async () => {
    const app = immediate();
    const partner = new SilaApp({ sandbox: app.sandbox, app: 1 });
    await partner.register('ed');
    expect((await ask(app, 'partner_app', 'ed')).body).toMatchObject({ success: false, status: 'FAILURE' });
    await partner.started('ed');
    const { body } = await ask(app, 'partner_app', 'Ed');
    expect(body).toMatchObject({
      success: true,
      message: 'ed has passed ID verification!',
      verification_status: 'passed',
    });
    expect((await ask(app, 'partner_app', 'nobody')).status).toBe(403);
    expect((await ask(app, 'stranger_app', 'ed')).status).toBe(403);
  });
});

test('required document types: only of a verification of one’s own', async () => {
  const app = new SilaApp({ settings: { examples: true } });
  await app.issueToken();
  const ask = (verification_id: string) =>
    app.send('requiredDocumentTypes', undefined, { params: { verification_id } });
  expect((await ask('b5f01c8e-4a72-46d3-90be-27c6d3e8f51a')).status).toBe(200);
  expect((await ask('b5f01c8e-4a72-46d3-90be-27c6d3e8f51b')).status).toBe(404);
  expect((await ask('nonsense')).status).toBe(400);
});
