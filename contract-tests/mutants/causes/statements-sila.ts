/** Statements of Sila's document that are easily overlooked, by operation. */
import type { Call } from '../../../src/sandbox/index.js';
import { entityKey, type SilaState } from '../../../src/sandbox/sila/state.js';
import { jsonOf, withJson } from '../answer.js';
import type { Around } from '../behaviour/handlers.js';
import type { Subject } from '../subject.js';
import { ofBody, shown } from './kyb.js';
import { answered, behavedIn, type Candidate, type Ways } from './pick.js';
import { each, leaving, taken } from './strangers.js';
import {
  aMonthAfterAPass,
  administratorsBefore,
  administratorsElsewhere,
  afterPass,
  anybodysKey,
  asAdministrator,
  businessOf,
  byHandleAlone,
  calledLike,
  decidedOtherwise,
  expiresAfter,
  forBusinesses,
  freeForEver,
  hasClassic,
  hasExpired,
  hasPassed,
  headerOf,
  inCapitals,
  letThrough,
  letThroughAs,
  month,
  namesOfOnce,
  neverEndsFrom,
  noBusiness,
  notWhileItWaits,
  ofData,
  ofEveryApp,
  ofKind,
  ofPendingBusiness,
  onceAsked,
  onceMissing,
  onlyOf,
  ownerOf,
  passedNow,
  passes,
  query,
  refusal,
  refusedWhere,
  renewedWith,
  saidToBeDone,
  secondOfKind,
  setting,
  signedByBusiness,
  sinceRequest,
  theFirst,
  verificationsOf,
  whileMembers,
  wholeOfKind,
  without,
  withoutWhatWasLeftOut,
  type Body,
} from './sila-ways.js';

/** A token of another app is taken where the header names the app by its older name. */
const tokenByTheOlderName: Around = async (call: Call<SilaState>, sound, err) => {
  const reply = await sound(call);
  const body = call.body as Body;
  if (reply.status !== 401 || headerOf(call).auth_handle === undefined) return reply;
  const again = await sound({ ...call, body: { ...body, header: { ...body.header, auth_handle: 'partner_app' } } });
  if (again.status !== 401) err();
  return again;
};

/** Requests that are refused after a pass, or while a verification is pending, are accepted. */
const onceVerified: Ways[string] = {
  'after-a-pass': afterPass,
  'a-month-after-a-pass': aMonthAfterAPass,
  'of-a-business-that-has-passed': onlyOf('business', afterPass),
  'of-a-business-that-is-pending': ofPendingBusiness,
};

const deletion: Ways[string] = { ...onceVerified, 'of-no-business': noBusiness, ...whileMembers };

