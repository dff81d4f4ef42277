/** Members of businesses, their verification with the business, and certification. */
import { describe, expect, test } from 'vitest';
import { addressOf, business, person, publishedKey, SilaApp, type Answered } from './sila.js';

const keys = { auth: publishedKey, user: '7'.repeat(64), business: '8'.repeat(64) };

/** A business `hub` with `ada`, an administrator, and `gus`, who is linked to nothing yet. */
async function withBusiness(more: { entity?: object; settings?: object } = {}) {
  const app = new SilaApp({ settings: { verificationDelay: 60, ...more.settings } });
  await app.call('register', 'hub', business({ entity: more.entity ?? {} }));
  for (const [name, ssn] of [
    ['ada', '000-12-3456'],
    ['gus', '000-12-3457'],
  ] as const) {
    await app.call('register', name, person({ identity: { identity_value: ssn } }));
  }
  expect((await link(app, 'ada', { role: 'administrator' })).status).toBe(200);
  return app;
}

const about = (app: SilaApp, operationId: string, user: string, body: object = {}): Promise<Answered> =>
  app.call(operationId, user, { header: app.header(user, { business_handle: 'hub' }), ...body });
const link = (app: SilaApp, user: string, body: object) => about(app, 'linkBusinessMember', user, body);
const unlink = (app: SilaApp, user: string, body: object) => about(app, 'unlinkBusinessMember', user, body);
const owner = (stake: number) => ({ role: 'beneficial_owner', member_handle: 'gus', ownership_stake: stake });
const statusOf = async (app: SilaApp, handle: string) =>
  (await app.call('getVerifications', handle)).body.verifications.map((one: any) => one.verification_status);
const tokenOf = async (app: SilaApp, handle: string) =>
  (await app.call('getEntity', handle)).body.memberships.find((one: any) => one.role === 'beneficial_owner')
    ?.certification_token;

/** All members linked, all verified with the business. */
async function passed() {
  const app = await withBusiness();
  await link(app, 'ada', { role: 'controlling_officer' });
  await link(app, 'ada', owner(60));
  expect((await app.kyc('hub')).status).toBe(202);
  await app.sandbox.clock.advance({ seconds: 60 });
  return app;
}

describe('lists', () => {
  test('types by name and UUID › register takes either', async () => {
    const app = new SilaApp();
    const { business_types } = (await app.call('getBusinessTypes', undefined)).body;
    const llc = business_types.find(({ name }: { name: string }) => name === 'llc');
    const entity = { type: 'business', entity_name: 'Hub LLC', business_type_uuid: llc.uuid };
    await app.call('register', 'hub', { entity });
    expect((await app.call('getEntity', 'hub')).body.entity.business_type).toBe('llc');
  });

  test('types by label › register and update/entity take them alike', async () => {
    const app = new SilaApp();
    await app.call('register', 'hub', business({ entity: { business_type: 'Sole Proprietorship' } }));
    const { business_type } = (await app.call('getEntity', 'hub')).body.entity;
    expect(business_type).toBe('sole_proprietorship');
    const updated = await app.call('updateEntity', 'hub', { business_type: 'Non-Profit' });
    expect(updated.body.entity.business_type).toBe('non_profit');
  });

  test('roles and industries', async () => {
    const app = new SilaApp();
    expect((await app.call('getBusinessRoles', undefined)).body.business_roles).toHaveLength(3);
    expect((await app.call('getNaicsCategories', undefined)).body.naics_categories).toMatchObject({
      'Accommodation and Food Services': [{ code: 721 }],
    });
  });
});

