/** Registered data: added, changed, deleted, and when Sila refuses that. */
import { describe, expect, test } from 'vitest';
import { SilaApp } from './sila.js';

const unknown = 'b8d3e6a1-5c07-4f92-8e1b-3a9d70c4f256';
const newAddress = {
  address_alias: '',
  street_address_1: '1 New Street',
  city: 'Salem',
  state: 'OR',
  postal_code: '97301',
  country: 'US',
};
const kinds = {
  Email: { list: 'emails', kind: 'email', data: { email: 'new@example.com' }, shown: { email: 'new@example.com' } },
  Phone: { list: 'phones', kind: 'phone', data: { phone: '321-123-9874' }, shown: { phone: '321-123-9874' } },
  Identity: {
    list: 'identities',
    kind: 'identity',
    data: { identity_alias: 'ITIN', identity_value: '900-70-1234' },
    shown: { identity_type: 'ITIN', identity: '*1234' },
  },
  Address: {
    list: 'addresses',
    kind: 'address',
    data: newAddress,
    shown: { nickname: '', street_address_2: '', city: 'Salem' },
  },
};
type Kind = keyof typeof kinds;

const withAda = async () => {
  const app = new SilaApp({ settings: { verificationDelay: 'decision' } });
  await app.register('ada');
  return app;
};
const entriesOf = async (app: SilaApp, kind: Kind) => (await app.call('getEntity', 'ada')).body[kinds[kind].list];

describe.each(Object.keys(kinds) as Kind[])('%s', (kind) => {
  const { kind: word, data, shown } = kinds[kind];

  test('is added, changed and deleted', async () => {
    const app = await withAda();
    const added = await app.call(`add${kind}`, 'ada', data);
    expect(added.body.message).toBe(`Successfully added ${word} to user ada.`);
    expect(added.body[word]).toMatchObject({ ...shown, added_epoch: app.now, modified_epoch: app.now });
    const { uuid } = added.body[word];
    expect(await entriesOf(app, kind)).toHaveLength(2);

    await app.sandbox.clock.advance({ seconds: 5 });
    const changed = await app.call(`update${kind}`, 'ada', { ...data, uuid: uuid.toUpperCase() });
    expect(changed.body.message).toBe(`Successfully updated ${word} with UUID ${uuid}.`);
    expect(changed.body[word]).toMatchObject({ ...shown, uuid, added_epoch: app.now - 5, modified_epoch: app.now });

    const deleted = await app.call(`delete${kind}`, 'ada', { uuid });
    expect(deleted.body.message).toBe(`Successfully deleted ${word} with UUID ${uuid}.`);
    expect(await entriesOf(app, kind)).toHaveLength(1);
  });

  test('is not there under an unknown UUID', async () => {
    const app = await withAda();
    const message = `No ${word} with UUID ${unknown} exists for user ada.`;
    const changed = await app.call(`update${kind}`, 'ada', { ...data, uuid: unknown });
    expect([changed.status, changed.body.message]).toEqual([404, message]);
    const deleted = await app.call(`delete${kind}`, 'ada', { uuid: unknown });
    expect([deleted.status, deleted.body.success, deleted.body.message]).toEqual([200, true, message]);
  });
});

