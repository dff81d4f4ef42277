/** Records that name others by members of any name: only words say of what they are the ids. */
import { expect, test } from 'vitest';
import { nounsSaid } from '../../../src/checker/records/references.js';
import { operationsOf, type JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const idOf = (description: string) => ({ ...text, description });
const failure = { description: 'Refused' };

const bodies = {
  people: object(['name'], { name: text }),
  accounts: object(['owner'], { owner: idOf('The id of a person.'), note: text }),
  transfers: object(['payer', 'payee'], {
    payer: idOf('The id of the account that pays.'),
    payee: idOf('The `id` of the account that is paid, another one.'),
  }),
  groups: object(['members'], {
    members: { type: 'array', minItems: 2, uniqueItems: true, items: text, description: 'Ids of accounts.' },
  }),
};

type Noun = keyof typeof bodies;

const collection = (noun: Noun): object => {
  const answer = {
    description: 'It',
    content: content({ allOf: [object(['id'], { id: { type: 'string' } }), bodies[noun]] }),
  };
  const example =
    noun === 'groups' ? { members: ['a-1', 'a-2'] } : noun === 'transfers' ? { payer: 'a-1', payee: 'a-2' } : undefined;
  return {
    [`/${noun}`]: {
      post: {
        operationId: `create ${noun}`,
        requestBody: {
          required: true,
          content: { 'application/json': { schema: bodies[noun], ...(example && { example }) } },
        },
        responses: { 201: answer, 400: failure, 422: failure },
      },
    },
    [`/${noun}/{id}`]: {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: `read ${noun}`, responses: { 200: answer, 404: failure } },
    },
  };
};

const document = {
  openapi: '3.1.0',
  info: { title: 'Ledger', version: '1' },
  paths: Object.assign({}, ...(['groups', 'transfers', 'accounts', 'people'] as const).map(collection)),
} as unknown as JsonObject;

/** Takes only what names records that there are, two where two are named. @param forgets the member that is not stored */
function implement(forgets?: string): (request: Request) => Promise<Response> {
  const stored: Record<Noun, Record<string, unknown>[]> = { people: [], accounts: [], transfers: [], groups: [] };
  const isThere = (noun: Noun, id: unknown): boolean => stored[noun].some((one) => one.id === id);
  const isRight: Record<Noun, (sent: Record<string, unknown>) => boolean> = {
    people: () => true,
    accounts: ({ owner }) => isThere('people', owner),
    transfers: ({ payer, payee }) => payer !== payee && [payer, payee].every((one) => isThere('accounts', one)),
    groups: ({ members }) =>
      (members as unknown[]).every((one) => isThere('accounts', one)) && new Set(members as unknown[]).size > 1,
  };
  return async (request) => {
    const [, noun, id] = new URL(request.url).pathname.split('/').map(decodeURIComponent) as [string, Noun, string?];
    const refuse = (status: number) => new Response(null, { status });
    if (id !== undefined) {
      const found = stored[noun].find((one) => one.id === id);
      return found
        ? Response.json({ ...found, ...(forgets && forgets in found && { [forgets]: 'lost' }) })
        : refuse(404);
    }
    const sent = await jsonObjectIn(request);
    const required = bodies[noun].required;
    const isText = (one: unknown): boolean => typeof one === 'string' && one !== '' && one.length <= 40;
    const isGood = (one: unknown): boolean =>
      isText(one) || (Array.isArray(one) && one.length > 1 && one.every(isText));
    if (!sent || !required.every((name) => isGood(sent[name])) || !Object.values(sent).every(isGood))
      return refuse(400);
    if (!isRight[noun](sent)) return refuse(422);
    const one = { ...sent, id: `${noun}-${stored[noun].length + 1}` };
    stored[noun].push(one);
    return Response.json(one, { status: 201 });
  };
}

const made = ['accounts', 'transfers', 'groups'].map((noun) => `create ${noun}: what it creates is shown`);

test('what is named is made before: two of one kind are two records', async () => {
  const cases = await checkDocument(document, implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining(made));
});

test.each(['owner', 'payee'])('%s is not kept › it is found', async (name) => {
  const cases = await checkDocument(document, implement(name), undefined, relations);
  expect(failing(cases)).toContain(`create ${name === 'owner' ? 'accounts' : 'transfers'}: what it creates is shown`);
});

test.each<[string, string | undefined]>([
  ['The id of a person.', 'person'],
  ['Ids of the people who may see it', 'people'],
  ['UUID of another account', 'account'],
  ['Identifier of account', 'account'],
  ['The name of a person.', undefined],
  ['What the id of a person begins with.', undefined],
])('%s', (description, noun) => {
  const paths = {
    '/accounts': {
      post: {
        requestBody: { content: content(object([], { who: { ...text, description } })) },
        responses: { 201: failure },
      },
    },
  };
  const own = { ...document, paths } as unknown as JsonObject;
  expect(nounsSaid(own, operationsOf(own)[0]!).get('who')).toBe(noun);
});