describe('linking', () => {
  test('by name, UUID or both › role of either side', async () => {
    const app = await withBusiness();
    const officer = { role_uuid: '2352ec19-130d-45ba-8e0f-83a5b902e7ce' };
    const linked = await link(app, 'ada', { ...officer, member_handle: 'gus', details: 'CEO' });
    expect(linked.body).toMatchObject({ success: true, role: 'controlling_officer', details: 'CEO' });
    expect(linked.body.message).toBe(
      'User "Ada Example" has been made a Controlling Officer for business Example LLC.',
    );
    await link(app, 'ada', { ...owner(12.5), ...{ role_uuid: '280a47ce-a70c-4015-aaeb-1865593a29e3' } });
    expect((await app.call('getEntity', 'gus')).body.memberships).toMatchObject([
      { business_handle: 'hub', role: 'controlling_officer', details: 'CEO', ownership_stake: null },
      { business_handle: 'hub', role: 'beneficial_owner', ownership_stake: 12.5, certification_token: null },
    ]);
    expect((await app.call('getEntity', 'hub')).body.members).toHaveLength(3);
  });

  test('a role that the person has already › 200, nothing done', async () => {
    const app = await withBusiness();
    const { status, body } = await link(app, 'ada', { role: 'administrator' });
    expect([status, body.success, body.role]).toEqual([200, false, 'administrator']);
    expect((await app.call('getEntity', 'hub')).body.members).toHaveLength(1);
  });

  test.each([
    ['neither role nor role_uuid', 'ada', {}, 400],
    ['an unknown role', 'ada', { role: 'janitor' }, 400],
    ['an owner without a share', 'ada', { role: 'beneficial_owner', member_handle: 'gus' }, 400],
    ['a share of 0', 'ada', owner(0), 400],
    ['a share of more than 100', 'ada', owner(101), 400],
    ['empty details', 'ada', { role: 'controlling_officer', details: '' }, 400],
    ['a business as member', 'ada', { role: 'controlling_officer', member_handle: 'hub' }, 400],
    ['an unknown member', 'ada', { role: 'controlling_officer', member_handle: 'nobody' }, 403],
    ['another person by who is no administrator', 'gus', { role: 'controlling_officer', member_handle: 'ada' }, 403],
    ['an unknown business', 'ada', { header: { business_handle: 'nobody' }, role: 'administrator' }, 403],
    ['a person in place of the business', 'ada', { header: { business_handle: 'gus' }, role: 'administrator' }, 403],
    ['an empty business', 'ada', { header: { business_handle: '' }, role: 'administrator' }, 400],
  ])('%s', async (_, user, body, status) => {
    const app = await withBusiness();
    const header = app.header(user, { business_handle: 'hub', ...('header' in body ? (body.header as object) : {}) });
    expect((await app.call('linkBusinessMember', user, { ...body, header })).status).toBe(status);
    expect((await app.call('getEntity', 'hub')).body.members).toHaveLength(1);
  });

  test('who has begun a verification › only after a pass', async () => {
    const app = await withBusiness();
    await app.kyc('gus');
    expect((await link(app, 'ada', owner(60))).status).toBe(400);
    expect((await app.call('getEntity', 'hub')).body.members).toHaveLength(1);
    await app.sandbox.clock.advance({ seconds: 60 });
    expect((await link(app, 'ada', owner(60))).status).toBe(200);
  });

  test('unlinking › the role alone is gone, but for the only controlling officer', async () => {
    const app = await withBusiness();
    await link(app, 'ada', { role: 'controlling_officer' });
    expect((await unlink(app, 'ada', { role: 'controlling_officer' })).status).toBe(400);
    await link(app, 'gus', { role: 'controlling_officer' });
    const done = await unlink(app, 'ada', { role: 'controlling_officer' });
    expect(done.body).toMatchObject({ success: true, role: 'controlling_officer' });
    expect((await unlink(app, 'ada', { role: 'controlling_officer' })).body).toMatchObject({
      success: false,
      role: null,
    });
    expect((await app.call('getEntity', 'ada')).body.memberships).toMatchObject([{ role: 'administrator' }]);
  });
});

