/**
 * The end users, verifications and documents of the spec's examples, so that the requests in the docs succeed
 * unchanged. Their times are the moment of creation. Their UUIDs are those of spec/sila/examples.
 */
import { giveRole, type RoleName } from './business.js';
import { exampleFiles } from './example-files.js';
import { days } from './verification-status.js';
import { endpointsOf, entityKey, never, seconds, type Entity, type Verification, type SentEvent } from './state.js';
import type { SilaContext } from './handler-types.js';

const flow = '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32';

export function putExamples(context: SilaContext): void {
  context.state.hasExamples = true;
  const now = seconds(context);
  for (const entity of exampleEntities(context)) context.state.entities[entityKey(entity.app, entity.handle)] = entity;
  for (const [business, person, name, more] of exampleRoles) {
    const of = (handle: string) => context.state.entities[entityKey('example_app', handle)]!;
    giveRole(context, of(business), of(person), { name, ...more });
  }
  for (const { roles } of Object.values(context.state.entities)) {
    for (const role of roles) if (role.token !== null) role.token = 'certification-token-of-ed-example';
  }
  for (const verification of exampleVerifications(now)) {
    context.state.verifications[verification.id] = verification;
    context.state.entities[entityKey(verification.app, verification.handle)]?.verifications.push(verification.id);
    if (verification.status === 'passed' || verification.status === 'failed') continue;
    // They change only by expiry, since an example that changes by itself would not stay valid.
    context.state.due[verification.id] = { at: verification.updatedAt + days(30) };
  }
  context.state.nextDue = Math.min(never, ...Object.values(context.state.due).map(({ at }) => at));
  putEvents(context);
  for (const { bytes, ...file } of exampleFiles) {
    context.state.files[file.id] = bytes;
    context.state.documents[file.id] = {
      ...file,
      app: 'example_app',
      handle: 'flo_example',
      verification: null,
      size: bytes.length,
      created: context.now,
    };
    context.state.entities[entityKey('example_app', 'flo_example')]?.documents.push(file.id);
  }
}

/** A delivered and a failed event, of the first endpoint, or of none. */
function putEvents(context: SilaContext): void {
  const now = seconds(context);
  const { id: endpoint = 'none' } = endpointsOf(context.state)[0] ?? {};
  const put = (id: string, handle: string, type: string, details: Record<string, string>, more: Partial<SentEvent>) => {
    context.state.events[id] = {
      id,
      number: (context.state.eventCount += 1),
      app: 'example_app',
      handle,
      type,
      endpoint,
      body: JSON.stringify({ event_time: now, event_type: type, event_uuid: id, event_details: details }),
      details,
      created: now,
      updated: now,
      nextAttempt: null,
      delivered: false,
      processing: false,
      attempts: 1,
      tries: 1,
      responses: [{ created: String(now), status_code: 200 }],
      ...more,
    };
  };
  const passed = { kyc: '8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586', entity: 'ed_example', outcome: 'passed' };
  put('2b6f8d10-4c9e-47a3-95d1-e07b3f62c84a', 'ed_example', 'kyc_status', passed, { delivered: true });
  const pending = { kyc: '91f4b0e5-63da-4872-b5c9-0e87a2d1f634', entity: 'di_example', outcome: 'pending' };
  const failures = { responses: [{ created: String(now), status_code: 503 }] };
  put('c7e43a95-18f0-4d62-b80c-5a9f2e61d37b', 'di_example', 'kyc', pending, failures);
}

const exampleRoles: readonly [string, string, RoleName, { details?: string; stake?: number }?][] = [
  ['hub_example', 'gus_example', 'controlling_officer'],
  ['hub_example', 'ada_example', 'administrator'],
  ['business_example', 'ed_example', 'controlling_officer', { details: 'CEO' }],
  ['business_example', 'ed_example', 'administrator'],
  ['business_example', 'ed_example', 'beneficial_owner', { stake: 60 }],
  ['business_example', 'flo_example', 'controlling_officer'],
  ['inn_example', 'ed_example', 'controlling_officer'],
  ['inn_example', 'ed_example', 'administrator'],
];

