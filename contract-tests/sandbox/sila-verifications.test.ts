/** The life of a verification: by trigger, by decision, by time. */
import { describe, expect, test } from 'vitest';
import { business, person, SilaApp } from './sila.js';

const immediate = () => new SilaApp({ settings: { verificationDelay: 0 } });

describe('the triggers of Advanced KYC', () => {
  const name = (last_name: string) => ({ entity: { last_name } });
  const ssn = (identity_value: string) => ({ identity: { identity_value } });
  const postal = (postal_code: string) => ({ address: { postal_code } });
  const cases: [data: Parameters<typeof person>[0], status: string, action: string | null, reason?: string][] = [
    [postal('88888'), 'documents_required', 'doc_upload', 'Address Not Matched'],
    [postal('99999-0001'), 'review', 'review', 'Address Warning'],
    [ssn('777-77-7777'), 'documents_required', 'entity_data', 'SSN Miskey'],
    [ssn('888888888'), 'documents_required', 'doc_upload', 'SSN Not Matched'],
    [ssn('999999999'), 'review', 'review', 'SSN Warning'],
    [name('ofac'), 'review', 'review', 'OFAC Match'],
    [name('birthdate'), 'documents_required', 'entity_data', 'Birthdate Not Matched'],
    [name('fraud'), 'review', 'review', 'Fraud Warning'],
    [name('EmailRisk'), 'review', 'review', 'Email Risk'],
    [name('PhoneRisk'), 'review', 'review', 'Phone Risk'],
    [name('pass'), 'passed', null],
    [name('Example'), 'passed', null],
    [{ entity: { first_name: 'FAIL' } }, 'failed', null, 'Name Mismatch'],
  ];

  test.each(cases)('a person with %j: %s, %s', async (data, status, action, reason) => {
    const app = immediate();
    await app.register('ada', data);
    const verification = await app.verification('ada', await app.started('ada'));
    expect([verification.verification_status, verification.kyc_action]).toEqual([status, action]);
    expect(verification.reasons).toEqual({ ada: reason ? [reason] : [] });
  });

  test.each([
    ['000000000', 'documents_required'],
    ['11-1111111', 'review'],
    ['222222222', 'review'],
    ['999999999', 'documents_required'],
    ['00-1234567', 'passed'],
  ])('a business with EIN %s: %s', async (ein, status) => {
    const app = immediate();
    await app.call('register', 'hub', business({ ein }));
    await app.register('ada');
    // `/kyc` takes a business only with its members.
    for (const role of ['administrator', 'controlling_officer']) {
      await app.call('linkBusinessMember', 'ada', { header: app.header('ada', { business_handle: 'hub' }), role });
    }
    const verification = await app.verification('hub', await app.started('hub'));
    expect([verification.verification_status, verification.entity_type]).toEqual([status, 'business']);
  });

  test('are lifted by resuming, so that the verification passes', async () => {
    const app = new SilaApp({ settings: { verificationDelay: 33 } });
    await app.register('ada', name('birthdate'));
    const id = await app.started('ada');
    await app.sandbox.clock.advance({ seconds: 33 });
    expect((await app.verification('ada', id)).verification_status).toBe('documents_required');
    await app.call('updateEntity', 'ada', { birthdate: '1987-04-13' });
    const resumed = await app.call('resumeVerification', 'ada', { verification_uuid: id, update: 'entity' });
    expect(resumed.body.message).toBe('Verification successfully resumed.');
    expect((await app.verification('ada', id)).verification_status).toBe('pending');
    await app.sandbox.clock.advance({ seconds: 32 });
    expect((await app.verification('ada', id)).verification_status).toBe('pending');
    await app.sandbox.clock.advance({ seconds: 1 });
    expect((await app.verification('ada', id)).verification_status).toBe('passed');
    expect((await app.call('resumeVerification', 'ada', { verification_uuid: id, update: 'entity' })).status).toBe(400);
  });
});

describe('the outcome', () => {
  test('comes after 33 seconds unless told otherwise, at its own time', async () => {
    const app = new SilaApp();
    await app.register('ada');
    const id = await app.started('ada');
    const requested = app.now;
    await app.sandbox.clock.advance({ seconds: 32 });
    expect(await app.verification('ada', id)).toMatchObject({ verification_status: 'pending', updated_at: requested });
    await app.sandbox.clock.advance({ days: 3 });
    expect(await app.verification('ada', id)).toMatchObject({
      verification_status: 'passed',
      requested_at: requested,
      updated_at: requested + 33,
      message: 'User has passed ID verification!',
    });
  });

  test.each(['passed', 'failed', 'documents_required', 'review'])('is decided: %s', async (outcome) => {
    const app = new SilaApp({ settings: { verificationDelay: 'decision' } });
    await app.register('ada');
    const id = await app.started('ada');
    const response = await app.decide(id, outcome, ['Because']);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id, subject: 'ada', status: outcome, reasons: ['Because'] });
    const verification = await app.verification('ada', id);
    expect([verification.verification_status, verification.reasons]).toEqual([outcome, { ada: ['Because'] }]);
    const isFinal = outcome === 'passed' || outcome === 'failed';
    expect((await app.decide(id, 'passed')).status).toBe(isFinal ? 409 : 200);
  });
});

describe('a verification that rests for 30 days', () => {
  const resting = async (outcome?: string) => {
    const app = new SilaApp({ settings: { verificationDelay: 'decision' } });
    await app.register('ada');
    const id = await app.started('ada');
    if (outcome) await app.decide(id, outcome);
    return { app, id };
  };

  test.each(['documents_required', 'review', undefined])('in %s expires', async (outcome) => {
    const { app, id } = await resting(outcome);
    await app.sandbox.clock.advance({ days: 29, hours: 23, minutes: 59, seconds: 59 });
    expect((await app.verification('ada', id)).verification_status).toBe(outcome ?? 'pending');
    await app.sandbox.clock.advance({ seconds: 1 });
    expect((await app.verification('ada', id)).verification_status).toBe('failed');
  });

  test('counts as a failed attempt', async () => {
    const { app } = await resting('documents_required');
    await app.sandbox.clock.advance({ days: 30 });
    await app.decide(await app.started('ada'), 'failed');
    expect((await app.kyc('ada')).body.error_code).toBe('KYC_ATTEMPTS_EXCEEDED');
  });

  test('begins again when it is resumed', async () => {
    const { app, id } = await resting('documents_required');
    await app.sandbox.clock.advance({ days: 29 });
    await app.call('resumeVerification', 'ada', { verification_uuid: id, update: 'entity' });
    await app.sandbox.clock.advance({ days: 29, hours: 23, minutes: 59, seconds: 59 });
    expect((await app.verification('ada', id)).verification_status).toBe('pending');
    await app.sandbox.clock.advance({ seconds: 1 });
    expect((await app.verification('ada', id)).verification_status).toBe('failed');
  });
});

test('verifications are the end user’s own', async () => {
  const app = immediate();
  await app.register('ada');
  await app.register('bo');
  const id = await app.started('ada');
  const params = { verification_uuid: id };
  expect((await app.call('getVerification', 'bo', {}, { params })).status).toBe(404);
  expect((await app.call('resumeVerification', 'bo', { verification_uuid: id, update: 'entity' })).status).toBe(404);
  expect(
    (await app.call('getVerification', 'ada', {}, { params: { verification_uuid: id.toUpperCase() } })).status,
  ).toBe(200);
  expect((await app.call('getVerifications', 'bo')).body.verifications).toEqual([]);
});
