/**
 * Mutants by an author who knew only the documents, and mutants that survived once, by kind, on the operations that
 * have it.
 */
import { defaults } from '../../../src/sandbox/sila/settings.js';
import type { Around } from '../behaviour/handlers.js';
import type { Subject } from '../subject.js';
import { ofBody, shown } from './kyb.js';
import { behavedIn, type Candidate, type Ways } from './pick.js';

type Body = any;

const day = 86_400_000;
const dayBefore = (text: string): string => new Date(Date.parse(text) - day).toISOString().slice(0, 10);

/** Changes every member with one of these names, at any depth. */
export const each = (names: RegExp, change: (value: Body) => unknown): Around => {
  const visit = (value: Body): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (names.test(name) && (typeof member === 'string' || typeof member === 'number')) value[name] = change(member);
      else visit(member);
    }
  };
  return shown(visit);
};

/** Changes the state after a success. */
export const leaving =
  (change: (state: Body, body: Body, reply: Body) => void): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    if (reply.status >= 300) return reply;
    const before = JSON.stringify(call.state);
    change(call.state, call.body, reply.body);
    if (JSON.stringify(call.state) !== before) err();
    return reply;
  };

/** A request for another owner's record is accepted as if it came from the owner. */
const anybodys =
  (find: (state: Body, call: Body) => Body): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    const owned = reply.status >= 400 ? find(call.state, call) : undefined;
    if (!owned) return reply;
    const again = await sound({ ...call, ...owned });
    if (again.status < 300) err();
    return again;
  };

const submissionInPath = (state: Body, { params }: Body): Body => {
  const found = state.submissions[params.submissionId?.toLowerCase()];
  return found && { params: { ...params, customerId: found.customer } };
};

const whole = ofBody;

/** A valid request is refused. */
export const taken =
  (when: (body: Body) => boolean): Around =>
  async (call, sound, err) => {
    const isMeant = when(call.body);
    const reply = await sound(call);
    if (!isMeant || reply.status >= 300) return reply;
    err();
    return { status: 400, body: { success: false, message: 'Bad request.' } };
  };

/** Answers are kept by handle, whichever app asks. */
function withoutApp(): Around {
  const known = new Map<string, { app: string; reply: Body; at: number }>();
  return async (call, sound, err) => {
    const reply = await sound(call);
    const { app_handle: app, user_handle: user } = (call.body as Body)?.header ?? {};
    const before = known.get(user);
    if (reply.status !== 200) return reply;
    if (!before || before.app === app || call.now - before.at > 60_000) {
      known.set(user, { app, reply, at: call.now });
      return reply;
    }
    if (JSON.stringify(before.reply.body) !== JSON.stringify(reply.body)) err();
    return before.reply;
  };
}

