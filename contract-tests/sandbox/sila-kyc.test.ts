/** /kyc: each of its six failures, the times on both sides of their edges, and one verification for a thousand requests. */
import { describe, expect, test } from 'vitest';
import { flows, person, SilaApp, type Answered } from './sila.js';

const codeOf = ({ status, body }: Answered) => [status, body.error_code];

/** Verifications are decided by the control API only. */
const undecided = async () => {
  const app = new SilaApp({ settings: { verificationDelay: 'decision' } });
  await app.register('ada');
  return app;
};

test('a verification starts', async () => {
  const app = await undecided();
  const { status, body } = await app.kyc('Ada');
  expect(status).toBe(202);
  expect(body).toMatchObject({
    reference: 'my-reference',
    message: `KYC successfully requested using flow ${flows.approved}`,
    verification_ids: [{ entity: 'ada' }],
    flow_requested: flows.approved,
    checks_requested: ['address', 'birthdate'],
  });
});

describe('the flow', () => {
  test('is not approved', async () => {
    const answer = await (await undecided()).kyc('ada', flows.notApproved);
    expect(codeOf(answer)).toEqual([403, 'KYC_FLOW_NOT_APPROVED']);
    expect(answer.body.message).toBe(`KYC Flow ${flows.notApproved} is not yet approved for use.`);
  });

  test('is unknown', async () => {
    const answer = await (await undecided()).kyc('ada', flows.unknown);
    expect(codeOf(answer)).toEqual([404, 'KYC_FLOW_DNE']);
    expect(answer.body.message).toBe(`KYC flow ${flows.unknown} not found.`);
  });

  test('is set by whoever starts the sandbox', async () => {
    const app = new SilaApp({
      settings: { flows: [{ uuid: flows.unknown, approved: true, checks: ['priority_kyc'] }] },
    });
    await app.register('ada');
    expect((await app.kyc('ada', flows.unknown)).body.checks_requested).toEqual(['priority_kyc']);
    expect((await app.kyc('ada', flows.approved)).status).toBe(404);
  });
});

describe('missing data', () => {
  test('of a person, until it has been added', async () => {
    const app = new SilaApp();
    await app.call('register', 'bo', { entity: { first_name: 'Bo' } });
    const answer = await app.kyc('bo');
    expect(codeOf(answer)).toEqual([400, undefined]);
    expect(answer.body.message).toBe(
      'Missing required verification data: [last_name, birthdate, address, identity, phone, email]',
    );
    const { address, identity, contact } = person();
    await app.call('updateEntity', 'bo', { last_name: 'Example', birthdate: '1987-04-12' });
    await app.call('addAddress', 'bo', address);
    await app.call('addIdentity', 'bo', identity);
    await app.call('addPhone', 'bo', { phone: contact.phone });
    expect((await app.kyc('bo')).body.message).toBe('Missing required verification data: [email]');
    await app.call('addEmail', 'bo', { email: contact.email });
    expect((await app.kyc('bo')).status).toBe(202);
  });

  test('of a business', async () => {
    const app = new SilaApp();
    await app.call('register', 'hub', { entity: { type: 'business', entity_name: 'Hub', business_type: 'llc' } });
    expect((await app.kyc('hub')).body.message).toBe(
      'Missing required verification data: [birthdate, doing_business_as, business_website, registration_state, address, identity, phone, email, administrator, controlling_officer]',
    );
  });

  test('of nobody', async () => {
    const { status, body } = await new SilaApp().kyc('nobody');
    expect([status, body.message]).toEqual([403, 'Handle nobody not registered by app.']);
  });
});

describe('a request while another one is pending', () => {
  test('is refused for 15 minutes', async () => {
    const app = await undecided();
    await app.started('ada');
    await app.sandbox.clock.advance({ minutes: 14, seconds: 59 });
    expect(codeOf(await app.kyc('ada'))).toEqual([403, 'KYC_REQUEST_DUPLICATE_PENDING']);
    await app.sandbox.clock.advance({ seconds: 1 });
    expect((await app.kyc('ada')).status).toBe(202);
  });

  test('is not refused once the first has failed', async () => {
    const app = await undecided();
    await app.decide(await app.started('ada'), 'failed');
    expect((await app.kyc('ada')).status).toBe(202);
  });
});

test('after a pass it is refused for 30 days', async () => {
  const app = await undecided();
  const id = await app.started('ada');
  await app.sandbox.clock.advance({ minutes: 1 });
  await app.decide(id, 'passed');
  await app.sandbox.clock.advance({ days: 29, hours: 23, minutes: 59, seconds: 59 });
  expect(codeOf(await app.kyc('ada'))).toEqual([403, 'RECENTLY_PASSED_ID_VERIFICATION']);
  await app.sandbox.clock.advance({ seconds: 1 });
  expect((await app.kyc('ada')).status).toBe(202);
});

test('after two failures it is refused until the first is 30 days old', async () => {
  const app = await undecided();
  await app.decide(await app.started('ada'), 'failed');
  await app.sandbox.clock.advance({ days: 1 });
  await app.decide(await app.started('ada'), 'failed');
  await app.sandbox.clock.advance({ days: 28, hours: 23, minutes: 59, seconds: 59 });
  const answer = await app.kyc('ada');
  expect(codeOf(answer)).toEqual([400, 'KYC_ATTEMPTS_EXCEEDED']);
  expect(answer.body.message).toBe(
    'ada has reached the maximum number of attempts for ID verification. Further attempts are not allowed at this time.',
  );
  await app.sandbox.clock.advance({ seconds: 1 });
  expect((await app.kyc('ada')).status).toBe(202);
});

test('a failure of classic KYC counts as an attempt too', async () => {
  const app = new SilaApp({ settings: { verificationDelay: 0 } });
  await app.register('ada', { entity: { first_name: 'Fail' } });
  await app.call('requestKyc', 'ada');
  expect((await app.kyc('ada')).status).toBe(202);
  expect(codeOf(await app.kyc('ada'))).toEqual([400, 'KYC_ATTEMPTS_EXCEEDED']);
});

test('of 1,000 requests at once for one end user, just one starts a verification', async () => {
  const app = await undecided();
  await app.issueToken();
  const body = { header: app.header('ada'), flow: flows.approved };
  const answers = await Promise.all(Array.from({ length: 1000 }, () => app.send('kyc', body)));
  const statuses = answers.map(codeOf);
  expect(statuses.filter(([status]) => status === 202)).toHaveLength(1);
  expect(statuses.filter(([, code]) => code === 'KYC_REQUEST_DUPLICATE_PENDING')).toHaveLength(999);
  expect((await app.call('getVerifications', 'ada')).body.verifications).toHaveLength(1);
});