describe('verification of a business by kyc', () => {
  test('roles that are missing › 400, by kind of business', async () => {
    const missing = async (app: SilaApp) => (await app.kyc('hub')).body.message;
    expect(await missing(await withBusiness())).toBe('Missing required verification data: [controlling_officer]');
    const sole = await withBusiness({ entity: { business_type: 'sole_proprietorship' } });
    await link(sole, 'ada', { role: 'controlling_officer' });
    await link(sole, 'ada', owner(60));
    expect(await missing(sole)).toBe('Missing required verification data: [beneficial_owner]');
    await unlink(sole, 'ada', { role: 'beneficial_owner', member_handle: 'gus' });
    await link(sole, 'ada', owner(100));
    expect((await sole.kyc('hub')).status).toBe(202);
  });

  test('one verification for the business and each member, once each › all pass', async () => {
    const app = await withBusiness();
    await link(app, 'ada', { role: 'controlling_officer' });
    await link(app, 'ada', owner(60));
    const { body } = await app.kyc('hub');
    expect(body.verification_ids.map(({ entity }: { entity: string }) => entity)).toEqual(['hub', 'ada', 'gus']);
    const [ofBusiness, , ofGus] = body.verification_ids.map((one: any) => one.verification_id);
    expect((await app.verification('gus', ofGus)).parent_verification).toBe(ofBusiness);
    await app.sandbox.clock.advance({ seconds: 60 });
    for (const handle of ['hub', 'ada', 'gus']) expect(await statusOf(app, handle)).toEqual(['passed']);
    expect((await app.verification('hub', ofBusiness)).certification_status).toBe('pending');
  });

  test('a member that waits › member_pending; once it has passed, so has the business', async () => {
    const app = await withBusiness();
    await link(app, 'ada', { role: 'controlling_officer' });
    await link(app, 'ada', owner(60));
    const { body } = await app.kyc('hub');
    const ofGus = body.verification_ids[2].verification_id;
    await app.decide(ofGus, 'documents_required');
    await app.sandbox.clock.advance({ seconds: 60 });
    expect(await statusOf(app, 'hub')).toEqual(['member_pending']);
    await app.decide(ofGus, 'passed');
    expect(await statusOf(app, 'hub')).toEqual(['passed']);
  });

  test('a member whose own verification is under way › no second one, and the business waits for it', async () => {
    const app = await withBusiness();
    await link(app, 'ada', { role: 'controlling_officer' });
    await link(app, 'ada', owner(60));
    const ofGus = await app.started('gus');
    await app.decide(ofGus, 'documents_required');
    const { body } = await app.kyc('hub');
    expect(body.verification_ids.map(({ entity }: { entity: string }) => entity)).toEqual(['hub', 'ada']);
    await app.sandbox.clock.advance({ seconds: 60 });
    expect(await statusOf(app, 'hub')).toEqual(['member_pending']);
    await app.decide(ofGus, 'passed');
    expect(await statusOf(app, 'hub')).toEqual(['passed']);
  });

  test('a member of two businesses › verified once, and both pass with it', async () => {
    const app = await withBusiness();
    await app.call('register', 'lab', business({ ein: '00-1234568' }));
    await link(app, 'ada', { role: 'controlling_officer' });
    const header = app.header('ada', { business_handle: 'lab' });
    for (const role of ['administrator', 'controlling_officer']) {
      await app.call('linkBusinessMember', 'ada', { header, role });
    }
    const [, ofAda] = (await app.kyc('hub')).body.verification_ids;
    await app.decide(ofAda.verification_id, 'review');
    await app.kyc('lab');
    await app.sandbox.clock.advance({ seconds: 60 });
    for (const handle of ['hub', 'lab']) expect(await statusOf(app, handle)).toEqual(['member_review']);
    await app.decide(ofAda.verification_id, 'passed');
    for (const handle of ['hub', 'lab', 'ada']) expect(await statusOf(app, handle)).toEqual(['passed']);
  });

  test('a member that fails › member_failed; a member that has passed before › not verified again', async () => {
    const app = await withBusiness();
    await link(app, 'ada', { role: 'controlling_officer' });
    await link(app, 'ada', owner(60));
    await app.decide(await app.started('ada'), 'passed');
    const { body } = await app.kyc('hub');
    expect(body.verification_ids.map(({ entity }: { entity: string }) => entity)).toEqual(['hub', 'gus']);
    await app.decide(body.verification_ids[1].verification_id, 'failed');
    await app.sandbox.clock.advance({ seconds: 60 });
    expect(await statusOf(app, 'hub')).toEqual(['member_failed']);
  });
});