describe('what stays closed', () => {
  type WorkflowFolder = 'pending' | 'waiting' | 'passed' | '30 days after the pass';
  const stages: WorkflowFolder[] = ['pending', 'waiting', 'passed', '30 days after the pass'];
  /** By operation: whether it is allowed at each stage, in that order. */
  const rules: Record<string, boolean[]> = {
    updateEmail: [true, true, true, true],
    updatePhone: [true, true, true, true],
    updateIdentity: [false, true, false, false],
    updateAddress: [false, true, false, true],
    updateEntity: [false, true, true, true],
    deleteEmail: [false, true, true, true],
    deletePhone: [false, true, true, true],
    deleteIdentity: [false, true, false, false],
    deleteAddress: [false, true, false, false],
  };

  const reach = async (app: SilaApp, stage: WorkflowFolder) => {
    const id = await app.started('ada');
    if (stage === 'pending') return;
    await app.decide(id, stage === 'waiting' ? 'documents_required' : 'passed');
    await app.sandbox.clock.advance({ days: stage === '30 days after the pass' ? 30 : 0 });
  };

  test.each(Object.entries(rules))('%s', async (operation, allowed) => {
    for (const [index, stage] of stages.entries()) {
      const app = await withAda();
      await reach(app, stage);
      const kind = operation.slice(6) as Kind;
      const uuid = kinds[kind] && (await entriesOf(app, kind))[0].uuid;
      const data = kinds[kind]?.data ?? { first_name: 'Eda' };
      const { status } = await app.call(
        operation,
        'ada',
        operation.startsWith('delete') ? { uuid } : { ...data, ...(uuid ? { uuid } : {}) },
      );
      expect([stage, status]).toEqual([stage, allowed[index] ? 200 : 400]);
    }
  });

  test('an address, to the second', async () => {
    const app = await withAda();
    await reach(app, 'passed');
    const uuid = (await entriesOf(app, 'Address'))[0].uuid;
    await app.sandbox.clock.advance({ days: 29, hours: 23, minutes: 59, seconds: 59 });
    expect((await app.call('updateAddress', 'ada', { uuid, city: 'Salem' })).status).toBe(400);
    await app.sandbox.clock.advance({ seconds: 1 });
    const { status, body } = await app.call('updateAddress', 'ada', { uuid, city: 'Salem' });
    expect([status, body.address.city, body.address.street_address_1]).toEqual([200, 'Salem', '123 Example Street']);
  });
});

describe('names and dates', () => {
  test('change one by one', async () => {
    const app = await withAda();
    const { body } = await app.call('updateEntity', 'ada', { first_name: 'Eda', relationship: 'x' });
    expect(body.entity).toMatchObject({ first_name: 'Eda', last_name: 'Example', birthdate: '1987-04-12' });
    expect((await app.call('updateEntity', 'ada', { birthdate: '2010-01-01' })).status).toBe(400);
  });

  test('are shown as text too when asked for', async () => {
    const app = await withAda();
    const { body } = await app.call('getEntity', 'ada', {}, { query: { pretty_dates: 'true' } });
    expect(body.entity.created).toBe('2026-01-31T12:00:00+00:00');
    expect(body.emails[0].modified).toBe('2026-01-31T12:00:00+00:00');
  });
});

test('one identity of a kind', async () => {
  const app = await withAda();
  expect((await app.call('addIdentity', 'ada', { identity_alias: 'SSN', identity_value: '000123457' })).status).toBe(
    400,
  );
});

describe('the list of end users', () => {
  test('by kind and by page', async () => {
    const app = await withAda();
    await app.register('bo');
    await app.call('register', 'hub', { entity: { type: 'business', entity_name: 'Hub', business_type: 'llc' } });
    const page = async (query: Record<string, string>, body = {}) => {
      const answer = await app.call('getEntities', undefined, body, { query });
      const { individuals = [], businesses = [] } = answer.body.entities ?? {};
      return [
        [...individuals, ...businesses].map(({ handle }: any) => handle),
        answer.body.pagination ?? answer.status,
      ];
    };
    const pagination = { returned_count: 2, total_count: 3, current_page: 1, total_pages: 2 };
    expect(await page({ per_page: '2' })).toEqual([['ada', 'bo'], pagination]);
    expect(await page({ per_page: '2', page: '2' })).toEqual([
      ['hub'],
      { ...pagination, returned_count: 1, current_page: 2 },
    ]);
    expect((await page({}, { entity_type: 'business' }))[0]).toEqual(['hub']);
    expect(await page({ page: '0' })).toEqual([[], 400]);
    expect(await page({ page: 'x' })).toEqual([[], 400]);
  });
});
