/** What may not name one record twice, or itself, and what makes several records or none: only words say so. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';
import { jsonObjectIn } from '../../support/json-object.js';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const refused = { 400: { description: 'Refused' }, 422: { description: 'Refused by its state' } };
const id = { id: { type: 'string', readOnly: true } };
const account = { name: text, currency: { type: 'string', enum: ['EUR', 'USD'] } };
const transfer = {
  from: { ...text, description: 'The id of an account.' },
  to: { ...text, description: 'The id of an account.' },
  memo: text,
};
const folder = { name: text, parentId: { type: ['string', 'null'], description: 'The id of the folder above it.' } };
const transfers = { type: 'array', minItems: 1, maxItems: 9, items: object(Object.keys(transfer), transfer) };

interface Words {
  two: string;
  tree: string;
  batch: string;
  kept: string;
}

const words: Words = {
  two: 'Both accounts must be there (422), must not be the same and must have the same currency (422).',
  tree: 'A folder cannot be moved into itself, or below one of its descendants (422).',
  batch: 'All or none: if one of them is refused, none is made.',
  kept: 'A folder that is the parent of others cannot be deleted (409).',
};

const silent: Words = {
  two: 'Both are of the same currency.',
  tree: 'Moves it.',
  batch: 'Makes them one by one.',
  kept: 'Deletes it.',
};

type Fields = Readonly<Record<string, unknown>>;

const itemPath = (name: string, fields: Fields, more: object = {}) => ({
  parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
  get: {
    operationId: `get${name}`,
    responses: {
      200: { description: 'It', content: content(object(['id'], { ...id, ...fields })) },
      404: { description: 'None' },
    },
  },
  ...more,
});

const listPath = (name: string, fields: Fields, required: string[], description: string) => ({
  post: {
    operationId: `create${name}`,
    description,
    requestBody: { required: true, content: content(object(required, fields)) },
    responses: {
      201: { description: 'It', content: content(object(['id'], { ...id, ...fields })) },
      ...refused,
    },
  },
  get: {
    operationId: `list${name}s`,
    responses: {
      200: {
        description: 'All',
        content: content({ type: 'array', items: object(['id'], { ...id, ...fields }) }),
      },
    },
  },
});

const document = ({ two, tree, batch, kept }: Words): JsonObject =>
  ({
    openapi: '3.1.0',
    info: { title: 'Accounts', version: '1' },
    paths: {
      '/accounts': listPath('Account', account, ['name', 'currency'], 'Opens an account.'),
      '/accounts/{id}': itemPath('Account', account),
      '/transfers': listPath('Transfer', transfer, Object.keys(transfer), two),
      '/transfers/{id}': itemPath('Transfer', transfer),
      '/folders': listPath('Folder', folder, ['name'], 'Creates a folder.'),
      '/folders/{id}': itemPath('Folder', folder, {
        patch: {
          operationId: 'moveFolder',
          description: tree,
          requestBody: { required: true, content: content(object([], folder)) },
          responses: {
            200: { description: 'It', content: content(object(['id'], { ...id, ...folder })) },
            404: { description: 'None' },
            ...refused,
          },
        },
        delete: {
          operationId: 'deleteFolder',
          description: kept,
          responses: { 204: { description: 'Gone' }, 404: { description: 'None' }, 409: { description: 'Refused' } },
        },
      }),
      '/batches': {
        post: {
          operationId: 'createBatch',
          description: batch,
          requestBody: { required: true, content: content(object(['transfers'], { transfers })) },
          responses: { 204: { description: 'Made' }, ...refused },
        },
      },
    },
  }) as unknown as JsonObject;

/** Faults, and the part that finds each. */
const faults = {
  'one account is taken for both': 'createTransfer: from and to of one record are refused',
  'two currencies are taken': 'createTransfer: from and to of another currency are refused',
  'a folder is moved into itself': 'moveFolder: parentId of the record itself is refused',
  'a folder is moved below its own child': 'moveFolder: parentId of what is below it is refused',
  'a parent is deleted': 'deleteFolder: what is above another one is not deleted',
  'those before a refused one stay': 'createBatch: nothing is left of transfers of which one is refused',
  'what is refused is left out': 'createBatch: nothing is left of transfers of which one is refused',
} as const;