const table: Readonly<Record<string, Ways>> = {
  alfred: {
    myInfo: {
      'listed-chains-alone': taken(
        ({ chain }) => chain !== undefined && !['stellar', 'ethereum', 'polygon', 'bitcoin LN'].includes(chain),
      ),
    },
    loginSofKyc: {
      'no-leap-day': taken((body) => /-02-29$/.test(body?.birthday ?? '')),
      'zero-is-empty': taken((body) => body?.zipcode === 0),
      'signed-up-each-time': (call, sound, err) => {
        const email = String((call.body as Body).email).toLowerCase();
        if (call.state.numbers[email] !== undefined) err();
        delete call.state.numbers[email];
        return sound(call);
      },
    },
    uploadDocument: {
      'of-who-signed-in-last': async (call, sound, err) => {
        const users = Object.values<Body>((call.state as Body).users);
        const before = structuredClone(users.map(({ documents }) => documents));
        const reply = await sound(call);
        const index = users.findIndex(({ documents }, at) => documents.length > before[at].length);
        if (index < 0 || index === users.length - 1) return reply;
        err();
        users.at(-1).documents.push(users[index].documents.pop());
        return reply;
      },
    },
  },
  'alfred-customers': {
    createCustomer: {
      'number-of-another': async (call, sound, err) => {
        const reply = await sound(call);
        if ((reply.body as Body)?.errorCode !== 111408) return reply;
        err();
        const { phoneNumber: _, ...body } = call.body as Body;
        return sound({ ...call, body });
      },
      'one-in-each-country': async (call, sound, err) => {
        const { email, country = null } = call.body as Body;
        const known = call.state.emails[String(email).toLowerCase()];
        if (known === undefined || call.state.customers[known].country === country) return sound(call);
        delete call.state.emails[String(email).toLowerCase()];
        err();
        return sound(call);
      },
    },
    createKycSubmission: {
      'false-is-lost': shown((body) => {
        for (const [name, value] of Object.entries(body)) if (value === false) delete body[name];
      }),
    },
    sendStatusEvent: {
      'signed-in-milliseconds': (call, sound, err) => {
        const enqueue = ({ headers, ...event }: Body) => {
          if (headers.Signature) err();
          const Signature = headers.Signature?.replace(/(?<=^t=)\d+/, '$&000');
          call.webhooks.enqueue({ ...event, headers: Signature ? { ...headers, Signature } : headers });
        };
        return sound({ ...call, webhooks: { ...call.webhooks, enqueue } });
      },
      'metadata-stays': async (call, sound, err) => {
        const id = String((call.body as Body).referenceId).toLowerCase();
        const before = call.state.submissions[id]?.metadata;
        const reply = await sound(call);
        const submission = call.state.submissions[id];
        if (!before || submission.metadata !== null) return reply;
        submission.metadata = before;
        err();
        return reply;
      },
    },
    getLatestKycSubmission: {
      'the-first': async (call, sound, err) => {
        const reply = await sound(call);
        const ids = call.state.customers[call.params.customerId?.toLowerCase() ?? '']?.submissions ?? [];
        if (reply.status !== 200 || ids[0] === (reply.body as Body).submissionId) return reply;
        err();
        return { ...reply, body: { ...(reply.body as Body), submissionId: ids[0] } };
      },
    },
    getCustomer: {
      'never-updated': shown((body) => (body.updatedAt = body.createdAt)),
      'zeros-lost': each(/^zipCode$/, (value) => String(value).replace(/^0+/, '')),
      'plus-lost': each(/^phoneNumber$/, (value) => String(value).replace('+', '')),
      'a-day-earlier': each(/^dateOfBirth$/, dayBefore),
      'escaped-for-html': each(/Name$|^address$/, (value) => String(value).replaceAll("'", '&#39;')),
    },
    updateKycSubmission: {
      'nationalities-pile-up': async (call, sound, err) => {
        const { submissionId, nationalities } = (call.body as Body).kycUpdateSubmission;
        const find = () => call.state.submissions[submissionId.toLowerCase()]?.fields;
        const former = [...(find()?.nationalities ?? [])];
        const reply = await sound(call);
        if (reply.status !== 200 || !nationalities) return reply;
        if (former.some((one) => !nationalities.includes(one))) err();
        find().nationalities = [...new Set([...former, ...nationalities])];
        return reply;
      },
      'replaces-all': leaving((state, { kycUpdateSubmission: { submissionId, ...fields } }) => {
        state.submissions[submissionId.toLowerCase()].fields = fields;
      }),
      'of-another-customer': anybodys((state, { body }) => {
        const found = state.submissions[body.kycUpdateSubmission?.submissionId?.toLowerCase()];
        return found && { body: { ...body, customerId: found.customer } };
      }),
    },
    getKycStatus: { 'of-another-customer': anybodys(submissionInPath) },
    uploadKycFile: {
      'of-another-customer': anybodys(submissionInPath),
      'type-before-the-file': async (call, sound, err) => {
        const form = call.body as Map<string, unknown>;
        const names = [...form.keys()];
        if (names.indexOf('fileType') < names.indexOf('fileBody')) return sound(call);
        const reply = await sound({ ...call, body: new Map([...form].filter(([name]) => name !== 'fileType')) });
        if (names.includes('fileType') && reply.status >= 400) err();
        return reply;
      },
    },
    getKycLink: {
      'of-another-submission': each(/^submissionId$/, () => crypto.randomUUID()),
      'two-letters-alone': async (call, sound, err) => {
        const reply = await sound(call);
        if (reply.status !== 200 || !/^(?!USA)[A-Z]{3}$/.test(call.params.country ?? '')) return reply;
        err();
        return { status: 400, body: { errorCode: 111302, errorMessage: 'Invalid parameter(s)' } };
      },
    },
    getKycRequirements: {
      'two-letters-for-three': each(/^country$/, (value) => String(value).slice(0, 2)),
      'of-one-country': (call, sound, err) => {
        if (call.query.country !== 'MX' && /^[A-Z]{2,3}$/.test(call.query.country ?? '')) err();
        return sound({ ...call, query: { ...call.query, country: 'MX' } });
      },
    },
    getKybDetails: {
      'front-for-back': shown((body) => {
        for (const { relatedPersons } of body)
          for (const one of relatedPersons) [one.docFront, one.docBack] = [one.docBack, one.docFront];
      }),
      'fractions-lost': each(/^expectedMonthlyVolumeUsd$/, (value) => Math.floor(Number(value))),
      'new-ids-each-time': each(/^idRelatedPerson$/, () => crypto.randomUUID()),
    },
    updateKybSubmission: {
      'keeps-what-is-left-out': async (call, sound, err) => {
        const id = String((call.body as Body).submissionId).toLowerCase();
        const before = { ...call.state.submissions[id]?.fields };
        const reply = await sound(call);
        if (reply.status !== 200) return reply;
        const submission = call.state.submissions[id];
        if (Object.keys(before).some((name) => !(name in submission.fields))) err();
        submission.fields = { ...before, ...submission.fields };
        return reply;
      },
    },
    submitKyc: {
      'of-another-customer': anybodys(submissionInPath),
      'loses-the-questionnaire': leaving((state, { submissionId }) => {
        delete state.submissions[submissionId.toLowerCase()].fields.sourceOfFunds;
      }),
    },
    uploadRelatedPersonFile: {
      'of-the-first-person': async (call, sound, err) => {
        const ids = Object.values<Body>(call.state.submissions).find(({ persons }) =>
          persons.some(({ id }: Body) => id === call.params.idRelatedPerson),
        )?.persons;
        if (ids && ids[0].id !== call.params.idRelatedPerson) err();
        return sound({
          ...call,
          params: { ...call.params, idRelatedPerson: ids?.[0].id ?? call.params.idRelatedPerson ?? '' },
        });
      },
    },
    getKybStatus: { 'updated-just-now': each(/^updatedAt$/, () => new Date().toISOString()) },
  },
  sila: {
    checkHandle: {
      'persons-alone': async (call: Body, sound, err) => {
        const reply = await sound(call);
        const handle = String(call.body?.header?.user_handle).toLowerCase();
        const isBusiness = Object.values<Body>(call.state.entities).some(
          (one) => one.handle === handle && one.type === 'business',
        );
        if (reply.status !== 200 || !isBusiness || (reply.body as Body).success) return reply;
        err();
        return { ...reply, body: { ...(reply.body as Body), success: true, status: 'SUCCESS' } };
      },
      'with-its-case': async (call: Body, sound, err) => {
        const { user_handle: handle = '' } = call.body?.header ?? {};
        const reply = await sound(call);
        if (reply.status !== 200 || handle === handle.toLowerCase() || (reply.body as Body).success) return reply;
        err();
        return { ...reply, body: { ...(reply.body as Body), success: true, status: 'SUCCESS' } };
      },
    },
    register: {
      'a-corporation-by-uuid': leaving((state, { header, entity: sent }) => {
        const entity = Object.values<Body>(state.entities).find(
          ({ handle }) => handle === header.user_handle.toLowerCase(),
        );
        if (sent.business_type_uuid && entity?.details.business_type) entity.details.business_type = 'corporation';
      }),
      'uuid-of-a-person': shown((body) => (body.business_uuid ??= crypto.randomUUID())),
      'key-of-another': async (call, sound, err) => {
        const reply = await sound(call);
        if (reply.status !== 400 || !JSON.stringify(reply.body).includes('in use')) return reply;
        err();
        const { crypto_entry: _, wallet_entry: __, ...body } = call.body as Body;
        return sound({ ...call, body });
      },
      'cut-at-32': whole((body: Body) =>
        body.entity?.first_name?.length > 32
          ? { ...body, entity: { ...body.entity, first_name: body.entity.first_name.slice(0, 32) } }
          : body,
      ),
      'plus-for-a-space': whole((body: Body) =>
        body.contact?.email?.includes('+')
          ? { ...body, contact: { ...body.contact, email: body.contact.email.replace('+', '') } }
          : body,
      ),
      'second-line-lost': whole((body: Body) =>
        body.address?.street_address_2 ? { ...body, address: { ...body.address, street_address_2: '' } } : body,
      ),
    },
    addAddress: {
      'zeros-lost': whole((body: Body) => ({
        ...body,
        postal_code: String(body.postal_code ?? '').replace(/^0+/, ''),
      })),
    },
    getEntity: {
      'a-day-earlier-before-1970': each(/^birthdate$/, (value) =>
        String(value) < '1970' ? dayBefore(String(value)) : value,
      ),
      'always-pretty': (call, sound, err) => {
        if (call.query.pretty_dates === 'false') err();
        return sound({ ...call, query: { ...call.query, pretty_dates: 'true' } });
      },
    },
    getEntities: {
      'nobody-for-the-partner': async (call: Body, sound, err) => {
        const reply = await sound(call);
        if (reply.status !== 200 || call.body.header.app_handle !== 'partner_app') return reply;
        err();
        const pagination = { ...(reply.body as Body).pagination, returned_count: 0, total_count: 0 };
        return {
          ...reply,
          body: { ...(reply.body as Body), entities: { individuals: [], businesses: [] }, pagination },
        };
      },
      'created-today': each(/^created$/, (value) => Number(value) - 86_400),
      'counts-everybody': async (call, sound, err) => {
        const reply = await sound(call);
        const { pagination } = (reply.body ?? {}) as Body;
        if (!pagination || !(call.body as Body).entity_type) return reply;
        const all = Object.keys(call.state.entities).length;
        if (pagination.total_count !== all) err();
        return { ...reply, body: { ...(reply.body as Body), pagination: { ...pagination, total_count: all } } };
      },
    },
    getWebhooks: {
      'all-that-begin-so': async (call, sound, err) => {
        const reply = await sound(call);
        const handle = (call.body as Body).search_filters?.user_handle;
        const [event] = (reply.body as Body).webhooks ?? [];
        const another = Object.values<Body>(call.state.events).find(
          (one) => one.handle !== handle && one.handle.startsWith(handle?.toLowerCase()),
        );
        if (handle === undefined || !event || !another) return reply;
        err();
        return { ...reply, body: { ...(reply.body as Body), webhooks: [{ ...event, user_handle: another.handle }] } };
      },
      'without-its-first-second': whole((body: Body) =>
        body.search_filters?.start_epoch === undefined
          ? body
          : { ...body, search_filters: { ...body.search_filters, start_epoch: body.search_filters.start_epoch + 1 } },
      ),
    },
    getDocument: {
      'without-its-last-line-end': async (call, sound, err) => {
        const reply = await sound(call);
        if (reply.status !== 200 || !(reply.body instanceof Uint8Array) || reply.body.at(-1) !== 10) return reply;
        err();
        const { 'content-length': _, ...headers } = reply.headers ?? {};
        return { ...reply, headers, body: reply.body.slice(0, -1) };
      },
      'named-by-its-id': async (call, sound, err) => {
        const reply = await sound(call);
        if (reply.status !== 200) return reply;
        err();
        const name = `attachment; filename=${(call.body as Body).document_id}`;
        return { ...reply, headers: { ...reply.headers, 'content-disposition': name } };
      },
    },
    unlinkBusinessMember: {
      'the-only-officer': async (call, sound, err) => {
        const reply = await sound(call);
        if (reply.status !== 400 || !/only controlling officer/.test(String((reply.body as Body).message)))
          return reply;
        err();
        return { status: 200, body: { success: true, status: 'SUCCESS', message: 'Unlinked.' } };
      },
    },
    authToken: {
      'secret-of-32-characters': async (call, sound, err) => {
        const reply = await sound(call);
        const [, sent] = /^basic +(\S+)$/i.exec(call.headers.authorization ?? '') ?? [];
        const [id, secret = ''] = Buffer.from(sent ?? '', 'base64')
          .toString()
          .split(':');
        const right = defaults.apps.find(({ clientId }) => clientId === id)?.clientSecret;
        if (reply.status !== 401 || !right || secret.length < 32 || !right.startsWith(secret.slice(0, 32)))
          return reply;
        err();
        const authorization = `Basic ${Buffer.from(`${id}:${right}`).toString('base64')}`;
        return sound({ ...call, headers: { ...call.headers, authorization } });
      },
    },
    getVerifications: { 'without-the-app': withoutApp() },
    getVerification: {
      'never-updated': shown((body) => (body.updated_at = body.requested_at)),
      'parent-lost': shown((body) => (body.parent_verification = null)),
    },
    listDocuments: {
      'handle-as-it-was-sent': async (call, sound, err) => {
        const { user_handle: handle = '' } = (call.body as Body)?.header ?? {};
        const reply = await sound(call);
        if (reply.status !== 200 || handle === handle.toLowerCase()) return reply;
        err();
        const body = structuredClone(reply.body) as Body;
        for (const one of body.documents) one.user_handle = handle;
        return { ...reply, body };
      },
      'names-in-latin1': each(/^(file)?name$/, (value) => Buffer.from(String(value)).toString('latin1')),
    },
    uploadDocuments: {
      'one-file-of-a-name': leaving((state, _, { document_id }) => {
        for (const id of [document_id].flat()) {
          const { handle, filename } = state.documents[id];
          for (const other of Object.values<Body>(state.documents))
            if (other.handle === handle && other.filename === filename) state.files[other.id] = state.files[id];
        }
      }),
      'eight-megabytes': async (call, sound, err) => {
        const reply = await sound(call);
        if (call.rawBody.length <= 8_000_000 || reply.status >= 300) return reply;
        err();
        return { status: 400, body: { success: false, message: 'Too large.' } };
      },
      'one-mebibyte': async (call, sound, err) => {
        const reply = await sound(call);
        if (call.rawBody.length <= 1_048_576 || reply.status >= 300) return reply;
        err();
        return { status: 400, body: { success: false, message: 'Too large.' } };
      },
      'twice-the-first': leaving((state, _, { document_id: ids }) => {
        if (Array.isArray(ids)) state.files[ids[1]] = state.files[ids[0]].slice();
      }),
    },
    requestKyc: {
      'one-level': leaving((state, _, { verification_uuid: id }) => {
        state.verifications[id].level = 'KYC-STANDARD';
      }),
    },
    updateIdentity: {
      'whole-of-a-business': async (call, sound, err) => {
        const reply = await sound(call);
        const { identity_alias, identity_value } = (call.body ?? {}) as Body;
        if (reply.status !== 200 || identity_alias !== 'EIN') return reply;
        err();
        const body = structuredClone(reply.body) as Body;
        body.identity.identity = identity_value;
        return { ...reply, body };
      },
    },
    addIdentity: {
      'a-second-one': async (call, sound, err) => {
        const reply = await sound(call);
        if (reply.status !== 400 || !JSON.stringify(reply.body).includes('exists for user')) return reply;
        err();
        const { identity_alias: identity_type, identity_value } = call.body as Body;
        const entry = { uuid: crypto.randomUUID(), added_epoch: call.now / 1000, modified_epoch: call.now / 1000 };
        const identity = { ...entry, identity_type, identity: `*${identity_value.slice(-4)}` };
        return { status: 200, body: { success: true, status: 'SUCCESS', message: '', reference: '', identity } };
      },
    },
    updatePhone: {
      'reference-cut': shown((body) => (body.reference = body.reference.slice(0, 36))),
      'reference-in-latin1': each(/^reference$/, (value) => Buffer.from(String(value)).toString('latin1')),
    },
    checkKyc: {
      'level-ignored': whole(({ kyc_level: _, ...body }: Body) => body),
      'the-last-alone': shown((body) => (body.verification_history = body.verification_history.slice(-1))),
    },
    getBusinessRoles: {
      'ids-mixed-up': shown(({ business_roles: [one, other] }) => {
        [one.uuid, other.uuid] = [other.uuid, one.uuid];
      }),
    },
    getBusinessTypes: { 'new-ids-each-time': each(/^uuid$/, () => crypto.randomUUID()) },
    checkPartnerKyc: {
      'any-app': whole((body: Body) => ({ ...body, query_app_handle: 'partner_app' })),
    },
    updateEntity: {
      'capitals-anew': leaving((state, { header, last_name: name }) => {
        const entity = Object.values<Body>(state.entities).find(({ handle }) => handle === header.user_handle);
        if (name)
          entity.details.last_name = name.toLowerCase().replaceAll(/(^|\s)\p{L}/gu, (one: string) => one.toUpperCase());
      }),
      'no-letter-of-four-bytes': taken((body) => /[\u{10000}-\u{10ffff}]/u.test(body?.first_name ?? '')),
      'no-code-as-text': taken((body) => typeof body?.naics_code === 'string'),
    },
    kyc: {
      'no-older-handle': taken((body) => body?.header?.auth_handle !== undefined),
      // What has an address once has one for ever.
      'deleted-addresses-count': async (call, sound, err) => {
        const { header } = call.body as Body;
        const entity = Object.values<Body>(call.state.entities).find(({ handle }) => handle === header.user_handle);
        if (!entity || entity.addresses.length > 0) return sound(call);
        entity.addresses.push({ uuid: crypto.randomUUID(), city: 'Gone' });
        const reply = await sound(call);
        entity.addresses.pop();
        if (reply.status < 300 && entity.phones.length > 0) err();
        return reply;
      },
    },
    deletePhone: { 'no-letter-in-the-version': taken((body) => /v/i.test(body?.header?.version ?? '')) },
    updateEmail: {
      'no-capitals-in-ids': taken((body) => /[A-F]/.test(body?.uuid ?? '')),
      'not-modified': shown(({ email }) => (email.modified_epoch = email.added_epoch)),
    },
    deleteAddress: {
      'all-of-one-street': async (call, sound, err) => {
        const { uuid } = call.body as Body;
        const entity = Object.values<Body>(call.state.entities).find(({ addresses }) =>
          addresses.some((one: Body) => one.uuid === uuid),
        );
        const street = entity?.addresses.find((one: Body) => one.uuid === uuid).street_address_1;
        const reply = await sound(call);
        if (reply.status !== 200 || !entity?.addresses.some((one: Body) => one.street_address_1 === street))
          return reply;
        err();
        entity.addresses = entity.addresses.filter((one: Body) => one.street_address_1 !== street);
        return reply;
      },
      'the-first': (call, sound, err) => {
        const { uuid } = call.body as Body;
        const lists = Object.values<Body>(call.state.entities).map(({ addresses }) => addresses);
        const [first] = lists.find((list) => list.some((one: Body) => one.uuid === uuid)) ?? [];
        if (first && first.uuid !== uuid) err();
        return sound({ ...call, body: { ...(call.body as Body), uuid: first?.uuid ?? uuid } });
      },
    },
    certifyBusiness: {
      // The name of the scheme is ignored.
      'basic-for-a-token': async (call: Body, sound, err) => {
        const { authorization = '' } = call.headers;
        const [token] = Object.values<Body>(call.state.tokens);
        if (!/^basic ./i.test(authorization) || !token) return sound(call);
        const reply = await sound({ ...call, headers: { ...call.headers, authorization: `Bearer ${token.token}` } });
        if (reply.status === 200) err();
        return reply;
      },
    },
  },
};

export const strangerCandidates = (subject: Subject): Candidate[] => behavedIn(subject, table[subject.provider]);
