/**
 * An API of procedures, as Plaid's is: each operation is a POST of a verb below a noun, ids and cursors are members of the
 * body, every refusal is 400, and what is asked for stands in a member beside the id of the request.
 */
import { expect, test } from 'vitest';
import type { CheckOptions } from '../../../src/checker/index.js';
import type { JsonObject } from '../../../src/openapi/document.js';
import { checkDocument, failing, passing, relations, relationsOf } from '../../support/check-document.js';
import { content, object } from '../../support/document-parts.js';

const text = { type: 'string', minLength: 1, maxLength: 60 };
const id = { type: 'string', minLength: 1, maxLength: 40, description: 'As the API gave it out. Opaque.' };
const requestId = { request_id: id };
const names = { given_name: text, family_name: text };
const owner = object(['given_name', 'family_name'], names);
const wallet = object(['wallet_id', 'label', 'owner', 'status', 'held', 'transfer_count'], {
  wallet_id: id,
  label: text,
  owner,
  status: { type: 'string', enum: ['draft', 'open', 'closed'], description: '`draft` when created.' },
  held: { type: 'string', description: 'The sum of the amounts of all `pending` transfers of the wallet.' },
  transfer_count: { type: 'integer', description: 'Number of transfers that the wallet has.' },
});
const outcome = { type: 'string', enum: ['pending', 'settled', 'returned'] };
const transfer = object(['transfer_id', 'wallet_id', 'amount', 'status', 'note'], {
  transfer_id: id,
  wallet_id: id,
  amount: { type: 'string' },
  status: outcome,
  note: { type: ['string', 'null'] },
});
const key = { type: 'string', description: 'The same key with the same members: the first answer is given again.' };
const paging = {
  count: { type: 'integer', minimum: 1, maximum: 100 },
  cursor: { type: ['string', 'null'], description: '`next_cursor` of the page before.' },
};
const order = {
  type: 'string',
  enum: ['label'],
  description: '`label` (from A to Z; capital and small letters make no difference).',
};
const failure = { description: 'Refused', content: content(object(['error_code'], { error_code: text })) };
const amount = { type: 'string', pattern: '^[1-9][0-9]{0,3}[.][0-9]{2}$' };

const procedure = (path: string, description: string, members: object, required: string[], answer: object) => ({
  [path]: {
    post: {
      operationId: path.slice(1).replace(/\/(.)/, (_, first: string) => first.toUpperCase()),
      description,
      requestBody: { required: true, content: content(object(required, members)) },
      responses: {
        200: {
          description: 'Done',
          content: content(object(['request_id', ...Object.keys(answer)], { ...answer, ...requestId })),
        },
        400: failure,
      },
    },
  },
});
const pages = (name: string, items: object) => ({
  [name]: { type: 'array', items },
  next_cursor: { type: ['string', 'null'] },
});
const patch = { ...object([], names), minProperties: 1 };
const document = {
  openapi: '3.1.0',
  info: { title: 'Wallets', version: '1' },
  paths: {
    ...procedure('/wallet/create', 'Makes a draft.', { label: text, owner: owner }, ['label', 'owner'], {
      wallet,
    }),
    ...procedure('/wallet/get', 'Gives one.', { wallet_id: id }, ['wallet_id'], { wallet }),
    ...procedure('/wallet/list', 'Lists them.', { sort_by: order, ...paging }, [], pages('wallets', wallet)),
    ...procedure(
      '/wallet/update',
      'Changes the members that are sent, those of `owner` one by one.',
      { wallet_id: id, label: text, owner: patch },
      ['wallet_id'],
      { wallet },
    ),
    ...procedure('/wallet/open', 'Opens a `draft`.', { wallet_id: id }, ['wallet_id'], { wallet }),
    ...procedure('/wallet/close', 'Closes an `open` wallet.', { wallet_id: id }, ['wallet_id'], { wallet }),
    ...procedure('/wallet/delete', 'Deletes one.', { wallet_id: id }, ['wallet_id'], { deleted: { type: 'boolean' } }),
    ...procedure(
      '/transfer/start',
      'Starts a transfer from an `open` wallet.',
      { wallet_id: id, amount, idempotency_key: key },
      ['wallet_id', 'amount'],
      { transfer },
    ),
    ...procedure('/transfer/get', 'Gives one.', { transfer_id: id }, ['transfer_id'], { transfer }),
    ...procedure(
      '/transfer/list',
      'Lists them, or those of a wallet.',
      { wallet_id: id, status: outcome, ...paging },
      [],
      { ...pages('transfers', transfer) },
    ),
    ...procedure(
      '/transfer/decide',
      'Ends a `pending` transfer.',
      {
        transfer_id: id,
        outcome: { type: 'string', enum: ['settle', 'return'] },
        note: { ...text, description: 'Required in order to return.' },
      },
      ['transfer_id', 'outcome'],
      { transfer },
    ),
    ...procedure('/event/sync', 'What has happened since `cursor`, and nothing twice.', paging, [], {
      ...pages('events', object(['event_id'], { event_id: id })),
    }),
  },
} as unknown as JsonObject;