type Fault = keyof typeof faults;
type Stored = { id: string } & Fields;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && [...value].length <= 40;

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const all: Record<string, Stored[]> = { accounts: [], transfers: [], folders: [] };
  let count = 0;
  const find = (kind: string, wanted: unknown): Stored | undefined => all[kind]?.find((one) => one.id === wanted);
  const store = (kind: string, fields: Fields): Stored => {
    const stored = { id: `${kind}${++count}`, ...fields };
    all[kind]!.push(stored);
    return stored;
  };
  /** The status by which a transfer is refused. */
  const refusalOf = ({ from, to, memo }: Fields): number | undefined => {
    if (![from, to, memo].every(isText)) return 400;
    const isSame = from === to && fault !== 'one account is taken for both';
    const [payer, payee] = [find('accounts', from), find('accounts', to)];
    const isOther = payer?.currency !== payee?.currency && fault !== 'two currencies are taken';
    return isSame || !payer || !payee || isOther ? 422 : undefined;
  };
  const isAbove = (wanted: unknown, of: Stored | undefined): boolean =>
    of !== undefined && (of.parentId === wanted || isAbove(wanted, find('folders', of.parentId)));
  const batch = (sent: Fields): Response => {
    const items = Array.isArray(sent.transfers) ? (sent.transfers as Fields[]) : [];
    if (items.length === 0 || items.length > 9) return new Response(null, { status: 400 });
    const made: Fields[] = [];
    for (const item of items) {
      const status = refusalOf(item);
      if (status === undefined) {
        made.push(item);
        continue;
      }
      if (fault === 'what is refused is left out' && status === 422) continue;
      if (fault === 'those before a refused one stay') made.forEach((one) => store('transfers', one));
      return new Response(null, { status });
    }
    made.forEach((one) => store('transfers', one));
    return new Response(null, { status: 204 });
  };
  const create = (kind: string, sent: Fields): Response => {
    if (kind === 'batches') return batch(sent);
    const { name, currency, parentId = null, from = null, to = null, memo = null } = sent;
    const status =
      kind === 'transfers'
        ? refusalOf(sent)
        : !isText(name)
          ? 400
          : parentId !== null && !find(kind, parentId)
            ? 422
            : undefined;
    const isOpen = kind !== 'accounts' || ['EUR', 'USD'].includes(currency as string);
    if (status !== undefined || !isOpen) return new Response(null, { status: status ?? 400 });
    const fields =
      kind === 'transfers' ? { from, to, memo } : kind === 'folders' ? { name, parentId } : { name, currency };
    return Response.json(store(kind, fields), { status: 201 });
  };
  const move = (own: Stored, sent: Fields): Response => {
    const { name = own.name, parentId = own.parentId } = sent;
    if (!isText(name) || (parentId !== null && typeof parentId !== 'string'))
      return new Response(null, { status: 400 });
    const isItself = parentId === own.id && fault !== 'a folder is moved into itself';
    const above = find('folders', parentId);
    const isBelow = parentId !== own.id && isAbove(own.id, above) && fault !== 'a folder is moved below its own child';
    if (isItself || isBelow || (parentId !== null && !above)) return new Response(null, { status: 422 });
    Object.assign(own, { name, parentId });
    return Response.json(own);
  };
  return async (request) => {
    const [, kind = '', wanted] = new URL(request.url).pathname.split('/').map(decodeURIComponent);
    if (wanted === undefined && request.method === 'GET' && all[kind]) return Response.json(all[kind]);
    if (wanted === undefined && request.method !== 'POST') return new Response(null, { status: 405 });
    const found = find(kind, wanted);
    if (wanted !== undefined && !found) return new Response(null, { status: 404 });
    if (request.method === 'GET') return Response.json(found);
    if (found && request.method === 'DELETE') {
      if (kind !== 'folders') return new Response(null, { status: 405 });
      const isParent = all.folders!.some(({ parentId }) => parentId === wanted);
      if (isParent && fault !== 'a parent is deleted') return new Response(null, { status: 409 });
      all.folders = all.folders!.filter((one) => one !== found);
      return new Response(null, { status: 204 });
    }
    const sent = await jsonObjectIn(request);
    if (!sent) return new Response(null, { status: 400 });
    if (found) return request.method === 'PATCH' ? move(found, sent) : new Response(null, { status: 405 });
    return create(kind, sent);
  };
}

const parts = [...new Set<string>(Object.values(faults))];

test('a server that keeps to the words › each is tried, and none fails', async () => {
  const cases = await checkDocument(document(words), implement(), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining(parts));
});

test.concurrent.each(Object.entries(faults) as [Fault, string][])('%s › %s', async (fault, part) => {
  const cases = await checkDocument(document(words), implement(fault), undefined, relations);
  expect(failing(cases)).toContain(part);
});

test.each(Object.keys(faults) as Fault[])('words that say nothing of it › %s: it is let be', async (fault) => {
  const cases = await checkDocument(document(silent), implement(fault), undefined, relations);
  expect(failing(cases)).toEqual([]);
  expect(passing(cases).filter((one) => parts.includes(one))).toEqual([]);
});