describe('certification', () => {
  const certifyOwner = (app: SilaApp, user: string, certification_token: string, member_handle = 'gus') =>
    about(app, 'certifyBeneficialOwner', user, { member_handle, certification_token });

  test('owner, then business, by an administrator › 200; another order, person or token › refused', async () => {
    const app = await passed();
    const token = await tokenOf(app, 'gus');
    expect((await about(app, 'certifyBusiness', 'ada')).status).toBe(400);
    expect((await certifyOwner(app, 'gus', token)).status).toBe(403);
    expect((await certifyOwner(app, 'ada', 'not-the-token')).status).toBe(400);
    expect((await certifyOwner(app, 'ada', token, 'ada')).status).toBe(400);
    expect((await certifyOwner(app, 'ada', token)).status).toBe(200);
    expect((await about(app, 'certifyBusiness', 'gus')).status).toBe(403);
    expect((await about(app, 'certifyBusiness', 'ada')).body.message).toBe('Business successfully certified.');
  });

  test('before the business has passed › no token, and 400', async () => {
    const app = await withBusiness();
    await link(app, 'ada', owner(60));
    expect(await tokenOf(app, 'gus')).toBe(null);
    expect((await certifyOwner(app, 'ada', 'any')).status).toBe(400);
    expect((await about(app, 'certifyBusiness', 'ada')).status).toBe(400);
  });

  test.each([1, 2])(
    'certified %i times, an owner is unlinked › the certification ends 30 days later',
    async (times) => {
      const app = await passed();
      await certifyOwner(app, 'ada', await tokenOf(app, 'gus'));
      for (let n = 0; n < times; n++) await about(app, 'certifyBusiness', 'ada');
      const classic = (await app.call('requestKyc', 'hub')).body.verification_uuid;
      await app.decide(classic, 'passed');
      expect((await app.call('checkKyc', 'hub')).body).toMatchObject({
        success: true,
        certification_status: 'certified',
        certification_history: Array.from({ length: times }, () => ({
          administrator_user_handle: 'ada',
          expires_after: null,
        })),
      });
      await unlink(app, 'ada', { role: 'beneficial_owner', member_handle: 'gus' });
      expect((await app.call('checkKyc', 'hub')).body.success).toBe(true);
      await app.sandbox.clock.advance({ days: 30 });
      expect((await app.call('checkKyc', 'hub')).body).toMatchObject({
        success: false,
        certification_status: 'pending',
      });
    },
  );
});

test('signed › the business signs too, with a key of its own', async () => {
  const app = new SilaApp();
  const entry = (key: string) => ({ crypto_entry: { crypto_address: addressOf(key), crypto_code: 'ETH' } });
  await app.call('register', 'ada', person(entry(keys.user)));
  await app.call('register', 'hub', { ...business(), ...entry(keys.business) });
  const body = { header: app.header('ada', { business_handle: 'hub' }), role: 'administrator' };
  const send = (by: object) => app.signed('linkBusinessMember', body, { ...keys, ...by });
  for (const by of [
    { business: '' },
    { business: keys.user },
    { user: '' },
    { user: keys.business },
    { auth: keys.user },
  ]) {
    expect((await send(by)).status).toBe(403);
  }
  const { message } = (await send({ business: keys.user })).body;
  expect(message).toMatch(
    /^Failed to authenticate user signature\. The derived address 0x\w{40} is not registered to hub\.$/,
  );
  expect((await send({})).status).toBe(200);
  const of = { auth: keys.auth, user: keys.business };
  expect((await app.signed('getEntity', { header: app.header('hub') }, of)).status).toBe(200);
});
