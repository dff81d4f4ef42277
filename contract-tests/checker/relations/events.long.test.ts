/** What webhooks are told is held to the document, and to what has happened. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { check, complaints, type Broken } from './broken-sandbox.js';

const told = (broken: Partial<Broken>) =>
  check({ phases: ['relations'], operations: ['kyc', 'requestKyc'], webhook: (body) => body, ...broken });

/** Its log of what it has tried to send. */
const withoutDeliveries = async (response: Response, request: Request): Promise<Response> =>
  request.url.includes('/webhook-deliveries') ? Response.json({ deliveries: [] }) : response;

const ofEvents = (rows: Awaited<ReturnType<typeof check>>) =>
  rows.filter((one) => /^(events|retries): /.test(one.case ?? ''));

test('as they are', { timeout: 120_000 }, async () => {
  const rows = ofEvents(await told({}));
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(rows.length).toBeGreaterThan(5);
});

test('one that is slower on its way than those of other endpoints', { timeout: 120_000 }, async () => {
  const rows = ofEvents(await told({ operations: ['kyc'], delay: (url) => (url.endsWith('/404') ? 2_600 : 0) }));
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});

const cases: readonly [name: string, broken: Partial<Broken>, said: RegExp][] = [
  [
    'milliseconds for seconds',
    { webhook: (body) => ({ ...body, event_time: body.event_time * 1000 }) },
    /event_time expected Unix seconds/,
  ],
  [
    'one id for all',
    { webhook: (body) => ({ ...body, event_uuid: '11111111-1111-4111-8111-111111111111' }) },
    /event_uuid expected an id that no other event has/,
  ],
  [
    'an id that is none',
    { webhook: (body) => ({ ...body, event_uuid: `event-${body.event_uuid}` }) },
    /event_uuid expected the format "uuid"/,
  ],
  [
    'a document, whatever is wanted',
    {
      webhook: ({ event_details: details, ...body }) => ({
        ...body,
        event_details: details.action_needed ? { ...details, action_needed: 'doc_upload' } : details,
      }),
    },
    /no event says what was expected/,
  ],
  ['never again after a failure', { taken: () => 200 }, /expected such an event 2 times, got 1/],
  [
    'never again after a 4xx',
    { taken: (status) => (status < 500 ? 399 : status) },
    /expected such an event 2 times, got 1/,
  ],
  ['not signed', { without: 'sila-signature' }, /the event has no header SILA-SIGNATURE/],
  ['of no endpoint', { without: 'sila-webhook-id' }, /the event has no header SILA-WEBHOOK-ID/],
  [
    'of one endpoint, to whichever it is sent',
    { having: ['sila-webhook-id', () => '3ac81d67-e250-4f9b-87d4-b16e0f5a92c3'] },
    /expected another header SILA-WEBHOOK-ID in the events of another endpoint/,
  ],
  [
    'of another endpoint each time',
    { having: ['sila-webhook-id', () => randomUUID()] },
    /expected one header SILA-WEBHOOK-ID in all events of an endpoint/,
  ],
  [
    'not signed by Alfred',
    { provider: 'alfred-customers', operations: ['submitKyc'], without: 'signature' },
    /the event has no header Signature/,
  ],
  [
    'taken in, and said not to be',
    {
      of: 'getWebhooks',
      json: ({ webhooks, ...body }) => ({
        ...body,
        webhooks: webhooks.map((one: any) => ({ ...one, delivered: false })),
      }),
    },
    /after the event: getWebhooks: another value was expected at \/webhooks/,
  ],
  [
    'about the customer, not the submission',
    {
      provider: 'alfred-customers',
      operations: ['submitKyc', 'sendStatusEvent'],
      webhook: (body) => ({ ...body, referenceId: '11111111-1111-4111-8111-111111111111' }),
    },
    /no event says what was expected/,
  ],
];

test.each(cases)('%s', { timeout: 120_000 }, async (_, broken, said) => {
  expect(complaints(ofEvents(await told(broken))).join('\n')).toMatch(said);
});

test('a target that does not reach this machine is not to blame', { timeout: 120_000 }, async () => {
  const rows = ofEvents(await check({ phases: ['relations'], operations: ['kyc', 'requestKyc'] }));
  expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual(
    rows.map(() => ['skipped', 'no event came: the target does not reach this machine']),
  );
});

test('a target that sends nothing is', { timeout: 120_000 }, async () => {
  const rows = ofEvents(
    await check({ phases: ['relations'], operations: ['kyc', 'requestKyc'], control: withoutDeliveries }),
  );
  expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'failed'));
  expect(complaints(rows)).toEqual(rows.map(() => 'expected an event, none was sent to any address'));
});