const table = (): Ways => ({
  authToken: {
    'another-by-the-older-name': async (call: Call<SilaState>, sound, err) => {
      const { app_handle, auth_handle = '' } = headerOf(call);
      const known = app_handle === undefined ? call.state.tokens[auth_handle]?.token : undefined;
      if (known === undefined) return sound(call);
      delete call.state.tokens[auth_handle];
      const reply = await sound(call);
      if ((reply.body as Body).access_token?.token !== known) err();
      return reply;
    },
    'said-to-end-in-an-hour': expiresAfter(3600),
    'said-to-end-in-a-day': expiresAfter(86_400),
    'renewed-with-an-hour-left': renewedWith(3600),
    'renewed-with-40-minutes-left': renewedWith(2400),
    'text-an-hour-later': shown(({ access_token: token }) => {
      token.expiration_dt = new Date((token.expiration + 3600) * 1000).toISOString();
    }),
    'to-whichever-app-is-named': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      const body = call.body as Body;
      if (reply.status !== 401 || headerOf(call).app_handle !== 'partner_app') return reply;
      const again = await sound({ ...call, body: { ...body, header: { ...body.header, app_handle: 'example_app' } } });
      if (again.status === 200) err();
      return again;
    },
  },
  register: {
    'a-business-by-default': ofBody((body: Body) =>
      body.entity?.type ? body : { ...body, entity: { ...body.entity, type: 'business' } },
    ),
    'handle-with-its-case': async (call, sound, err) => {
      const reply = await sound(call);
      const isOther = /[A-Z]/.test(headerOf(call).user_handle ?? '');
      if (!isOther || !JSON.stringify(reply.body).includes('is taken')) return reply;
      err();
      return { status: 200, body: { success: true, status: 'SUCCESS', message: 'Registered.' } };
    },
    'wallet-key-lost': ofBody(({ wallet_entry: _, ...body }: Body) => body),
    'born-on-day-one': ofBody((body: Body) =>
      body.entity?.birthdate ? body : { ...body, entity: { ...body.entity, birthdate: '1970-01-01' } },
    ),
    'handle-of-a-person': async (call: Call<SilaState>, sound, err) =>
      (call.body as Body)?.entity?.type === 'business' && ownerOf(call)?.type === 'individual'
        ? saidToBeDone(/is taken/, 200)(call, sound, err)
        : sound(call),
    'no-hyphens-in-a-phone': taken((body) => /-/.test(body?.contact?.phone ?? '')),
    'no-code-as-a-number': taken((body) => typeof body?.address?.postal_code === 'number'),
    'any-postal-code': saidToBeDone(/invalid_postal_code/, 200),
    'day-of-registration-lost': ofBody((body: Body) => {
      const { registration_date: _, ...entity } = body.entity ?? {};
      return { ...body, entity };
    }),
    'home-by-default': leaving((state, body) => {
      const { app_handle: app, user_handle: user } = body.header;
      const { addresses } = state.entities[entityKey(app, user)];
      if (addresses.length > 0) return;
      addresses.push({
        ...{ uuid: crypto.randomUUID(), added: 1, modified: 1, address_alias: '', street_address_1: '' },
        ...{ street_address_2: '', city: '', state: '', postal_code: '', country: 'US' },
      });
    }),
  },
  checkHandle: { 'free-for-ever': freeForEver(), 'taken-once-asked': onceAsked() },
  addIdentity: {
    'a-second-EIN': secondOfKind('EIN'),
    'a-second-SSN': secondOfKind('SSN'),
    'a-second-ITIN': secondOfKind('ITIN'),
    'one-of-any-kind': refusedWhere((call) => (ownerOf(call)?.identities.length ?? 0) > 0),
    'ITIN-whole': wholeOfKind('ITIN'),
  },
  addAddress: {
    'no-empty-alias': taken((body) => body?.address_alias === ''),
    'no-code-as-a-number': taken((body) => typeof body?.postal_code === 'number'),
    'of-no-business': noBusiness,
    'any-postal-code': letThroughAs(/invalid_postal_code/, { postal_code: '97201' }),
    'alias-by-default': ofBody((body: Body) => ({ ...body, address_alias: body.address_alias || 'home' })),
  },
  updateAddress: {
    'after-a-pass': afterPass,
    'never-after-a-pass': refusedWhere(hasPassed),
    'answers-without-what-was-left-out': withoutWhatWasLeftOut,
    'of-no-business': noBusiness,
    'of-a-business-that-has-passed': onlyOf('business', afterPass),
    'of-a-business-that-is-pending': ofPendingBusiness,
    'not-while-it-waits': notWhileItWaits,
    'any-postal-code': letThroughAs(/invalid_postal_code/, { postal_code: '97201' }),
    'no-code-as-a-number': taken((body) => typeof body?.postal_code === 'number'),
  },
  updateIdentity: {
    ...onceVerified,
    'not-while-it-waits': notWhileItWaits,
    'ITIN-whole': wholeOfKind('ITIN'),
    'makes-a-second-SSN': secondOfKind('SSN'),
  },
  deleteAddress: deletion,
  deleteIdentity: deletion,
  addPhone: { 'of-no-business': noBusiness },
  updateEmail: {
    'of-no-business': noBusiness,
    'not-after-a-pass': refusedWhere(hasPassed),
    'by-handle-alone': byHandleAlone,
  },
  updatePhone: { 'of-no-business': noBusiness, 'not-after-a-pass': refusedWhere(hasPassed) },
  deleteEmail: {
    'of-no-business': noBusiness,
    'of-a-business-that-is-pending': ofPendingBusiness,
    'not-after-a-pass': refusedWhere(hasPassed),
    'key-of-anybody': anybodysKey,
  },
  deletePhone: {
    'reference-is-a-number': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      const body = reply.body as Body;
      if (!/^0\d+$/.test(body.reference)) return reply;
      err();
      return { ...reply, body: { ...body, reference: String(Number(body.reference)) } };
    },
    'of-no-business': noBusiness,
    'of-a-business-that-is-pending': ofPendingBusiness,
    'not-after-a-pass': refusedWhere(hasPassed),
    'by-handle-alone': byHandleAlone,
    'not-found-the-second-time': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      if (reply.status !== 200 || !/^No phone/.test(String((reply.body as Body).message))) return reply;
      err();
      return { ...refusal, status: 404 };
    },
  },
  addEmail: { 'of-no-business': noBusiness, 'by-handle-alone': byHandleAlone, 'key-of-anybody': anybodysKey },
  updateEntity: {
    'not-after-a-pass': refusedWhere(hasPassed),
    'of-a-business-that-is-pending': ofPendingBusiness,
    'not-while-it-waits': notWhileItWaits,
    'just-18-is-too-young': refusedWhere(
      (call) => Date.parse((call.body as Body)?.birthdate ?? '1970-01-01') > call.now - 6600 * 86_400_000,
    ),
    'created-anew': shown((body) => (body.entity.created_epoch += 60)),
    'answers-what-was-sent': async (call, sound, err) => {
      const reply = await sound(call);
      if (reply.status !== 200 || (call.body as Body).entity_name !== undefined) return reply;
      err();
      return {
        ...reply,
        body: { ...(reply.body as Body), entity: { ...(reply.body as Body).entity, entity_name: '' } },
      };
    },
    'passed-no-longer': leaving((state, body) => {
      const { app_handle: app, user_handle: user } = body.header;
      for (const id of state.entities[entityKey(app, user)].verifications)
        if (state.verifications[id].status === 'passed') state.verifications[id].status = 'failed';
    }),
  },
  getEntity: {
    'token-of-another-by-the-older-name': tokenByTheOlderName,
    'key-of-anybody': anybodysKey,
    'names-of-members-swapped': shown((body) => {
      for (const one of body.members ?? []) [one.first_name, one.last_name] = [one.last_name, one.first_name];
    }),
    'business-by-its-handle': shown((body) => {
      for (const one of body.memberships ?? []) one.entity_name = one.business_handle;
    }),
    'names-of-once': namesOfOnce(),
    'ITIN-whole': wholeOfKind('ITIN'),
    'pretty-as-it-was-added': shown((body) => {
      for (const one of [body.addresses, body.identities, body.emails, body.phones].flat())
        if (one?.modified !== undefined) one.modified = one.added;
    }),
    'pretty-without-being-asked': query((all) => ({ pretty_dates: 'true', ...all })),
    'no-pretty-dates-of-a-business': onlyOf(
      'business',
      query(({ pretty_dates: _, ...all }) => all),
    ),
    'no-pretty-dates-of-identities': shown((body) => {
      for (const one of body.identities ?? []) {
        delete one.added;
        delete one.modified;
      }
    }),
    'no-pretty-dates-in-lists': shown((body) => {
      for (const one of [body.addresses, body.identities, body.emails, body.phones].flat()) {
        delete one?.added;
        delete one?.modified;
      }
    }),
    'handle-of-a-business-as-sent': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      const { user_handle } = headerOf(call);
      const body = reply.body as Body;
      if (body.entity_type !== 'business' || body.user_handle === user_handle) return reply;
      err();
      return { ...reply, body: { ...body, user_handle } };
    },
    'no-stake-is-zero': shown((body) => {
      for (const one of [...(body.members ?? []), ...(body.memberships ?? [])]) one.ownership_stake ??= 0;
    }),
    'industry-by-its-number': each(/^naics_subcategory$/, () => '721'),
    'sector-of-its-own': each(/^naics_category$/, () => 'Industry'),
  },
  getEntities: {
    'token-of-another-by-the-older-name': tokenByTheOlderName,
    'trading-name-lost': each(/^dba$/, () => ''),
    'all-of-one-kind': each(/^business_type$/, () => 'llc'),
    'businesses-of-every-app': ofEveryApp('business'),
    'persons-of-every-app': ofEveryApp('individual'),
    'kind-without-the-last': shown((body) => {
      const { individuals, businesses } = body.entities;
      if (individuals.length === 0) businesses.splice(1, 1);
      body.pagination.returned_count = individuals.length + businesses.length;
    }),
    'trades-by-its-legal-name': shown((body) => {
      for (const one of body.entities.businesses) one.dba ||= one.full_name;
    }),
    'business-by-another-uuid': each(/^uuid$/, () => crypto.randomUUID()),
  },
  getVerifications: { 'by-handle-alone': byHandleAlone, 'key-of-anybody': anybodysKey },
  getVerification: {
    'by-handle-alone': byHandleAlone,
    'never-expires': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      const id = (call.params.verification_uuid ?? '').toLowerCase();
      const verification = call.state.verifications[id];
      if (reply.status !== 200 || !verification || !hasExpired(verification)) return reply;
      err();
      return { ...reply, body: { ...(reply.body as Body), verification_status: 'documents_required' } };
    },
    'always-a-document': each(/^kyc_action$/, () => 'doc_upload'),
    'always-data': each(/^kyc_action$/, () => 'entity_data'),
    'always-needs-something': shown((body) => (body.kyc_action ??= 'doc_upload')),
    'needs-something-after-a-failure': shown((body) => {
      if (body.verification_status === 'failed') body.kyc_action = 'doc_upload';
    }),
    'a-review-asks-for-a-document': shown((body) => {
      if (body.verification_status === 'review') body.kyc_action = 'doc_upload';
    }),
    'a-review-never-ends': neverEndsFrom('review'),
    'ends-a-month-after-its-request': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      const body = reply.body as Body;
      const isOver = body.verification_status === 'documents_required' && call.now / 1000 - body.requested_at >= month;
      if (!isOver) return reply;
      err();
      return { ...reply, body: { ...body, verification_status: 'failed', kyc_action: null } };
    },
    'always-a-person': each(/^entity_type$/, () => 'individual'),
    'always-a-business': each(/^entity_type$/, () => 'business'),
  },
  kyc: {
    'no-sole-proprietorship': refusedWhere(ofKind('sole_proprietorship')),
    'no-two-partners': refusedWhere(ofKind('partnership')),
    'data-as-first-registered': onceMissing(),
    'key-of-anybody': anybodysKey,
    'a-month-after-the-request': sinceRequest(/RECENTLY_PASSED/, 'passed'),
    'two-failures-however-far-apart': async (call: Call<SilaState>, sound, err) => {
      const failed = verificationsOf(call).filter(({ status }) => status === 'failed');
      const isRecent = failed.some(({ updatedAt }) => call.now / 1000 - updatedAt < month);
      const isAsked = (call.body as Body).flow === '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32';
      if (!isAsked || failed.length < 2 || !isRecent) return sound(call);
      const before = structuredClone(call.state);
      const reply = await sound(call);
      if (reply.status !== 202) return reply;
      Object.assign(call.state, before);
      err();
      const body = { success: false, message: 'No more attempts.', error_code: 'KYC_ATTEMPTS_EXCEEDED' };
      return { status: 400, body };
    },
    'a-business-that-has-passed': forBusinesses(/RECENTLY_PASSED/, 'passed'),
    'a-business-however-often': forBusinesses(/KYC_ATTEMPTS_EXCEEDED/, 'failed'),
    'without-a-phone': without('phones'),
    'without-an-email': without('emails'),
    'without-a-number': without('identities'),
    'all-pass-by-name': decidedOtherwise(calledLike(/birthdate/), 'passed'),
    'all-pass-by-postal-code': decidedOtherwise(
      ({ addresses }) => addresses.some(({ postal_code: code }) => /^(8{5}|9{5})$/.test(code)),
      'passed',
    ),
    'nobody-passes-by-name': decidedOtherwise(calledLike(/ pass /), 'review'),
    'without-an-officer': saidToBeDone(/controlling_officer/, 202, ({ body }) => ({
      verification_ids: [],
      flow_requested: (body as Body).flow,
      checks_requested: [],
    })),
    'expired-is-not-failed': letThrough(
      /KYC_ATTEMPTS_EXCEEDED/,
      setting((call) => verificationsOf(call).filter(hasExpired), 'updatedAt', 0),
    ),
    'who-has-passed-again': async (call: Call<SilaState>, sound, err) => {
      const owner = ownerOf(call);
      if (owner?.type !== 'business') return sound(call);
      const members = owner.roles.flatMap(({ other }) => call.state.entities[entityKey(owner.app, other)] ?? []);
      const through = members.filter(({ verifications }) =>
        verifications.some((id) => call.state.verifications[id]?.status === 'passed'),
      );
      const before = through.map(({ verifications }) => verifications);
      for (const one of through) one.verifications = [];
      const reply = await sound(call);
      through.forEach((one, index) => (one.verifications = [...(before[index] ?? []), ...one.verifications]));
      if (reply.status === 202 && through.length > 0) err();
      return reply;
    },
  },
  resumeVerification: {
    'goes-on-and-fails': leaving((state, { verification_uuid: id }) => {
      state.verifications[id.toLowerCase()].outcome.status = 'failed';
    }),
    'goes-on-for-ever-with-data': leaving((state, { verification_uuid: id, update }) => {
      if (update === 'entity') state.due[id.toLowerCase()].at += 3600;
    }),
    'what-has-ended': letThrough(
      /does not wait for anything/,
      setting(
        (call) => {
          const found = call.state.verifications[String((call.body as Body).verification_uuid).toLowerCase()];
          return found ? [found] : [];
        },
        'status',
        'documents_required',
      ),
    ),
  },
  requiredDocumentTypes: {
    'of-anybody': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      const found = call.state.verifications[(call.params.verification_id ?? '').toLowerCase()];
      if (reply.status !== 404 || found?.system !== 'classic') return reply;
      err();
      return { status: 200, body: { success: true } };
    },
  },
  requestKyc: {
    'no-business-signs': signedByBusiness,
    'nobody-fails-by-name': decidedOtherwise(calledLike(/^fail fail/i), 'passed'),
    'nobody-waits-by-name': decidedOtherwise(calledLike(/documents/i), 'passed'),
    'nobody-is-reviewed-by-name': decidedOtherwise(calledLike(/^review/i), 'passed'),
    'no-business-fails-by-name': decidedOtherwise(calledLike(/420 Inc/), 'passed'),
    'nobody-fails-by-birthdate': decidedOtherwise(({ details }) => details.birthdate === '1970-04-20', 'passed'),
    'nobody-fails-by-street': decidedOtherwise(
      ({ addresses }) => addresses.some(({ street_address_1: street }) => /^420 420/.test(street)),
      'passed',
    ),
    'three-attempts': saidToBeDone(/maximum number of attempts/, 200, () => ({
      verification_uuid: crypto.randomUUID(),
    })),
  },
  checkKyc: {
    'by-the-first': shown(theFirst),
    'any-level-if-none': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      const { kyc_level: level, ...body } = call.body as Body;
      if (reply.status !== 200 || level === undefined || (reply.body as Body).verification_history.length > 0)
        return reply;
      const again = await sound({ ...call, body });
      if (JSON.stringify((again.body as Body).verification_history) !== '[]') err();
      return again;
    },
    'of-either-kind': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      if (reply.status !== 200 || !passes(call).some(({ system }) => system === 'advanced') || hasClassic(reply.body))
        return reply;
      err();
      return { ...reply, body: passedNow({ ...(reply.body as Body) }) };
    },
    'certified-for-ever': letThroughCertified(),
    'a-business-at-the-level-of-persons': each(/^kyc_level$/, (value) =>
      value === 'KYB-STANDARD' ? 'KYC-STANDARD' : value,
    ),
    'by-the-latest': shown((body) => {
      const last = body.verification_history?.at(-1)?.verification_status;
      if (last !== undefined) body.verification_status = last;
    }),
  },
  checkPartnerKyc: {
    'a-failure-is-pending': each(/^verification_status$/, (value) => (value === 'failed' ? 'pending' : value)),
    'a-person-by-default': each(/^entity_type$/, () => 'individual'),
    'unknown-is-passed': shown((body) => {
      if (body.verification_status === 'unverified')
        Object.assign(body, { verification_status: 'passed', success: true, status: 'SUCCESS' });
    }),
  },
  uploadDocuments: {
    'types-of-the-first-page-alone': async (call: Call<SilaState>, sound, err) => {
      const data = call.body instanceof Map ? (call.body.get('data') as Body)?.json : undefined;
      if (!/^(other_id|tax_)/.test(data?.document_type ?? '')) return sound(call);
      err();
      return refusal;
    },
    'any-type': ofData((data) => {
      if (/^no_such/.test(data.document_type ?? '')) data.document_type = 'other_doc';
    }),
    'no-business-signs': signedByBusiness,
    'two-at-most': ofData(({ file_metadata: files }) => {
      if (files?.file_3) delete files.file_3;
    }),
    'classic-passes-within-a-minute': leaving((state) => {
      for (const [id, one] of Object.entries<Body>(state.verifications)) {
        if (one.status !== 'documents_received' || one.outcomeAt - one.updatedAt !== 120) continue;
        one.outcomeAt -= 90;
        state.due[id].at -= 90;
        state.nextDue = Math.min(state.nextDue, state.due[id].at);
      }
    }),
    'one-in-a-list-is-none': shown((body) => {
      if (Array.isArray(body.document_id) && body.document_id.length === 1) [body.document_id] = body.document_id;
    }),
    'classic-waits-on': leaving((state, _, reply) => {
      const owner = state.documents[[reply.document_id].flat()[0]];
      const ids = owner ? state.entities[entityKey(owner.app, owner.handle)].verifications : [];
      for (const id of ids) {
        const one = state.verifications[id];
        if (one.status !== 'documents_received') continue;
        Object.assign(one, { status: 'documents_required', outcome: null, outcomeAt: null });
        delete state.due[id];
      }
    }),
    'classic-passes-at-once': leaving((state, _, reply) => {
      const owner = state.documents[[reply.document_id].flat()[0]];
      const ids = owner ? state.entities[entityKey(owner.app, owner.handle)].verifications : [];
      for (const id of ids)
        if (state.verifications[id].status === 'documents_received') state.verifications[id].status = 'passed';
    }),
  },
  getDocument: { 'by-handle-alone': byHandleAlone },
  listDocuments: {
    'by-handle-alone': byHandleAlone,
    'no-business-signs': signedByBusiness,
    'ten-by-default': query((all) => ({ per_page: '10', ...all })),
    'all-by-default': query((all) => ({ per_page: '100', ...all })),
    'latest-first': query((all) => ({ order: 'desc', ...all })),
    'by-name-downwards': async (call, sound, err) => {
      if ((call.body as Body)?.sort_by !== 'name' || call.query.order !== undefined) return sound(call);
      err();
      return sound({ ...call, query: { ...call.query, order: 'desc' } });
    },
    'order-of-time-alone': async (call, sound, err) => {
      const { sort_by: by, ...body } = (call.body ?? {}) as Body;
      if (by !== undefined) err();
      return sound({ ...call, body });
    },
    'counts-what-is-left-out': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      if (reply.status !== 200 || (call.body as Body).doc_types === undefined) return reply;
      const count = ownerOf(call)?.documents.length ?? 0;
      const body = structuredClone(reply.body) as Body;
      if (body.pagination.total_count !== count) err();
      body.pagination.total_count = count;
      return { ...reply, body };
    },
  },
  documentTypes: {
    'all-by-default': query((all) => ({ per_page: '100', ...all })),
    'ten-by-default': query((all) => ({ per_page: '10', ...all })),
  },
  getWebhooks: {
    'of-every-app': async (call: Call<SilaState>, sound, err) => {
      const { app_handle: app = '' } = headerOf(call);
      const others = Object.values(call.state.events).filter((event) => event.app !== app);
      const before = others.map((event) => event.app);
      if (app === 'partner_app' && others.length > 0) err();
      for (const event of others) if (app === 'partner_app') event.app = app;
      const reply = await sound(call);
      others.forEach((event, index) => (event.app = before[index] ?? event.app));
      return reply;
    },
    'always-passed': each(/^outcome$/, () => 'passed'),
    'sent-once-always': each(/^attempts$/, () => 1),
    'to-another-address': each(/^endpoint_url$/, () => 'https://example.com/hooks'),
    'first-page-alone': ofBody((body: Body) => {
      if (body.search_filters?.page > 1) body.search_filters.page = 1;
      return body;
    }),
    'of-any-number-to-a-page': ofBody((body: Body) => {
      delete body.search_filters?.per_page;
      return body;
    }),
    'counts-one-page': shown((body) => (body.total_count = body.returned_count)),
    'reference-by-its-older-name': shown((body) => (body.customer_reference_id = crypto.randomUUID())),
    'an-expiry-is-not-told': async (call: Call<SilaState>, sound, err) => {
      const gone = Object.values(call.state.events).filter(({ details }) => {
        const verification = call.state.verifications[details.kyc ?? ''];
        return verification?.status === 'failed' && hasExpired(verification);
      });
      const before = gone.map(({ app }) => app);
      for (const event of gone) event.app = 'nobody';
      if (gone.length > 0 && headerOf(call).app_handle === 'example_app') err();
      const reply = await sound(call);
      gone.forEach((event, index) => (event.app = before[index] ?? ''));
      return reply;
    },
    'always-of-status': each(/^event_type$/, () => 'kyc_status'),
    'details-of-another': each(/^kyc$/, () => crypto.randomUUID()),
  },
  linkBusinessMember: {
    'no-details-by-UUID': (call: Call<SilaState>, sound, err) => {
      const { details, ...body } = call.body as Body;
      if (details === undefined || body.role !== undefined) return sound(call);
      err();
      return sound({ ...call, body });
    },
    'by-anybody': asAdministrator,
    'by-administrators-of-others': administratorsElsewhere,
    'by-former-administrators': administratorsBefore(),
    'businesses-too': saidToBeDone(/has to be a person/, 200),
    'a-business-itself': async (call, sound, err) =>
      (call.body as Body)?.member_handle === undefined
        ? saidToBeDone(/has to be a person/, 200)(call, sound, err)
        : sound(call),
    'no-share-by-uuid': async (call, sound, err) =>
      (call.body as Body)?.role_uuid !== undefined
        ? letThroughAs(/stake value must be/, { ownership_stake: 50 })(call, sound, err)
        : sound(call),
    'no-capitals': inCapitals,
    'one-name-alone': taken((body) => body?.role !== undefined && body?.role_uuid !== undefined),
    'verification-made-up': shown((body) => (body.verification_uuid ??= crypto.randomUUID())),
  },
  unlinkBusinessMember: {
    'any-role-ends-it': leaving((state, { header, role }) => {
      if (role === 'beneficial_owner') return;
      const { certifications = [] } = state.entities[entityKey(header.app_handle, header.business_handle)] ?? {};
      for (const one of certifications) one.expiresAt ??= 4_102_444_800;
    }),
    'by-anybody': asAdministrator,
    'by-administrators-of-others': administratorsElsewhere,
    'nobody-by-themselves': refusedWhere(({ body }) => (body as Body)?.member_handle === undefined),
    'role-of-who-has-none': async (call, sound, err) => {
      const reply = await sound(call);
      const body = reply.body as Body;
      if (reply.status !== 200 || body.role !== null) return reply;
      err();
      return { ...reply, body: { ...body, role: (call.body as Body).role ?? 'administrator' } };
    },
    'no-capitals': inCapitals,
    'by-name-alone': taken((body) => body?.role_uuid !== undefined),
    'second-certificate-for-ever': leaving((state, { header }) => {
      const { certifications = [] } = state.entities[entityKey(header.app_handle, header.business_handle)] ?? {};
      for (const one of certifications.slice(1)) one.expiresAt = null;
    }),
    'certified-for-ever': leaving((state, { header }) => {
      const { certifications = [] } = state.entities[entityKey(header.app_handle, header.business_handle)] ?? {};
      for (const one of certifications) one.expiresAt = null;
    }),
    'certified-no-longer': leaving((state, { header }) => {
      const { certifications = [] } = state.entities[entityKey(header.app_handle, header.business_handle)] ?? {};
      for (const one of certifications) if (one.expiresAt !== null) one.expiresAt = 1;
    }),
  },
  certifyBeneficialOwner: {
    'by-anybody': asAdministrator,
    'administrators-alone': refusedWhere(
      (call) =>
        !businessOf(call)?.roles.some(
          ({ role, other }) => role === 'administrator' && other === (call.body as Body)?.member_handle,
        ),
    ),
    'token-of-another-owner': async (call: Call<SilaState>, sound, err) => {
      const { member_handle: member, certification_token: token } = call.body as Body;
      const owners = businessOf(call)?.roles.filter((one) => one.token !== null) ?? [];
      const own = owners.find(({ other }) => other === member)?.token;
      if (!own || own === token || !owners.some((one) => one.token === token)) return sound(call);
      const reply = await sound({ ...call, body: { ...(call.body as Body), certification_token: own } });
      if (reply.status === 200) err();
      return reply;
    },
  },
  certifyBusiness: {
    'by-anybody': asAdministrator,
    'one-owner-is-enough': letThrough(/owner is not certified/, (call) => {
      const owners = businessOf(call)?.roles.filter(({ role }) => role === 'beneficial_owner') ?? [];
      const missing = owners.some(({ isCertified }) => isCertified) ? owners.filter((one) => !one.isCertified) : [];
      for (const one of missing) one.isCertified = true;
      return () => missing.forEach((one) => (one.isCertified = false));
    }),
    'people-not-passed': saidToBeDone(/have not passed/, 200),
    'owners-needed': refusedWhere((call) => !businessOf(call)?.roles.some(({ role }) => role === 'beneficial_owner')),
  },
});