/** Faults, and the case that finds each. */
const faults = {
  'a name in another script is mangled': 'walletCreate: body /label: not only ASCII',
  'an update clears the other name of the owner': 'walletUpdate: what it leaves out of a part stays',
  'an update is only answered': 'walletUpdate: what it changes is changed',
  'a draft is closed': 'walletClose: what is allowed in each state of the record',
  'a deleted wallet is still there': 'walletDelete: what it deletes is gone',
  'what is returned stays held': 'transferDecide: /held of its wallet afterwards',
  'transfers are not counted': 'transferStart: /transfer_count of its wallet afterwards',
  'a repeated request holds the amount again': 'transferStart: the same idempotency_key makes one record',
  'the note of a decision is lost': 'transferDecide: body /note: added',
  'a return is refused': 'transferDecide: body /outcome: the listed value "return"',
  'a filter is for the first page only': 'transferList: list: filter status',
  'pages overlap': 'walletList: list: its pages follow each other',
  'capitals come first': 'walletList: list: order label, as it is said',
  'the end leads to the beginning': 'eventSync: list: its pages follow each other',
} as const;

type Fault = keyof typeof faults;
type Row = Record<string, unknown> & { owner: Record<string, string> };

function implement(fault?: Fault): (request: Request) => Promise<Response> {
  const wallets = new Map<string, Row>();
  const transfers = new Map<string, Row>();
  const keys = new Map<string, { sent: string; id: string }>();
  const extra = new Map<unknown, number>();
  const events: string[] = [];
  let made = 0;
  const nextId = () => `id_${++made}`;
  const answer = (body: object) => Response.json({ ...body, request_id: nextId() });
  const refuse = () => Response.json({ error_code: 'REFUSED' }, { status: 400 });
  const shown = (one: Row) => {
    const own = [...transfers.values()].filter(({ wallet_id }) => wallet_id === one.wallet_id);
    const isHeld = ({ status }: Row) =>
      status === 'pending' || (fault === 'what is returned stays held' && status === 'returned');
    const held = own
      .filter(isHeld)
      .reduce((sum, { amount: some }) => sum + Number(some), extra.get(one.wallet_id) ?? 0);
    return {
      ...one,
      held: held.toFixed(2),
      transfer_count: fault === 'transfers are not counted' ? 0 : own.length,
    };
  };
  const page = (all: readonly object[], { count = 20, cursor }: Record<string, unknown>, name: string) => {
    const from = Number(cursor ?? 0);
    const size = Number(count);
    const end = from + size;
    const items = all.slice(fault === 'pages overlap' && from > 0 ? from - 1 : from, end);
    return answer({ [name]: items, next_cursor: end < all.length ? String(end) : null });
  };
  const isText = (one: unknown) => typeof one === 'string' && one !== '' && [...one].length <= 60;
  const isOwner = (one: unknown, isWhole: boolean) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return false;
    const values = ['given_name', 'family_name'].map((name) => (one as Record<string, unknown>)[name]);
    return values.every((value) => (value === undefined ? !isWhole : isText(value))) && values.some(isText);
  };
  const ofWallets: Record<string, (sent: Record<string, unknown>, one: Row) => Response> = {
    get: (_, one) => answer({ wallet: shown(one) }),
    update: ({ label, owner }, one) => {
      if ((label !== undefined && !isText(label)) || (owner !== undefined && !isOwner(owner, false))) return refuse();
      const kept =
        fault === 'an update clears the other name of the owner' ? { given_name: '-', family_name: '-' } : one.owner;
      const changed = {
        ...one,
        ...(label !== undefined && { label }),
        ...(owner !== undefined && { owner: { ...kept, ...(owner as Record<string, string>) } }),
      };
      if (fault !== 'an update is only answered') Object.assign(one, changed);
      return answer({ wallet: shown(changed) });
    },
    open: (_, one) =>
      one.status === 'draft' ? answer({ wallet: shown(Object.assign(one, { status: 'open' })) }) : refuse(),
    close: (_, one) =>
      one.status === 'open' || (fault === 'a draft is closed' && one.status === 'draft')
        ? answer({ wallet: shown(Object.assign(one, { status: 'closed' })) })
        : refuse(),
    delete: (_, one) => {
      if (fault !== 'a deleted wallet is still there') wallets.delete(String(one.wallet_id));
      return answer({ deleted: true });
    },
  };
  const start = (sent: Record<string, unknown>): Response => {
    const { wallet_id, amount: some, idempotency_key } = sent;
    const known = typeof idempotency_key === 'string' ? keys.get(idempotency_key) : undefined;
    if (idempotency_key !== undefined && typeof idempotency_key !== 'string') return refuse();
    if (known) {
      if (known.sent !== JSON.stringify(sent)) return refuse();
      if (fault === 'a repeated request holds the amount again')
        extra.set(wallet_id, (extra.get(wallet_id) ?? 0) + Number(some));
      return answer({ transfer: transfers.get(known.id)! });
    }
    const around = wallets.get(String(wallet_id));
    if (around?.status !== 'open' || !/^[1-9][0-9]{0,3}[.][0-9]{2}$/.test(String(some)) || typeof some !== 'string')
      return refuse();
    const own = { transfer_id: nextId(), wallet_id, amount: some, status: 'pending', note: null } as unknown as Row;
    transfers.set(String(own.transfer_id), own);
    if (typeof idempotency_key === 'string')
      keys.set(idempotency_key, { sent: JSON.stringify(sent), id: String(own.transfer_id) });
    return answer({ transfer: own });
  };
  const decide = ({ outcome, note }: Record<string, unknown>, one: Row): Response => {
    const isReturn = outcome === 'return';
    if (one.status !== 'pending' || (outcome !== 'settle' && !isReturn)) return refuse();
    if ((isReturn && note === undefined) || (note !== undefined && !isText(note))) return refuse();
    if (isReturn && fault === 'a return is refused') return refuse();
    const kept = fault === 'the note of a decision is lost' ? null : (note ?? null);
    return answer({ transfer: Object.assign(one, { status: isReturn ? 'returned' : 'settled', note: kept }) });
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    const sent = (await request.json().catch(() => undefined)) as Record<string, unknown> | undefined;
    const isOfJson = request.headers.get('content-type')?.toLowerCase().startsWith('application/json');
    const areTexts = [sent?.wallet_id, sent?.transfer_id].every((one) => ['string', 'undefined'].includes(typeof one));
    if (
      !isOfJson ||
      !areTexts ||
      request.method !== 'POST' ||
      typeof sent !== 'object' ||
      sent === null ||
      Array.isArray(sent)
    )
      return refuse();
    const { count, cursor } = sent;
    if (count !== undefined && !(Number.isInteger(count) && Number(count) >= 1 && Number(count) <= 100))
      return refuse();
    if (cursor !== undefined && cursor !== null && !/^\d+$/.test(String(cursor))) return refuse();
    const [, noun, verb = ''] = pathname.split('/');
    if (pathname === '/event/sync') {
      const from = Number(cursor ?? 0);
      const items = events.slice(from, from + Number(count ?? 20));
      const isBack = fault === 'the end leads to the beginning' && items.length === 0;
      return answer({
        events: items.map((one) => ({ event_id: one })),
        next_cursor: isBack ? '0' : String(from + items.length),
      });
    }
    if (pathname === '/wallet/list') {
      const folded = ({ label }: Row) =>
        fault === 'capitals come first' ? String(label) : String(label).toLowerCase();
      const all = [...wallets.values()];
      if (sent.sort_by !== undefined && sent.sort_by !== 'label') return refuse();
      const sorted = sent.sort_by ? all.toSorted((one, other) => (folded(one) < folded(other) ? -1 : 1)) : all;
      return page(sorted.map(shown), sent, 'wallets');
    }
    if (pathname === '/wallet/create') {
      if (!isText(sent.label) || !isOwner(sent.owner, true)) return refuse();
      const { label } = sent;
      const one = {
        wallet_id: nextId(),
        label: fault === 'a name in another script is mangled' ? Buffer.from(String(label)).toString('latin1') : label,
        owner: sent.owner as Row['owner'],
        status: 'draft',
      };
      wallets.set(one.wallet_id, one);
      events.push(nextId());
      return answer({ wallet: shown(one) });
    }
    const around = wallets.get(String(sent.wallet_id));
    if (noun === 'wallet') return around && ofWallets[verb] ? ofWallets[verb](sent, around) : refuse();
    if (pathname === '/transfer/start') return start(sent);
    if (pathname === '/transfer/list') {
      if (
        (sent.wallet_id !== undefined && !around) ||
        !['pending', 'settled', 'returned', undefined].includes(sent.status as string)
      )
        return refuse();
      const isKept = (fault !== 'a filter is for the first page only' || !cursor) && sent.status !== undefined;
      const all = [...transfers.values()].filter(({ wallet_id }) => !around || wallet_id === around.wallet_id);
      return page(isKept ? all.filter(({ status }) => status === sent.status) : all, sent, 'transfers');
    }
    const own = transfers.get(String(sent.transfer_id));
    if (!own) return refuse();
    return verb === 'decide' ? decide(sent, own) : answer({ transfer: own });
  };
}

test('a server that keeps the document › no case fails, nearly all are exercised, and all of the cases below pass', async () => {
  const cases = await checkDocument(document, implement());
  expect(failing(cases)).toEqual([]);
  expect(passing(cases)).toEqual(expect.arrayContaining(Object.values(faults)));
  expect(cases.filter(({ outcome }) => outcome === 'passed').length / cases.length).toBeGreaterThan(0.8);
});

test.each(Object.entries(faults))('%s › is found', async (fault, title) => {
  expect(failing(await checkDocument(document, implement(fault as Fault), undefined, optionsFor(title)))).toContain(
    title,
  );
});

/** The least that finds it. Lists have pages once there are records enough, and an order shows once names differ. */
function optionsFor(title: string): Partial<CheckOptions> {
  const operations = [title.replace(/:.*/, '')];
  if (title.includes(': body ')) return { selection: { phases: ['positives'], operations } };
  if (title.includes(': list: order')) return {};
  return title.includes(': list: ') ? relations : relationsOf(title);
}
