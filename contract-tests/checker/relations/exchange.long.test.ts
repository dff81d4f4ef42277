/** What no schema can say of an answer: that it fits its own request, itself and the target's clock. */
import { expect, test } from 'vitest';
import { check, complaints, type Broken } from './broken-sandbox.js';

const cases: readonly [name: string, broken: Omit<Broken, 'phases'>, said: RegExp][] = [
  [
    'a member that was sent comes back with another value',
    { operations: ['addEmail'], of: 'addEmail', json: (body) => void (body.email.email = 'nobody@example.com') },
    /\/email\/email expected what was sent as \/email/,
  ],
  [
    'under another name, as the examples show it',
    {
      operations: ['kyc'],
      of: 'kyc',
      json: (body) => void (body.flow_requested = body.verification_ids[0].verification_id),
    },
    /\/flow_requested expected what was sent as \/flow/,
  ],
  [
    'a parameter of the path',
    {
      operations: ['getVerification'],
      of: 'getVerification',
      json: (body) => void (body.verification_id = '11111111-1111-4111-8111-111111111111'),
    },
    /\/verification_id expected what was sent as path parameter verification_uuid/,
  ],
  [
    'a member that no example sends, by its name',
    {
      operations: ['addAddress'],
      of: 'addAddress',
      json: (body) => void (body.address.city = body.address.state),
    },
    /\/address\/city expected what was sent as \/city/,
  ],
  [
    'a number that should be masked, in a success',
    {
      operations: ['addIdentity'],
      of: 'addIdentity',
      json: (body, asked) => void (body.identity.identity = asked.identity_value),
    },
    /masked/,
  ],
  [
    'and in a refusal',
    {
      operations: ['addIdentity'],
      of: 'addIdentity',
      answer: async (response, request) => {
        if (response.ok) return response;
        const asked = (await request.json().catch(() => ({}))) as { identity_value?: unknown };
        const body = { ...((await response.json()) as object), value: asked.identity_value };
        return new Response(JSON.stringify(body), {
          status: response.status,
          headers: { 'content-type': 'application/json' },
        });
      },
    },
    /shows a value whole/,
  ],
  [
    'milliseconds in place of seconds',
    { operations: ['addEmail'], of: 'addEmail', json: (body) => void (body.email.added_epoch *= 1000) },
    /\/email\/added_epoch expected Unix seconds/,
  ],
  [
    'a lifetime in place of an instant',
    { operations: ['authToken'], of: 'authToken', json: (body) => void (body.access_token.expiration = 28800) },
    /\/access_token\/expiration expected Unix seconds/,
  ],
  [
    'an instant ahead of the clock',
    { operations: ['addEmail'], of: 'addEmail', json: (body) => void (body.email.modified_epoch += 7200) },
    /\/email\/modified_epoch expected an instant of the past/,
  ],
  [
    'a change before what it changed',
    { operations: ['addEmail'], of: 'addEmail', json: (body) => void (body.email.modified_epoch -= 7200) },
    /\/email\/modified_epoch expected an instant that is not before added_epoch/,
  ],
  [
    'two renderings of one instant',
    {
      operations: ['getEntity'],
      of: 'getEntity',
      json: (body) => void (body.entity.created &&= '2024-01-01T00:00:00+00:00'),
    },
    /\/entity\/created expected the same instant as created_epoch/,
  ],
  [
    'another end than the token claims',
    { operations: ['authToken'], of: 'authToken', json: (body) => void (body.access_token.expiration += 3600) },
    /\/access_token\/expiration expected the end that the token itself claims/,
  ],
  [
    'a count that is not what came',
    { operations: ['listDocuments'], of: 'listDocuments', json: (body) => void (body.pagination.returned_count += 1) },
    /\/pagination\/returned_count expected \d+, the number of items that came/,
  ],
  [
    'another page than was asked for',
    { operations: ['getEntities'], of: 'getEntities', json: (body) => void (body.pagination.current_page = 2) },
    /\/pagination\/current_page expected the page that was asked for/,
  ],
  [
    'a member that stands twice',
    {
      operations: ['checkHandle'],
      of: 'checkHandle',
      answer: async (response) =>
        new Response((await response.text()).replace('{', '{"success":false,'), {
          status: response.status,
          headers: { 'content-type': 'application/json' },
        }),
    },
    /has a member twice/,
  ],
  [
    'a number that no double holds',
    {
      operations: ['checkHandle'],
      of: 'checkHandle',
      answer: async (response) =>
        new Response((await response.text()).replace('{', '{"took":1e999,'), {
          status: response.status,
          headers: { 'content-type': 'application/json' },
        }),
    },
    /has a number that no double holds/,
  ],
  [
    'the token in base64',
    {
      operations: ['checkHandle'],
      of: 'checkHandle',
      answer: (response, request) => {
        const headers = new Headers(response.headers);
        headers.set('x-debug', btoa(request.headers.get('authorization')?.slice(7) ?? ''));
        return new Response(response.body, { status: response.status, headers });
      },
    },
    /repeats a credential/,
  ],
];

test.each(cases)('%s', { timeout: 60_000 }, async (_, broken, said) => {
  const rows = await check({ ...broken, phases: ['examples'] });
  expect(
    complaints(rows).some((one) => said.test(one)),
    complaints(rows).join('\n'),
  ).toBe(true);
});

test.each(['sila', 'alfred'])('of the sandbox nothing is said: %s', { timeout: 240_000 }, async (provider) => {
  expect(complaints(await check({ provider, phases: ['examples'] }))).toEqual([]);
});
