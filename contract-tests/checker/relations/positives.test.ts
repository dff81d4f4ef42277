/** Who refuses what the document allows breaks it, too. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { check, complaints, type Broken } from './broken-sandbox.js';

const refusing = (
  of: string,
  isRefused: (asked: any, request: Request, text: string) => boolean,
  provider = 'sila',
): Omit<Broken, 'phases'> => ({
  provider,
  operations: [of],
  of,
  answer: async (response, request) => {
    const text = await request.clone().text();
    let asked: unknown = {};
    try {
      asked = JSON.parse(text);
    } catch {
      // A form, or nothing.
    }
    if (!response.ok || !isRefused(asked, request, text)) return response;
    const body = { success: false, status: 'FAILURE', message: 'Bad request.' };
    return Response.json(body, { status: 400 });
  },
});

const cases: readonly [name: string, broken: Omit<Broken, 'phases'>, ...rows: RegExp[]][] = [
  [
    'a charset',
    refusing('checkHandle', (_, request) => /charset/.test(request.headers.get('content-type') ?? '')),
    /^content type: with a charset$/,
  ],
  ['a body of more than 64 KiB', refusing('checkKyc', (_, __, text) => text.length > 65_536), /^body: whitespace/],
  ['whitespace in JSON', refusing('checkKyc', (_, __, text) => /^\s/.test(text)), /^body: whitespace/],
  [
    'an optional member that is not there',
    refusing('register', ({ contact }) => !contact),
    /^body \/contact: left out$/,
  ],
  [
    'an optional member of an optional object',
    refusing('addAddress', (asked) => !('street_address_2' in asked)),
    /^body \/street_address_2: left out$/,
  ],
  [
    'letters that are not ASCII',
    refusing('updateEntity', ({ first_name = '' }) => /[^\x20-\x7e]/.test(first_name)),
    /^body \/first_name: not only ASCII$/,
  ],
  [
    'a letter of four bytes',
    refusing('updateEntity', ({ first_name = '' }) => /[\u{10000}-\u{10ffff}]/u.test(first_name)),
    /^body \/first_name: not only ASCII$/,
  ],
  ['an apostrophe', refusing('addAddress', ({ city = '' }) => city.includes("'")), /^body \/city: with an apostrophe$/],
  [
    'a listed value',
    refusing('getEntities', ({ entity_type }) => entity_type === 'individual'),
    /^body \/entity_type: (added|the listed value "individual")$/,
  ],
  [
    'the other value of an optional flag',
    refusing('updatePhone', (asked) => asked.sms_opt_in === false),
    /^body \/sms_opt_in: (added, false|the listed value false)$/,
  ],
  [
    'another branch',
    refusing('addAddress', ({ postal_code }) => typeof postal_code === 'number'),
    /another branch, a number$/,
  ],
  [
    'another branch of a member that no example has',
    refusing('updateEntity', ({ naics_code }) => typeof naics_code === 'string'),
    /^body \/naics_code: added, "\d+"$/,
  ],
  [
    'a value of the query',
    refusing('listDocuments', (_, request) => request.url.includes('per_page=100')),
    /^query per_page: 100$/,
  ],
  [
    'a leap day',
    refusing('register', ({ entity }) => (entity?.birthdate ?? '').endsWith('-02-29')),
    /^body \/entity\/birthdate: a leap day$/,
  ],
  ['a tag in an address', refusing('addEmail', ({ email }) => email.includes('+')), /^body \/email: with a tag$/],
  [
    'a longer domain in an address',
    refusing('addEmail', ({ email }) => !/@[\w-]+\.\w+$/.test(email)),
    /^body \/email: of a longer domain$/,
  ],
  [
    'an address of the web with a query',
    refusing('createKybSubmission', (asked) => JSON.stringify(asked).includes('?'), 'alfred-customers'),
    /: with a query$/,
  ],
  [
    'many decimals',
    refusing('myInfo', ({ balance = 0 }) => Number(balance.toFixed(2)) !== balance, 'alfred'),
    /^body \/balance: with many decimals$/,
  ],
  [
    'another order of members',
    refusing('updateEntity', (asked) => Object.keys(asked).at(-1) === 'header'),
    /^body: its members in reverse order$/,
  ],
  [
    'another order of the parts of a form',
    refusing('uploadDocument', (_, __, text) => text.indexOf('name="file"') < text.indexOf('name="docType"'), 'alfred'),
    /^body: its parts in reverse order$/,
  ],
  [
    'a body in chunks',
    refusing('checkHandle', (_, { headers }) => headers.get('transfer-encoding') === 'chunked'),
    /^body: in chunks, without a length$/,
  ],
  [
    'a client that takes any media type',
    refusing('checkHandle', (_, { headers }) => headers.get('accept') === '*/*'),
    /^headers: any media type, in any coding$/,
  ],
  [
    'a header that traces a call',
    refusing('checkHandle', (_, { headers }) => headers.has('traceparent')),
    /^headers: some that no document has$/,
  ],
  [
    'the escape of a letter in the path',
    { ...refusing('getCustomer', (_, { url }) => url.includes('%'), 'alfred-customers'), of: undefined },
    /^path: a letter escaped$/,
  ],
  [
    'the escape of a letter in the query',
    refusing('listDocuments', (_, { url }) => url.includes('%')),
    /^query: letters escaped, in reverse order$/,
  ],
  [
    'each form of a form: another order of members beside files in theirs, quotes, small letters, capitals',
    refusing(
      'uploadDocuments',
      (_, { headers }, text) =>
        (/"file_2":\{.*"file_1":\{/.test(text) && text.indexOf('name="file_1"') < text.indexOf('name="file_2"')) ||
        (headers.get('content-type') ?? '').includes('"') ||
        text.includes('content-disposition:') ||
        /filename="[^"]*\.[A-Z]+"/.test(text),
    ),
    /^body: the members of its parts in reverse order$/,
    /^form: a boundary of seventy characters, in quotes$/,
    /^form: header names of its parts in small letters$/,
    /^form: a file name as people give it$/,
  ],
  [
    'a file name of other letters',
    refusing('uploadKycFile', (_, __, text) => text.includes('filename="Zoë'), 'alfred-customers'),
    /^form: a file name as people give it$/,
  ],
  [
    'a file name with a comma where only ASCII is known to be taken',
    refusing('uploadRelatedPersonFile', (_, __, text) => text.includes('(front, 2)'), 'alfred-customers'),
    /^form: a file name as people give it$/,
  ],
  [
    'what is nearly too old',
    refusing('getWebhooks', ({ header }) => header.created < Date.now() / 1000 - 200),
    /^rule createdNearlyTooOld$/,
  ],
];

