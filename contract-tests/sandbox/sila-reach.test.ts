/**
 * Every state behind Sila's documented answers, brought about on a fresh sandbox by Sila's own operations and the
 * control API alone, over a real port: nothing put in, no time waited.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandboxClient, type paths } from '../../generated/sandbox/client.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { serveSandbox } from '../../src/sandbox/serve.js';
import type { Listening } from '../../src/http/listen.js';
import { business, flows, person, SilaApp } from './sila.js';
import { user } from '../support/requests.js';

type Decision =
  paths['/verifications/{provider}/{verification_id}/decision']['post']['requestBody']['content']['application/json'];

let served: Listening;
let sila: SilaApp;
let control: ReturnType<typeof createSandboxClient>;

beforeEach(async () => {
  const sandbox = createSandbox();
  served = await serveSandbox(sandbox, { port: 0 });
  sila = new SilaApp({ sandbox });
  control = createSandboxClient({ baseUrl: `${served.url}/_sandbox`, credentials: {} });
});
afterEach(() => served.close());

const issue = async (body: object): Promise<string> =>
  (await control.POST('/tokens', { body: { provider: 'sila', ...body } })).data!.token;

const decide = async (id: string, body: Decision) =>
  (
    await control.POST('/verifications/{provider}/{verification_id}/decision', {
      params: { path: { provider: 'sila', verification_id: id } },
      body,
    })
  ).response.status;

const requested = async (handle: string): Promise<string> =>
  (await sila.call('requestKyc', handle)).body.verification_uuid;

const failingEndpoint = () =>
  control.POST('/webhook-endpoints/register', {
    // Nobody listens on the port of RFC 863.
    body: { provider: 'sila', url: 'http://127.0.0.1:9/hooks', name: 'receiver' },
  });

describe('tokens', () => {
  const verifications = (token: string) =>
    sila.send('getVerifications', { header: sila.header('ada') }, { authorization: `Bearer ${token}` });

  test('good, just not expired, expired, of another app, of the other environment', async () => {
    await control.POST('/clock/set', { body: { frozen: true } });
    await sila.register('ada');
    const answers = [];
    for (const body of [
      {},
      { subject: 'example_app', age: 8 * 3600 - 1 },
      { age: 8 * 3600 },
      { subject: 'partner_app' },
      { environment: 'production' },
    ]) {
      const { status, body: answer } = await verifications(await issue(body));
      answers.push([status, answer.message]);
    }
    expect(answers).toEqual([
      [200, undefined],
      [200, undefined],
      [401, 'The auth token provided has expired.'],
      [401, 'The auth token is invalid.'],
      [403, 'The auth token is invalid.'],
    ]);
  });

  test('and what /auth_token has issued stays', async () => {
    const first = (await sila.issueToken()).body;
    await issue({ age: 100 });
    expect((await sila.issueToken()).body).toEqual(first);
  });

  test('of nobody are not', async () => {
    const pointers = [];
    for (const body of [{ subject: 'x' }, { environment: 'x' }]) {
      const { error } = await control.POST('/tokens', { body: { provider: 'sila', ...body } });
      pointers.push(error && 'violations' in error && error.violations?.map(({ pointer }) => pointer));
    }
    expect(pointers).toEqual([['/subject'], ['/environment']]);
    expect((await control.POST('/tokens', { body: { provider: 'x' } })).response.status).toBe(404);
  });
});

describe('verifications', () => {
  test('are listed and decided at once, although an outcome by itself takes 33 seconds', async () => {
    await sila.register('ada');
    const id = await sila.started('ada');
    expect((await control.GET('/verifications')).data?.verifications).toMatchObject([{ id, status: 'pending' }]);
    expect((await sila.kyc('ada')).body.error_code).toBe('KYC_REQUEST_DUPLICATE_PENDING');
    expect(await decide(id, { outcome: 'passed' })).toBe(200);
    expect((await sila.verification('ada', id)).verification_status).toBe('passed');
    expect((await sila.kyc('ada')).body.error_code).toBe('RECENTLY_PASSED_ID_VERIFICATION');
    await control.POST('/clock/advance', { body: { minutes: 1 } });
    expect((await sila.verification('ada', id)).verification_status).toBe('passed');
    expect(await decide(id, { outcome: 'failed' })).toBe(409);
  });

  test('fail twice, lack data, wait for data or a document', async () => {
    await sila.register('cy');
    await decide(await sila.started('cy'), { outcome: 'failed' });
    await decide(await sila.started('cy'), { outcome: 'failed', reasons: ['Name Mismatch'] });
    expect((await sila.kyc('cy')).body.error_code).toBe('KYC_ATTEMPTS_EXCEEDED');

    const { address, ...without } = person({ identity: null });
    expect(address).toBeDefined();
    expect((await sila.call('register', 'bo', without)).status).toBe(200);
    expect((await sila.kyc('bo')).body.message).toMatch(/^Missing required verification data: \[/);
    expect((await sila.kyc('bo', flows.notApproved)).body.error_code).toBe('KYC_FLOW_NOT_APPROVED');

    await sila.register('gil');
    const verification = await sila.started('gil');
    const waits = { outcome: 'documents_required' } as const;
    expect(await decide(verification, { ...waits, action: 'dance' })).toBe(422);
    expect(await decide(verification, { outcome: 'passed', action: 'doc_upload' })).toBe(422);
    expect(await decide(verification, { ...waits, action: 'entity_data', reasons: ['Birthdate Not Matched'] })).toBe(
      200,
    );
    expect(await sila.verification('gil', verification)).toMatchObject({
      kyc_action: 'entity_data',
      reasons: { gil: ['Birthdate Not Matched'] },
    });
    expect(await decide(verification, waits)).toBe(200);
    expect((await sila.verification('gil', verification)).kyc_action).toBe('doc_upload');
    const resumed = { verification_uuid: verification, update: 'entity' };
    expect((await sila.call('resumeVerification', 'gil', resumed)).status).toBe(200);
  });
});

describe('classic verifications', () => {
  test('pend, pass, fail, wait, by decision', async () => {
    const seen: unknown[] = [];
    for (const outcome of [undefined, 'passed', 'failed', 'documents_required', 'review'] as const) {
      const handle = `of_${outcome}`;
      await sila.register(handle);
      const id = await requested(handle);
      if (outcome) expect(await decide(id, { outcome })).toBe(200);
      const { status, verification_status } = (await sila.call('checkKyc', handle)).body;
      seen.push([status, verification_status]);
      if (outcome !== 'documents_required') continue;
      const params = { verification_id: id };
      expect((await sila.call('requiredDocumentTypes', handle, {}, { params })).status).toBe(200);
    }
    expect(seen).toEqual([
      ['FAILURE', 'pending'],
      ['SUCCESS', 'passed'],
      ['FAILURE', 'failed'],
      ['FAILURE', 'documents_required'],
      ['FAILURE', 'review'],
    ]);
  });

  test("of a partner's end user are seen", async () => {
    const partner = new SilaApp({ sandbox: sila.sandbox, app: 1 });
    await partner.register('ed');
    const id = (await partner.call('requestKyc', 'ed')).body.verification_uuid;
    const asked = { query_app_handle: 'partner_app', query_user_handle: 'ed' };
    expect((await sila.call('checkPartnerKyc', undefined, asked)).body.verification_status).toBe('pending');
    await decide(id, { outcome: 'passed' });
    expect((await sila.call('checkPartnerKyc', undefined, asked)).body.verification_status).toBe('passed');
  });

  test('of a business with a member pass, without a certificate', async () => {
    await sila.register('gus');
    await sila.call('register', 'hub', business());
    const membership = {
      provider: 'sila',
      business: 'Hub',
      member: 'Gus',
      role: 'controlling_officer',
      details: 'CEO',
    };
    for (const role of ['controlling_officer', 'Controlling Officer']) {
      expect((await control.POST('/members', { body: { ...membership, role } })).response.status).toBe(204);
    }
    const shown = [{ role: 'controlling_officer', details: 'CEO' }];
    expect((await sila.call('getEntity', 'hub')).body.members).toMatchObject([{ user_handle: 'gus', ...shown[0] }]);
    expect((await sila.call('getEntity', 'gus')).body.memberships).toMatchObject([
      { business_handle: 'hub', ...shown[0] },
    ]);
    await decide(await requested('hub'), { outcome: 'passed' });
    expect((await sila.call('checkKyc', 'hub')).body).toMatchObject({
      status: 'FAILURE',
      message: 'Business has passed verification.',
      members: [{ user_handle: 'gus', verification_status: 'unverified' }],
    });
    const refused = [];
    for (const wrong of [{ business: 'gus' }, { member: 'hub' }, { member: 'nobody' }, { role: 'janitor' }]) {
      const { error } = await control.POST('/members', { body: { ...membership, ...wrong } });
      refused.push(error && 'violations' in error && error.violations?.[0]?.pointer);
    }
    expect(refused).toEqual(['/business', '/member', '/member', '/role']);
    expect((await control.POST('/members', { body: { ...membership, provider: 'alfred' } })).response.status).toBe(404);
  });
});

test('events that nobody took in are listed, and sent again', async () => {
  await failingEndpoint();
  expect((await control.GET('/webhook-endpoints')).data?.endpoints).toMatchObject([{ name: 'receiver' }]);
  await sila.register('di');
  await decide(await requested('di'), { outcome: 'failed' });
  await sila.sandbox.settled();
  const search_filters = { delivered: false, event_type: 'kyc_update', endpoint_name: 'receiver', user_handle: 'di' };
  const { webhooks } = (await sila.call('getWebhooks', undefined, { search_filters })).body;
  expect(webhooks).toMatchObject([{ delivered: false, attempts: 1, details: { outcome: 'failed' } }]);
  const retried = await sila.call('retryWebhook', undefined, { event_uuid: webhooks[0].uuid });
  expect(retried.body.message).toBe('Event successfully re-sent.');
});

test("Alfred's token of a user, good until it is two minutes old", async () => {
  const credentials = { 'API-Key': 'key', 'API-Secret': 'secret' };
  const issueToUser = (body: object = {}) => control.POST('/tokens', { body: { provider: 'alfred', ...body } });
  await control.POST('/clock/set', { body: { now: '2026-01-31T12:00:00Z', frozen: true } });
  expect((await issueToUser()).response.status).toBe(422);
  await fetch(`${served.url}/login-sof-kyc`, {
    method: 'POST',
    headers: { ...credentials, 'Content-Type': 'application/json' },
    body: JSON.stringify(user),
  });
  const statuses = [];
  for (const body of [{}, { subject: '@adaexample' }, { subject: '1001', age: 119 }, { age: 120 }]) {
    const { data } = await issueToUser(body);
    const form = new FormData();
    form.set('docType', 'selfie');
    form.set('file', new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)], { type: 'image/jpeg' }), 'selfie.jpg');
    const headers = { ...credentials, Authorization: data!.token };
    const { status } = await fetch(`${served.url}/kyc/upload-document`, { method: 'PUT', headers, body: form });
    statuses.push([data!.subject, status]);
  }
  expect(statuses).toEqual([
    ['@adaexample', 202],
    ['@adaexample', 202],
    ['@adaexample', 202],
    ['@adaexample', 401],
  ]);
  expect((await issueToUser({ subject: '@nobody' })).response.status).toBe(422);
  expect((await issueToUser({ environment: 'sandbox' })).response.status).toBe(422);
});
