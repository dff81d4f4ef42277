/** Data of another owner: the first one's, the last one's, everyone's. */
import type { Call } from '../../../src/sandbox/index.js';
import type { CustomersState } from '../../../src/sandbox/alfred-customers/state.js';
import type { AlfredState } from '../../../src/sandbox/alfred/state.js';
import type { Entity, SilaState } from '../../../src/sandbox/sila/state.js';
import type { Around } from '../behaviour/handlers.js';
import type { Subject } from '../subject.js';
import { behaved, type Candidate } from './pick.js';

const lists = ['addresses', 'identities', 'emails', 'phones', 'documents', 'verifications', 'roles'] as const;

export const headerOf = (call: Call<SilaState>): Record<string, string | undefined> => {
  const body = (call.body instanceof Map ? call.body.get('data')?.json : call.body) as
    | { header?: Record<string, string> }
    | undefined;
  return body?.header ?? {};
};

export const ownEntity = (call: Call<SilaState>): Entity | undefined => {
  const { app_handle, user_handle, business_handle } = headerOf(call);
  const handle = (user_handle ?? business_handle)?.toLowerCase();
  return Object.values(call.state.entities).find((one) => one.app === app_handle && one.handle === handle);
};

/** Answers with the data of another end user of the same kind, under the caller's name. */
const asAnother =
  (which: 'first' | 'last'): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const own = ownEntity(call);
    const alike = Object.values(call.state.entities).filter((one) => one.app === own?.app && one.type === own.type);
    const other = which === 'first' ? alike[0] : alike.at(-1);
    if (!own || !other || other === own || call.body instanceof Map) return sound(call);
    const body = call.body as { header: object };
    err();
    const reply = await sound({ ...call, body: { ...body, header: { ...body.header, user_handle: other.handle } } });
    if (reply.body === undefined || reply.body instanceof Uint8Array) return reply;
    return { ...reply, body: JSON.parse(JSON.stringify(reply.body).replaceAll(other.handle, own.handle)) as unknown };
  };

/** Finds or lists records without a check of their owner. */
const everybodys =
  (list: (typeof lists)[number]): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const own = ownEntity(call);
    if (!own) return sound(call);
    const others = Object.values(call.state.entities).filter((one) => one !== own && one.app === own.app);
    const kept = others.map((one) => [one, one[list]] as const);
    const mine = own[list];
    const foreign = new Set<unknown>(others.flatMap((one) => one[list] as unknown[]));
    if (foreign.size > 0) err();
    own[list] = [...mine, ...foreign] as never;
    const reply = await sound(call);
    const after = own[list] as unknown[];
    // Deleted entries are removed from their owner, and added ones belong to the caller.
    for (const [one, items] of kept) one[list] = (items as unknown[]).filter((item) => after.includes(item)) as never;
    own[list] = after.filter((item) => !foreign.has(item)) as never;
    return reply;
  };

/** The lists that an operation uses. */
const about: Readonly<Record<string, readonly (typeof lists)[number][]>> = {
  getEntity: ['addresses', 'identities', 'emails', 'phones'],
  updateEmail: ['emails'],
  updatePhone: ['phones'],
  updateAddress: ['addresses'],
  updateIdentity: ['identities'],
  deleteEmail: ['emails'],
  deletePhone: ['phones'],
  deleteAddress: ['addresses'],
  deleteIdentity: ['identities'],
  getDocument: ['documents'],
  listDocuments: ['documents'],
  getVerifications: ['verifications'],
  getVerification: ['verifications'],
  resumeVerification: ['verifications'],
  checkKyc: ['verifications', 'roles'],
  requiredDocumentTypes: ['verifications'],
  uploadDocuments: ['verifications'],
};

/** End users of other apps are listed too. */
const everyApps: Around = async (call: Call<SilaState>, sound, err) => {
  const { app_handle = '' } = (call.body as { header?: { app_handle?: string } }).header ?? {};
  const others = Object.values(call.state.entities).filter(({ app }) => app !== app_handle);
  const kept = others.map((one) => [one, one.app] as const);
  if (others.length > 0) err();
  for (const one of others) one.app = app_handle;
  const reply = await sound(call);
  for (const [one, app] of kept) one.app = app;
  return reply;
};

const ofOtherCustomer =
  (which: 'first' | 'last'): Around =>
  async (call: Call<CustomersState>, sound, err) => {
    const own = call.params.customerId?.toLowerCase();
    const all = Object.values(call.state.customers);
    const other = which === 'first' ? all[0] : all.at(-1);
    if (own === undefined || !call.state.customers[own] || !other || other.id === own) return sound(call);
    err();
    const submissionId = call.params.submissionId && (other.submissions.at(-1) ?? call.params.submissionId);
    const params = { ...call.params, customerId: other.id, ...(submissionId && { submissionId }) };
    const reply = await sound({ ...call, params });
    if (reply.body === undefined || reply.body instanceof Uint8Array) return reply;
    return { ...reply, body: JSON.parse(JSON.stringify(reply.body).replaceAll(other.id, own)) as unknown };
  };

/** The owner of a submission is not checked. */
const anyonesSubmission: Around = async (call: Call<CustomersState>, sound, err) => {
  const own = call.params.customerId?.toLowerCase() ?? '';
  const found = call.state.submissions[call.params.submissionId?.toLowerCase() ?? ''];
  if (!found || found.customer === own) return sound(call);
  err();
  const owner = found.customer;
  found.customer = own;
  const reply = await sound(call);
  found.customer = owner;
  return reply;
};

const lastUser: Around = async (call: Call<AlfredState>, sound, err) => {
  const users = Object.values(call.state.users);
  if (users.length < 2) return sound(call);
  const email = (call.body as { email?: string } | undefined)?.email?.toLowerCase();
  if (email === undefined) return sound(call);
  const numbers = call.state.numbers;
  const own = numbers[email];
  const other = users.find(({ number }) => number !== own)?.number;
  if (other === undefined) return sound(call);
  err();
  numbers[email] = other;
  const reply = await sound(call);
  if (own === undefined) delete numbers[email];
  else numbers[email] = own;
  return reply;
};

export function whoseCandidates(subject: Subject): Candidate[] {
  const ids = subject.operations.map(({ operationId }) => operationId);
  const has = (operationId: string) => Object.hasOwn(subject.implementation.behaviour.handlers, operationId);
  if (subject.provider === 'sila') {
    const named = ids.filter((id) => Object.hasOwn(about, id) || /^(requestKyc|kyc|checkHandle|add)/.test(id));
    return [
      ...named.flatMap((id) =>
        (['first', 'last'] as const).map((which) => behaved(subject, id, `of-the-${which}`, asAnother(which))),
      ),
      ...Object.entries(about).flatMap(([id, own]) =>
        own.map((list) => behaved(subject, id, `${list}-of-everybody`, everybodys(list))),
      ),
      behaved(subject, 'getEntities', 'of-every-app', everyApps),
    ].filter(({ operationId }) => has(operationId));
  }
  if (subject.provider === 'alfred') return [behaved(subject, 'loginSofKyc', 'of-another-user', lastUser)];
  const paths = subject.operations.filter(({ path }) => path.includes('{customerId}'));
  return paths.flatMap(({ operationId, path }) => [
    behaved(subject, operationId, 'of-the-first', ofOtherCustomer('first')),
    behaved(subject, operationId, 'of-the-last', ofOtherCustomer('last')),
    ...(path.includes('{submissionId}') ? [behaved(subject, operationId, 'of-anybody', anyonesSubmission)] : []),
  ]);
}
