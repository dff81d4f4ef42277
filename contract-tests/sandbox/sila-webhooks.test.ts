/** Events: when they come, how they are signed, how their delivery goes on and ends. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SilaSettings } from '../../src/sandbox/sila/index.js';
import { business, SilaApp } from './sila.js';

interface Sent {
  url: string;
  headers: Headers;
  body: any;
  text: string;
}

const id = '4d09b7e2-c561-4f38-8a0d-93e2f6b71c54';
const url = 'https://receiver.example/sila';

/** A receiver that answers what it is told to, 200 by default. */
const withReceiver = (settings: SilaSettings = {}, endpoint: object = {}) => {
  const sent: Sent[] = [];
  const answers: number[] = [];
  const webhookFetch = async (target: any, init: any) => {
    sent.push({
      url: String(target),
      headers: new Headers(init.headers),
      body: JSON.parse(init.body),
      text: init.body,
    });
    return new Response(null, { status: answers.shift() ?? 200 });
  };
  const endpoints = [{ id, name: 'receiver', url, secret: 'shared', ...endpoint }];
  const app = new SilaApp({
    settings: { verificationDelay: 'decision', ...settings, webhooks: { endpoints, ...settings.webhooks } },
    webhookFetch: webhookFetch as typeof fetch,
  });
  return { app, sent, answers };
};

const events = async (app: SilaApp, search_filters: object = {}) =>
  (await app.call('getWebhooks', undefined, { search_filters })).body;

describe('a decided verification', () => {
  test('passed: kyc_status, signed over the body', async () => {
    const { app, sent } = withReceiver();
    await app.register('ada');
    const verification = await app.started('ada');
    await app.decide(verification, 'passed');
    await app.sandbox.settled();
    expect(sent).toHaveLength(1);
    const [{ headers, body, text, url: target } = {} as Sent] = sent;
    expect(target).toBe(url);
    expect(body).toEqual({
      event_time: app.now,
      event_type: 'kyc_status',
      event_uuid: expect.any(String),
      event_details: { kyc: verification, entity: 'ada', outcome: 'passed', wallet_id: expect.any(String) },
    });
    expect(headers.get('sila-webhook-id')).toBe(id);
    expect(headers.get('sila-webhook-type')).toBe('kyc_status');
    expect(headers.get('sila-signature')).toBe(createHmac('sha256', 'shared').update(text).digest('base64'));
  });

  test.each([
    ['failed', { outcome: 'failed' }],
    ['documents_required', { action_needed: 'doc_upload' }],
  ])('%s', async (outcome, details) => {
    const { app, sent } = withReceiver();
    await app.register('ada');
    const verification = await app.started('ada');
    await app.decide(verification, outcome);
    await app.sandbox.settled();
    expect(sent.map(({ body }) => body.event_details)).toEqual([{ kyc: verification, entity: 'ada', ...details }]);
  });

  test('review: nothing', async () => {
    const { app, sent } = withReceiver();
    await app.register('ada');
    await app.decide(await app.started('ada'), 'review');
    await app.sandbox.settled();
    expect(sent).toEqual([]);
  });

  test('by a trigger that wants other data: kyc_action, at the time of the outcome', async () => {
    const { app, sent } = withReceiver({ verificationDelay: 33 });
    await app.register('ada', { entity: { last_name: 'birthdate' } });
    await app.started('ada');
    await app.sandbox.clock.advance({ minutes: 5 });
    await app.sandbox.settled();
    expect(sent[0]?.body).toMatchObject({ event_time: app.now - 267, event_details: { action_needed: 'entity_data' } });
  });

  test('of classic KYC: kyc', async () => {
    const { app, sent } = withReceiver({ verificationDelay: 0 });
    await app.register('ada');
    await app.call('requestKyc', 'ada');
    await app.sandbox.tick();
    await app.sandbox.settled();
    expect(sent[0]?.body).toMatchObject({ event_type: 'kyc', event_details: { entity: 'ada', outcome: 'passed' } });
  });

  test('of a business: each status once, whatever else happens to its members', async () => {
    const { app, sent } = withReceiver({ verificationDelay: 33 });
    await app.call('register', 'hub', business());
    const header = app.header('ada', { business_handle: 'hub' });
    for (const [handle, role] of [
      ['ada', 'administrator'],
      ['gus', 'controlling_officer'],
      ['pia', 'controlling_officer'],
    ] as const) {
      await app.register(handle);
      await app.call('linkBusinessMember', 'ada', { header, role, member_handle: handle });
    }
    const [hub, , gus, pia] = (await app.kyc('hub')).body.verification_ids.map((one: any) => one.verification_id);
    await app.decide(gus, 'failed');
    await app.decide(pia, 'review');
    await app.sandbox.clock.advance({ minutes: 1 });
    const failed = await app.verification('hub', hub);
    await app.sandbox.clock.advance({ days: 20 });
    await app.decide(pia, 'passed');
    await app.sandbox.settled();
    const details = sent.map(({ body }) => body.event_details).filter(({ kyc }) => kyc === hub);
    expect(details).toEqual([{ kyc: hub, entity: 'hub', outcome: 'member_failed' }]);
    // The 30 days until it expires do not begin again either.
    expect((await app.verification('hub', hub)).updated_at).toBe(failed.updated_at);
  });

  test('only what an endpoint wants, unsigned without a secret', async () => {
    const { app, sent } = withReceiver({}, { events: ['kyc_action'], secret: undefined });
    await app.register('ada');
    const verification = await app.started('ada');
    await app.decide(verification, 'documents_required');
    await app.decide(verification, 'passed');
    await app.sandbox.settled();
    expect(sent.map(({ body }) => body.event_type)).toEqual(['kyc_action']);
    expect(sent[0]?.headers.has('sila-signature')).toBe(false);
  });
});

