/** What each request changes, whose data it is, and what lists hold: in the fixtures that the recipes declare. */
import { expect, test } from 'vitest';
import { check, complaints, type Broken } from './broken-sandbox.js';

type BrokenServer = Omit<Broken, 'phases'>;

const withBody = async (request: Request, change: (body: any) => void): Promise<Request> => {
  const body = JSON.parse(await request.text()) as object;
  change(body);
  return new Request(request.url, { method: request.method, headers: request.headers, body: JSON.stringify(body) });
};

const withoutQuery = (request: Request): Request => new Request(request.url.split('?')[0] ?? '', request);

const drops = (of: string, name: string): BrokenServer => ({
  operations: [of],
  of,
  ask: (request) => withBody(request, (body) => void delete body[name]),
});

/** A server that has an effect that shows in its reader. */
function lateEffect(
  operations: string[],
  isCause: (path: string, response: Response) => boolean,
  effect: (entity: any) => void,
): BrokenServer {
  let isOn = false;
  return {
    operations,
    answer: async (response, request) => {
      const { pathname } = new URL(request.url);
      if (isCause(pathname, response)) isOn = true;
      if (!isOn || !pathname.endsWith('/get_entity') || !response.ok) return response;
      const body = (await response.json()) as object;
      effect(body);
      return Response.json(body);
    },
  };
}

let reads = 0;
const registeredAt = new Map<string, number>();
let tokenOfFirst: string | undefined;