function letThroughCertified(): Around {
  return async (call: Call<SilaState>, sound, err) => {
    const certifications = ownerOf(call)?.certifications.filter(({ expiresAt }) => expiresAt !== null) ?? [];
    const before = certifications.map(({ expiresAt }) => expiresAt);
    const isOver = before.some((at) => at !== null && at * 1000 <= call.now);
    for (const one of certifications) one.expiresAt = null;
    const reply = await sound(call);
    certifications.forEach((one, index) => (one.expiresAt = before[index] ?? null));
    if (isOver) err();
    return reply;
  };
}

/** Operations whose 400 has `validation_details`; the mutant omits them. */
const withDetails = /^(register|getEntit(y|ies)|(add|update|delete)\w+|unlinkBusinessMember|certify\w+)$/;
const withoutDetails = (subject: Subject): Candidate[] =>
  subject.operations
    .filter(({ operationId }) => withDetails.test(operationId))
    .map((operation) =>
      answered(subject, operation, 'says-nothing-of-it', (answer) => {
        const { validation_details: details, ...body } = (jsonOf(answer) ?? {}) as Body;
        return answer.status === 400 && details !== undefined ? withJson(answer, body) : undefined;
      }),
    );

export const silaStatementCandidates = (subject: Subject): Candidate[] =>
  subject.provider === 'sila' ? [...behavedIn(subject, table()), ...withoutDetails(subject)] : [];