describe('delivery', () => {
  const decided = async (answers: number[], settings: SilaSettings = {}) => {
    const receiver = withReceiver(settings);
    receiver.answers.push(...answers);
    const { app } = receiver;
    await app.register('ada');
    await app.decide(await app.started('ada'), 'passed');
    await app.sandbox.settled();
    return receiver;
  };

  test('is tried again after 10 minutes, and recorded', async () => {
    const { app, sent } = await decided([503, 404]);
    expect((await events(app)).webhooks).toMatchObject([
      { delivered: false, processing: true, attempts: 1, next_attempt_epoch: app.now + 600, endpoint_name: 'receiver' },
    ]);
    await app.sandbox.clock.advance({ minutes: 9, seconds: 59 });
    await app.sandbox.settled();
    expect(sent).toHaveLength(1);
    await app.sandbox.clock.advance({ seconds: 1 });
    await app.sandbox.settled();
    await app.sandbox.clock.advance({ minutes: 10 });
    await app.sandbox.settled();
    expect(new Set(sent.map(({ text }) => text)).size).toBe(1);
    const [event] = (await events(app)).webhooks;
    expect(event).toMatchObject({ delivered: true, processing: false, attempts: 3, next_attempt_epoch: '' });
    expect(event.responses.map((one: any) => one.status_code)).toEqual([503, 404, 200]);
  });

  test('is done by 200 alone: another 2xx is tried again', async () => {
    const { app } = await decided([204, 201]);
    expect((await events(app)).webhooks).toMatchObject([{ delivered: false, processing: true, attempts: 1 }]);
    await app.sandbox.clock.advance({ minutes: 10 });
    await app.sandbox.settled();
    await app.sandbox.clock.advance({ minutes: 10 });
    await app.sandbox.settled();
    expect((await events(app)).webhooks).toMatchObject([{ delivered: true, attempts: 3 }]);
  });

  test('ends at once with a redirect', async () => {
    const { app } = await decided([302]);
    expect((await events(app)).webhooks).toMatchObject([{ delivered: false, processing: false, attempts: 1 }]);
  });

  test('is given up after the last retry, and made up for by retry_webhook', async () => {
    const { app, sent } = await decided([500, 500], { webhooks: { retries: 1, retryDelay: 60 } });
    await app.sandbox.clock.advance({ minutes: 1 });
    await app.sandbox.settled();
    const [event] = (await events(app, { delivered: false })).webhooks;
    expect(event).toMatchObject({ processing: false, attempts: 2 });
    const { body } = await app.call('retryWebhook', undefined, { event_uuid: event.uuid });
    expect(body.message).toBe('Event successfully re-sent.');
    await app.sandbox.settled();
    expect(sent).toHaveLength(3);
    expect((await events(app, { uuid: event.uuid })).webhooks).toMatchObject([{ delivered: true, attempts: 3 }]);
    expect((await app.call('retryWebhook', undefined, { event_uuid: id })).status).toBe(400);
  });

  test('of 15 events in a row that fail for good, the endpoint is switched off', async () => {
    const { app, sent, answers } = withReceiver({ webhooks: { retries: 0 } });
    const happen = async (index: number, status: number) => {
      answers.push(status);
      await app.register(`ada${index}`);
      await app.decide(await app.started(`ada${index}`), 'passed');
      await app.sandbox.settled();
    };
    for (let index = 0; index < 14; index++) await happen(index, 500);
    await happen(14, 200);
    for (let index = 15; index < 29; index++) await happen(index, 301);
    expect(sent).toHaveLength(29);
    await happen(29, 500);
    expect(sent).toHaveLength(30);
    await happen(30, 200);
    expect(sent).toHaveLength(30);
    // The events are 30, and a page has 20.
    expect(await events(app)).toMatchObject({ page: 1, returned_count: 20, total_count: 30 });
    const last = await events(app, { page: 2, sort_ascending: true });
    expect(last.webhooks.map((one: any) => one.user_handle).at(-1)).toBe('ada29');
  });
});

test('events are found by what they are about', async () => {
  const { app } = withReceiver();
  for (const handle of ['ada', 'bo']) {
    await app.register(handle);
    await app.decide(await app.started(handle), 'passed');
    await app.sandbox.clock.advance({ minutes: 1 });
  }
  const handles = async (filters: object) => (await events(app, filters)).webhooks.map((one: any) => one.user_handle);
  expect(await handles({})).toEqual(['bo', 'ada']);
  expect(await handles({ sort_ascending: true })).toEqual(['ada', 'bo']);
  expect(await handles({ user_handle: 'ADA' })).toEqual(['ada']);
  expect(await handles({ event_type: 'kyc_status', endpoint_name: 'receiver' })).toEqual(['bo', 'ada']);
  expect(await handles({ event_type: 'kyc_update' })).toEqual([]);
  expect(await handles({ start_epoch: app.now - 60 })).toEqual(['bo']);
  expect(await handles({ start_epoch: app.now - 59 })).toEqual([]);
  expect(await handles({ end_epoch: app.now - 61 })).toEqual(['ada']);
  expect(await handles({ end_epoch: app.now - 120 })).toEqual(['ada']);
  expect(await handles({ end_epoch: app.now - 121 })).toEqual([]);
  const partner = new SilaApp({ sandbox: app.sandbox, app: 1 });
  expect((await events(partner)).total_count).toBe(0);
});
