/**
 * Mutants in which what one operation did shows wrongly in another: of two records the wrong one, of several states the
 * newest alone, of several instants another one.
 */
import type { Call } from '../../../src/sandbox/index.js';
import type { CustomersState } from '../../../src/sandbox/alfred-customers/state.js';
import { entityKey, type SilaState, type Verification } from '../../../src/sandbox/sila/state.js';
import type { Around } from '../behaviour/handlers.js';
import type { Subject } from '../subject.js';
import { shown } from './kyb.js';
import { behavedIn, type Candidate, type Ways } from './pick.js';
import {
  businessOf,
  headerOf,
  letThrough,
  month,
  ofData,
  ownerOf,
  passes,
  setting,
  sinceRequest,
  verificationsOf,
  type Body,
} from './sila-ways.js';

/** What a condition on verifications concerns is the newest one alone. */
const byTheNewest = (words: RegExp, status: string): Around =>
  letThrough(words, (call) => {
    const all = verificationsOf(call);
    if (all.at(-1)?.status === status) return () => {};
    return setting(() => all.filter((one) => one.status === status), 'status', 'failed')(call);
  });
const newestPass = byTheNewest(/after a passed/, 'passed');
const newestPending = byTheNewest(/is pending/, 'pending');

const waits = ({ status, system }: Verification) =>
  system === 'advanced' && ['documents_required', 'review'].includes(status);

const theNewestThatWaits: Around = (call: Call<SilaState>, sound, err) => {
  const { verification_uuid: id } = call.body as Body;
  const newest = verificationsOf(call).findLast(waits)?.id ?? id;
  if (newest !== id && verificationsOf(call).some((one) => one.id === id && waits(one))) err();
  return sound({ ...call, body: { ...(call.body as Body), verification_uuid: newest } });
};

/** The quarter of an hour begins with the last change of what is open. */
const aQuarterSinceTheChange: Around = async (call: Call<SilaState>, sound, err) => {
  const open = verificationsOf(call).filter(waits);
  const before = open.map(({ requestedAt }) => requestedAt);
  const isRecent = before.some((one) => call.now / 1000 - one < 900);
  for (const one of open) one.requestedAt = one.updatedAt;
  const reply = await sound(call);
  open.forEach((one, index) => (one.requestedAt = before[index] ?? 0));
  if (!isRecent && /DUPLICATE/.test(JSON.stringify(reply.body))) err();
  return reply;
};

/** Whoever asked in vain counts as asking for a quarter of an hour. */
const askedInVain = (): Around => {
  const asked = new Map<string, number>();
  return async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    const handle = headerOf(call).user_handle ?? '';
    if (/FLOW_/.test(JSON.stringify(reply.body))) asked.set(handle, call.now);
    if (reply.status !== 202 || call.now - (asked.get(handle) ?? 0) > 900_000) return reply;
    err();
    return { status: 403, body: { success: false, message: '', error_code: 'KYC_REQUEST_DUPLICATE_PENDING' } };
  };
};

/** A role that is given again is the one that was taken. */
const roleAsItWas = (): Around => {
  const known = new Map<string, Body>();
  return async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    const { member_handle: member = headerOf(call).user_handle } = call.body as Body;
    const { role } = (reply.body ?? {}) as Body;
    const business = businessOf(call);
    const person = call.state.entities[entityKey(business?.app ?? '', member)];
    const key = `${business?.handle} ${member} ${role}`;
    const [own] = business?.roles.filter((one) => one.other === person?.handle && one.role === role) ?? [];
    const [mirrored] = person?.roles.filter((one) => one.other === business?.handle && one.role === role) ?? [];
    if (reply.status !== 200 || !own || !mirrored) return reply;
    const { details, stake } = known.get(key) ?? own;
    known.set(key, { details, stake });
    if (own.details !== details || own.stake !== stake) err();
    Object.assign(own, { details, stake });
    Object.assign(mirrored, { details, stake });
    return reply;
  };
};

const whoHasFailed = letThrough(/has begun/, (call) => {
  const { member_handle: member = headerOf(call).user_handle } = call.body as Body;
  const person = call.state.entities[entityKey(headerOf(call).app_handle ?? '', member)];
  const all = person?.verifications ?? [];
  if (!person || !all.every((id) => call.state.verifications[id]?.status === 'failed')) return () => {};
  person.verifications = [];
  return () => (person.verifications = all);
});