test.each(cases)('%s', { timeout: 120_000 }, async (_, broken, ...names) => {
  const rows = await check({ ...broken, phases: ['positives'] });
  const failed = rows.filter(({ violations }) => violations.length > 0).map((one) => one.case ?? '');
  for (const name of names)
    expect(
      failed.some((one) => name.test(one)),
      `${name.source} among\n${failed.join('\n')}`,
    ).toBe(true);
});

test.each([
  ['sila', 'uploadDocuments', 16 * 1_048_576, 'body /file: a file as large as it may be'],
  ['alfred-customers', 'uploadKycFile', 1_048_576, 'body /fileBody: a file as large as it may be'],
  // No page has a limit, so that the target may.
  ['alfred', 'uploadDocument', 1_048_576, undefined],
])('a large file: %s %s', { timeout: 120_000 }, async (provider, operationId, limit, name) => {
  const rows = await check({
    provider,
    phases: ['positives'],
    operations: [operationId],
    of: operationId,
    answer: async (response, request) =>
      (await request.arrayBuffer()).byteLength > limit
        ? Response.json({ success: false, status: 'FAILURE', message: 'Too large.' }, { status: 400 })
        : response,
  });
  expect(rows.flatMap((row) => (row.violations.length > 0 ? [row.case] : []))).toEqual(
    name === undefined ? [] : [name],
  );
  const refused = rows.filter(({ reason }) => reason?.includes('which the document leaves open'));
  expect(refused.map((row) => row.case)).toEqual(name === undefined ? ['body /file: a file of more than 1 MiB'] : []);
});

test(
  'an answer in a coding that the request allows is read, and one that is spoilt is found',
  { timeout: 60_000 },
  async () => {
    const coded = async (isSpoilt: boolean) =>
      check({
        phases: ['positives'],
        operations: ['checkHandle'],
        of: 'checkHandle',
        answer: async (response, request) => {
          if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return response;
          const bytes = gzipSync(Buffer.from(await response.arrayBuffer()));
          const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
          return new Response(new Uint8Array(isSpoilt ? bytes.subarray(0, -9) : bytes), {
            status: response.status,
            headers,
          });
        },
      });
    expect(complaints(await coded(false))).toEqual([]);
    expect((await coded(true)).filter(({ violations }) => violations.length > 0).map((one) => one.case)).toEqual([
      'headers: any media type, in any coding',
    ]);
  },
);