const cases: readonly [name: string, broken: BrokenServer, said: RegExp][] = [
  [
    'an update that resets another member',
    {
      operations: ['updateAddress'],
      of: 'getEntity',
      json: (body) => {
        for (const one of body.addresses) if (one.city === 'Bend') one.street_address_1 = '';
      },
    },
    /\/addresses\/0\/street_address_1 afterwards, "entity" is another value/,
  ],
  [
    'an update that touches another record',
    lateEffect(
      ['updatePhone'],
      (path, { ok }) => ok && path.endsWith('/update/phone'),
      ({ emails }) => {
        for (const one of emails) one.email = 'touched@example.com';
      },
    ),
    /\/emails\/\d afterwards|\/emails\/\d\/email afterwards/,
  ],
  [
    'a delete that takes two',
    lateEffect(
      ['deleteAddress'],
      (path, { ok }) => ok && path.endsWith('/delete/address'),
      (body) => {
        body.addresses = body.addresses.slice(1);
      },
    ),
    /\/addresses afterwards, "\w+" has \d fewer/,
  ],
  [
    'a refused request that has an effect',
    lateEffect(
      ['addEmail'],
      (path, { status }) => status >= 400 && path.endsWith('/add/email'),
      (body) => {
        body.emails.push({ ...body.emails[0], email: 'refused@example.com' });
      },
    ),
    /a refused request has an effect/,
  ],
  [
    "another's document",
    {
      operations: ['getDocument'],
      of: 'getDocument',
      answer: (response) =>
        response.status === 404 ? new Response('bytes', { headers: { 'content-type': 'image/png' } }) : response,
    },
    /expected 404, got 200/,
  ],
  [
    'a user who sees what is of another, too',
    {
      operations: ['listDocuments'],
      of: 'listDocuments',
      json: (body) => {
        if (body.documents[0] && body.documents.length > 2)
          body.documents.push({ ...body.documents[0], name: 'Of the other' });
      },
    },
    /\/documents another value was expected/,
  ],
  [
    'a person who is unlinked, and everybody else with her',
    {
      operations: ['unlinkBusinessMember'],
      of: 'getEntity',
      json: (body) => {
        if (body.members?.length === 4 && !body.members.some((one: any) => one.details === 'Lawyer') && ++reads > 2)
          body.members = body.members.slice(2);
      },
    },
    /\/members afterwards, "business" has \d (more|fewer)/,
  ],
  [
    'what was made today, of last year',
    {
      operations: ['getEntity'],
      of: 'getEntity',
      json: (body) => {
        for (const one of body.emails) one.added_epoch -= 365 * 86_400;
      },
    },
    /\/emails another value was expected/,
  ],
  [
    'a token of somebody else',
    {
      provider: 'alfred',
      operations: ['loginSofKyc'],
      of: 'loginSofKyc',
      json: (body) => {
        tokenOfFirst ??= body.data.token;
        body.data.token = tokenOfFirst;
      },
    },
    /\/data\/token\/claims\/sub another value was expected/,
  ],
  ['no pages', { operations: ['documentTypes'], of: 'documentTypes', ask: withoutQuery }, /page|expected/],
  ['no order', { operations: ['listDocuments'], of: 'listDocuments', ask: withoutQuery }, /descending by created|page/],
  ['no types', drops('listDocuments', 'doc_types'), /expected \d items and no others, got \d/],
  ['no search', drops('listDocuments', 'search'), /expected \d items and no others, got \d/],
  ['no first day', drops('listDocuments', 'start_date'), /expected 0 items and no others, got \d/],
  ['no last day', drops('listDocuments', 'end_date'), /expected 0 items and no others, got \d/],
  ['no order by name', drops('listDocuments', 'sort_by'), /items ascending by name/],
  [
    'no filter of events',
    {
      operations: ['getWebhooks'],
      of: 'getWebhooks',
      ask: (request) => withBody(request, (body) => void delete body.search_filters?.event_type),
    },
    /event_type expected what was sent as \/search_filters\/event_type, got another value/,
  ],
  [
    'a total that is only of the page',
    {
      operations: ['listDocuments'],
      of: 'listDocuments',
      json: (body) => void (body.pagination.total_count = body.pagination.returned_count),
    },
    /\/pagination\/total_count page 1: expected \d/,
  ],
  [
    'a handle that two get at once',
    {
      operations: ['register'],
      of: 'register',
      answer: async (response, request) => {
        const { header = {} } = JSON.parse(await request.text()) as { header?: { user_handle?: string } };
        const handle = String(header.user_handle);
        if (response.ok) registeredAt.set(handle, Date.now());
        const isAtOnce = response.status === 400 && Date.now() - (registeredAt.get(handle) ?? 0) < 2_000;
        return isAtOnce ? Response.json({ success: true, status: 'SUCCESS', message: 'Registered.' }) : response;
      },
    },
    /expected 400 for one of two requests at once, got 200/,
  ],
  [
    'a file under another name',
    {
      operations: ['getDocument'],
      of: 'getDocument',
      answer: (response) => {
        const headers = new Headers(response.headers);
        headers.set('content-disposition', 'attachment; filename=document');
        return new Response(response.body, { status: response.status, headers });
      },
    },
    /the header Content-Disposition holds another text/,
  ],
  [
    'a day earlier where it was before 1970',
    {
      operations: ['getEntity'],
      of: 'getEntity',
      json: ({ entity }) => {
        if (entity.birthdate < '1970') entity.birthdate = entity.birthdate.replace('-02-03', '-02-02');
      },
    },
    /\/entity\/birthdate another value was expected/,
  ],
  [
    'a PDF without its last line end',
    {
      operations: ['getDocument'],
      of: 'getDocument',
      answer: async (response) => {
        if (response.headers.get('content-type') !== 'application/pdf') return response;
        const bytes = new Uint8Array(await response.arrayBuffer());
        return new Response(bytes.slice(0, -2), {
          status: response.status,
          headers: { 'content-type': 'application/pdf' },
        });
      },
    },
    /another value was expected/,
  ],
  [
    'a list of the app for its partner',
    {
      operations: ['getEntities'],
      of: 'getEntities',
      json: (body, asked) => {
        if (asked.header.app_handle !== 'partner_app') return;
        for (const one of body.entities.individuals) one.handle = one.handle.replace(/^theirs_/, 'own_');
      },
    },
    /an item is not as it is elsewhere/,
  ],
  [
    'any app for the partner',
    {
      operations: ['checkPartnerKyc'],
      of: 'checkPartnerKyc',
      ask: (request) => withBody(request, (body) => void (body.query_app_handle = 'partner_app')),
    },
    /expected 4XX, got 200/,
  ],
  [
    'a member whose verification belongs to none',
    { operations: ['getVerification'], of: 'getVerification', json: (body) => void (body.parent_verification = null) },
    /\/parent_verification another value was expected/,
  ],
  [
    "a business's handle that is free",
    {
      operations: ['checkHandle'],
      of: 'checkHandle',
      answer: async (response, request) => {
        const { header = {} } = (await request.json()) as { header?: { user_handle?: string } };
        const isOfBusiness = response.ok && /^other_/.test(header.user_handle ?? '');
        return isOfBusiness
          ? Response.json({ success: true, status: 'SUCCESS', message: 'Free.', reference: 'user-2001' })
          : response;
      },
    },
    /\/success another value was expected/,
  ],
  [
    'a delete of all that are of one street',
    lateEffect(
      ['deleteAddress'],
      (path, { ok }) => ok && path.endsWith('/delete/address'),
      (body) => {
        body.addresses = body.addresses.filter((one: any) => one.street_address_1 !== '123 Example Street');
      },
    ),
    /\/addresses afterwards, "\w+" has \d fewer/,
  ],
  [
    'the whole number of a business',
    {
      operations: ['addIdentity'],
      of: 'addIdentity',
      json: ({ identity }, { identity_alias, identity_value }) => {
        if (identity_alias === 'EIN') identity.identity = identity_value;
      },
    },
    /\/identity\/identity another value was expected/,
  ],
  [
    'a customer with the number of another',
    {
      provider: 'alfred-customers',
      operations: ['createCustomer'],
      of: 'createCustomer',
      ask: (request) => withBody(request, (body) => void delete body.phoneNumber),
    },
    /expected 4XX, got 200/,
  ],
  [
    'a form for two letters alone',
    {
      provider: 'alfred-customers',
      operations: ['getKycLink'],
      of: 'getKycLink',
      answer: (response, request) =>
        request.url.endsWith('/MEX/url')
          ? Response.json({ errorCode: 111302, errorMessage: 'Invalid parameter(s)' }, { status: 400 })
          : response,
    },
    /expected a documented success, got 400/,
  ],
];

test.each(cases)('%s', { timeout: 120_000 }, async (_, broken, said) => {
  const rows = await check({ ...broken, phases: ['relations'] });
  expect(
    complaints(rows).some((one) => said.test(one)),
    complaints(rows).join('\n'),
  ).toBe(true);
});

test('the sandbox keeps every relation, and every row is exercised', { timeout: 240_000 }, async () => {
  const rows = await check({ phases: ['relations'], webhook: (body) => body });
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
});