function exampleEntities(context: SilaContext): Entity[] {
  const now = seconds(context);
  const entry = (uuid?: string) => ({ uuid: uuid ?? context.ids.uuid(), added: now, modified: now });
  const address = (alias: string, uuid?: string) => ({
    ...entry(uuid),
    address_alias: alias,
    street_address_1: '123 Example Street',
    street_address_2: '',
    city: 'Portland',
    state: 'OR',
    postal_code: '97201',
    country: 'US',
  });
  const person = (handle: string, more: Partial<Entity> = {}): Entity => {
    const [name = ''] = handle.split('_');
    const first_name = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    return {
      app: 'example_app',
      handle,
      type: 'individual',
      uuid: null,
      wallet: context.ids.uuid(),
      created: now,
      details: { first_name, last_name: 'Example', entity_name: `${first_name} Example`, birthdate: '1979-08-31' },
      addresses: [address('home')],
      identities: [{ ...entry(), type: 'SSN', value: '000-12-3456' }],
      emails: [{ ...entry(), email: `${name}@example.com` }],
      phones: [{ ...entry(), phone: '2025550125' }],
      keys: [],
      roles: [],
      certifications: [],
      verifications: [],
      documents: [],
      ...more,
    };
  };
  const business = (handle: string, uuid: string): Entity => ({
    ...person(handle),
    type: 'business',
    uuid,
    details: {
      entity_name: 'Example LLC',
      birthdate: '2015-06-01',
      business_type: 'llc',
      naics_code: 721,
      doing_business_as: 'Example',
      business_website: 'https://example.com',
      registration_state: 'OR',
    },
    identities: [{ ...entry(), type: 'EIN', value: '00-1234567' }],
  });
  const gus = person('gus_example', {
    addresses: [
      address('home', '3f6a9c12-7d84-4e05-b2c9-81a5e0f7d463'),
      address('old', 'ea09c7d4-6b52-4f38-8c1e-5d3b90f7a261'),
    ],
    identities: [
      { ...entry('c04e7b95-12a8-4d3f-9a60-5be8d1f3072a'), type: 'SSN', value: '000-12-3456' },
      { ...entry('4c8e7f20-b1d3-4a96-95e8-f60d2c7b3a19'), type: 'ITIN', value: '900-70-0000' },
    ],
    emails: [
      { ...entry('f17d2a68-9b03-4c5e-8f41-60d9a3b7e5c2'), email: 'gus@example.com' },
      { ...entry('68c0e5d2-f94b-4a17-8d36-b2e7a109f5c3'), email: 'gus.old@example.com' },
    ],
    phones: [
      { ...entry('5a90c3f7-e2d4-4186-b7f5-0c38e6d1a94b'), phone: '2025550125' },
      { ...entry('b1f49d07-3c6e-4825-a0d7-e8529fc41b6a'), phone: '2025550126' },
    ],
  });
  const certification = { by: 'ed_example', at: now, expiresAt: null, owners: [] };
  const complete = ['ada', 'cy', 'di', 'ed', 'flo', 'gil'].map((name) => person(`${name}_example`));
  return [
    ...complete,
    gus,
    person('bo_example', { addresses: [], identities: [], emails: [], phones: [] }),
    person('ida_example', { identities: [] }),
    person('ed_example', { app: 'partner_app' }),
    person('di_example', { app: 'partner_app' }),
    business('hub_example', 'e5a83c17-204f-4b9d-8a61-c73d0f9b2e84'),
    business('business_example', '2f94c0b1-7d5e-4a38-96e2-c81b05f3a7d6'),
    { ...business('inn_example', '9d07e3b4-5c81-4f26-a39e-60b7d2c4f815'), certifications: [certification] },
  ];
}

function exampleVerifications(now: number): Verification[] {
  const verification = (
    id: string,
    handle: string,
    status: string,
    more: Partial<Verification> = {},
  ): Verification => ({
    id,
    app: 'example_app',
    handle,
    system: 'advanced',
    flow: more.system === 'classic' ? null : flow,
    level: more.system === 'classic' ? 'KYC-STANDARD' : null,
    checks: more.system === 'classic' ? [] : ['address', 'birthdate'],
    status,
    reasons: [],
    tags: [],
    action: null,
    requestedAt: now,
    updatedAt: now,
    outcome: null,
    outcomeAt: null,
    parent: null,
    members: [],
    ...more,
  });
  const classic = { system: 'classic' } as const;
  const failed = { reasons: ['Name Mismatch'], tags: ['Name Mismatch', 'Denied KYC'] };
  const document = { reasons: ['Address Not Matched'], tags: ['Address Not Matched'], action: 'doc_upload' };
  const data = { reasons: ['Birthdate Not Matched'], action: 'entity_data' };
  return [
    verification('97a1d3c8-5f02-4e6b-8b49-30c6e8d7f215', 'cy_example', 'failed', failed),
    verification('d28c57b3-094e-4a16-9f80-6b7e3c51a2d9', 'cy_example', 'failed', { ...classic, ...failed }),
    verification('1c5de0a9-84f7-4b32-a6d1-79e0c2b8f354', 'di_example', 'pending'),
    verification('91f4b0e5-63da-4872-b5c9-0e87a2d1f634', 'di_example', 'pending', classic),
    verification('8d5f20b7-6a1e-4c93-b0d4-f37a91e2c586', 'ed_example', 'passed'),
    verification('3ac81d67-e250-4f9b-87d4-b16e0f5a92c3', 'ed_example', 'passed', classic),
    verification('42c9e0f1-7b3d-4a58-9f06-1d8e5a7c3b20', 'flo_example', 'documents_required', document),
    verification('b5f01c8e-4a72-46d3-90be-27c6d3e8f51a', 'flo_example', 'documents_required', {
      ...classic,
      ...document,
    }),
    verification('c6b8427d-0e95-4f13-a2d7-58b1e69f3c04', 'gil_example', 'documents_required', data),
    verification('6be90d24-f713-4c8a-a052-e4d81c7f39b6', 'business_example', 'passed', {
      ...classic,
      level: 'KYB-STANDARD',
    }),
    verification('e1b4d907-6f3c-4a58-82d0-c95a7e13f46b', 'inn_example', 'passed', {
      ...classic,
      level: 'KYB-STANDARD',
    }),
    verification('a90d5c42-38be-4f17-b6c5-d4e2098f1a73', 'ed_example', 'passed', { ...classic, app: 'partner_app' }),
    verification('f3b72e81-5a0c-4d96-8e47-06c1d9b5a28f', 'di_example', 'pending', { ...classic, app: 'partner_app' }),
  ];
}