const sila: Ways = {
  updateAddress: {
    'thirty-days-since-the-request': sinceRequest(/after a passed/, 'passed'),
    'the-newest-pass': newestPass,
    'the-newest-pending': newestPending,
  },
  updateIdentity: { 'the-newest-pass': newestPass, 'the-newest-pending': newestPending },
  updateEntity: { 'the-newest-pending': newestPending },
  deleteIdentity: { 'the-newest-pass': newestPass, 'the-newest-pending': newestPending },
  deleteAddress: { 'the-newest-pass': newestPass, 'the-newest-pending': newestPending },
  deleteEmail: { 'the-newest-pending': newestPending },
  deletePhone: { 'the-newest-pending': newestPending },
  resumeVerification: { 'the-newest-that-waits': theNewestThatWaits },
  uploadDocuments: { 'for-the-first-that-waits': ofData((data) => delete data.verification_uuid) },
  kyc: {
    'members-have-no-pass': letThrough(
      /already ben a passed/,
      setting((call) => passes(call).filter(({ parent }) => parent !== null), 'status', 'failed'),
    ),
    'a-quarter-since-the-change': aQuarterSinceTheChange,
    'asked-in-vain': askedInVain(),
    'members-of-before-again': async (call: Call<SilaState>, sound, err) => {
      const own = ownerOf(call)?.verifications ?? [];
      const passed = Object.values(call.state.verifications).filter(
        ({ parent, status }) => status === 'passed' && parent !== null && own.includes(parent),
      );
      for (const one of passed) one.status = 'failed';
      const reply = await sound(call);
      for (const one of passed) one.status = 'passed';
      if (passed.length > 0 && reply.status === 202) err();
      return reply;
    },
  },
  linkBusinessMember: { 'who-has-failed': whoHasFailed, 'as-it-was': roleAsItWas() },
  getVerification: {
    'of-the-first-of-the-business': shown((body, { state }: Call<SilaState>) => {
      const parent = state.verifications[body.parent_verification];
      const business = parent && state.entities[entityKey(parent.app, parent.handle)];
      if (business) body.parent_verification = business.verifications[0];
    }),
  },
  getVerifications: {
    'of-members-while-they-are': shown((body, call: Call<SilaState>) => {
      if (ownerOf(call)?.roles.length !== 0) return;
      const isAlone = (id: string) => (call.state.verifications[id]?.parent ?? null) === null;
      body.verifications = body.verifications.filter((one: Body) => isAlone(one.verification_uuid));
    }),
  },
  getWebhooks: {
    'of-the-first-verification': shown((body, { state }: Call<SilaState>) => {
      for (const { details } of body.webhooks) {
        const one = state.verifications[details.kyc];
        const owner = one && state.entities[entityKey(one.app, one.handle)];
        if (owner) details.kyc = owner.verifications[0];
      }
    }),
  },
  checkKyc: {
    'changed-when-requested': shown((body) => {
      for (const one of body.verification_history ?? []) one.updated_at = one.requested_at;
    }),
    // Not for a month from when an owner left.
    'certified-for-a-month': shown((body, call: Call<SilaState>) => {
      const owner = Object.values(call.state.entities).find(({ handle }) => handle === headerOf(call).user_handle);
      const all = owner?.certifications ?? [];
      const isOver = all.every(({ at, expiresAt }) => expiresAt !== null && (at + month) * 1000 <= call.now);
      if (all.length > 0 && isOver && body.certification_status === 'certified')
        Object.assign(body, { success: false, status: 'FAILURE', certification_status: 'pending' });
    }),
  },
};

const submissionOf = ({ state, params }: Call<CustomersState>) =>
  state.submissions[params['submissionId']?.toLowerCase() ?? ''];

/** What a submission had before stays with it. */
const keeping =
  (name: 'metadata' | 'updatedAt'): Around =>
  async (call: Call<CustomersState>, sound, err) => {
    const before = submissionOf(call)?.[name];
    const reply = await sound(call);
    const submission = submissionOf(call);
    if (reply.status >= 300 || !submission || submission[name] === before) return reply;
    err();
    Object.assign(submission, { [name]: before });
    return reply;
  };

const submissionsOf = ({ state, params }: Call<CustomersState>) =>
  (state.customers[params['customerId']?.toLowerCase() ?? '']?.submissions ?? []).flatMap(
    (id) => state.submissions[id] ?? [],
  );

const customers: Ways = {
  retryKyc: { 'keeps-its-reason': keeping('metadata'), 'changed-when-it-failed': keeping('updatedAt') },
  getLatestKycSubmission: {
    'made-as-the-first': shown((body, call: Call<CustomersState>) => {
      const [first] = submissionsOf(call);
      if (first) body.createdAt = new Date(first.createdAt).toISOString();
    }),
  },
  uploadRelatedPersonFile: {
    'of-the-first-submission': async (call: Call<CustomersState>, sound, err) => {
      const [first] = submissionsOf(call).filter(({ kind }) => kind === 'KYB');
      const isOfFirst = first?.persons.some(({ id }) => id === call.params['idRelatedPerson']);
      if (!first || isOfFirst) return sound(call);
      const reply = await sound(call);
      if (reply.status < 300) err();
      return { status: 404, body: { errorCode: 111403, errorMessage: 'KYB submission not found' } };
    },
  },
};

export const pairCandidates = (subject: Subject): Candidate[] =>
  behavedIn(subject, { sila, 'alfred-customers': customers }[subject.provider as string]);
