/** What is right for one variant of a request or of a record, and wrong for another: the second, the other kind, the later one. */
import { entityKey, type Entity } from '../../../src/sandbox/sila/state.js';
import type { Around } from '../behaviour/handlers.js';
import type { Subject } from '../subject.js';
import { shown } from './kyb.js';
import { behavedIn, type Candidate, type Ways } from './pick.js';
import { businessOf, ownerOf } from './sila-ways.js';
import { leaving } from './strangers.js';

type Body = any;

const month = 30 * 86_400;

/** The request is changed where it is of the variant. */
const sentAs =
  (change: (body: Body) => Body): Around =>
  async (call, sound, err) => {
    const body = change(call.body);
    if (body === undefined) return sound(call);
    const reply = await sound({ ...call, body });
    if (reply.status < 300) err();
    return reply;
  };

/** For the time of the call, end users without the verifications that the filter leaves out. */
const entityWith =
  (entitiesOf: (call: Body) => (Entity | undefined)[], keep: (verification: Body, call: Body) => boolean): Around =>
  async (call: Body, sound, err) => {
    const hidden = entitiesOf(call).flatMap((entity) => {
      const before = entity?.verifications ?? [];
      const kept = before.filter((id) => keep(call.state.verifications[id], call));
      if (!entity || kept.length === before.length) return [];
      entity.verifications = kept;
      return [{ entity, before, count: kept.length }];
    });
    const reply = await sound(call);
    for (const { entity, before, count } of hidden)
      entity.verifications = [...before, ...entity.verifications.slice(count)];
    if (reply.status < 300 && hidden.length > 0) err();
    return reply;
  };

const withoutCountryCode = sentAs((body) =>
  /^1-?\d{3}-?\d{3}-?\d{4}$/.test(body.phone) ? { ...body, phone: body.phone.replace(/^1-?/, '') } : undefined,
);
const zipOfFive = sentAs((body) =>
  /^\d{5}-\d{4}$/.test(String(body.postal_code)) ? { ...body, postal_code: body.postal_code.slice(0, 5) } : undefined,
);
const notOfClassic = entityWith(
  (call) => [ownerOf(call)],
  ({ system, status }) => system !== 'classic' || status !== 'pending',
);
const inCapitalsOnly: Around = async (call: Body, sound, err) => {
  const details = ownerOf(call)?.details;
  const name = details?.last_name;
  if (!details || !name || name !== name.toUpperCase() || name === name.toLowerCase()) return sound(call);
  details.last_name = 'Nobody';
  const reply = await sound(call);
  details.last_name = name;
  if (reply.status === 200) err();
  return reply;
};

const table = (): Readonly<Record<string, Ways>> => ({
  sila: {
    getWebhooks: {
      'answers-at-the-time-of-the-first': shown(({ webhooks }) => {
        for (const { responses } of webhooks) for (const one of responses) one.created = responses[0].created;
      }),
      'member-under-its-business': async (call: Body, sound, err) => {
        const reply = await sound(call);
        const { verifications } = call.state;
        const body: Body = structuredClone(reply.body);
        for (const event of reply.status === 200 ? body.webhooks : []) {
          const parent = verifications[verifications[event.details.kyc]?.parent];
          if (parent) err();
          if (parent) event.user_handle = parent.handle;
        }
        return { ...reply, body };
      },
    },
    uploadDocuments: {
      'types-of-the-first': leaving(({ documents }, _, { document_id: ids }) => {
        if (Array.isArray(ids)) for (const id of ids) documents[id].mimeType = documents[ids[0]].mimeType;
      }),
    },
    unlinkBusinessMember: {
      'certified-while-owners-are-left': async (call: Body, sound, err) => {
        const last = () => businessOf(call)?.certifications.at(-1);
        const wasOpen = last()?.expiresAt === null;
        const reply = await sound(call);
        const isOwned = businessOf(call)?.roles.some(({ role }: Body) => role === 'beneficial_owner');
        const one = last();
        if (reply.status !== 200 || !wasOpen || !isOwned || !one || one.expiresAt === null) return reply;
        one.expiresAt = null;
        err();
        return reply;
      },
    },
    updateEntity: {
      'names-of-the-industry-swapped': shown(({ entity }) => {
        [entity.naics_category, entity.naics_subcategory] = [entity.naics_subcategory, entity.naics_category];
      }),
    },
    resumeVerification: {
      'not-touched': async (call: Body, sound, err) => {
        const one = call.state.verifications[String(call.body.verification_uuid).toLowerCase()];
        const before = one?.updatedAt;
        const reply = await sound(call);
        const now = call.state.verifications[one?.id];
        if (reply.status !== 200 || !now || now.updatedAt === before) return reply;
        now.updatedAt = before;
        err();
        return reply;
      },
    },
    addPhone: { 'country-code-taken': withoutCountryCode },
    updatePhone: { 'country-code-taken': withoutCountryCode },
    updateAddress: { 'five-digits-of-nine': zipOfFive },
    requestKyc: { 'no-last-name-in-capitals': inCapitalsOnly },
    checkKyc: {
      'denied-alone': shown(({ verification_history: history }) => {
        for (const one of history ?? [])
          if (one.updated_at - one.requested_at >= month && one.tags.includes('Denied KYC')) one.tags = ['Denied KYC'];
      }),
      'by-the-first-administrator': async (call: Body, sound, err) => {
        const reply = await sound(call);
        const first = ownerOf(call)?.roles.find(({ role }: Body) => role === 'administrator')?.other;
        const body: Body = structuredClone(reply.body);
        for (const one of body?.certification_history ?? []) {
          if (first === undefined || one.administrator_user_handle === first) continue;
          one.administrator_user_handle = first;
          err();
        }
        return { ...reply, body };
      },
    },
    kyc: {
      'member-of-an-old-pass-again': entityWith(
        (call) =>
          (ownerOf(call)?.roles ?? []).map(
            ({ other }) => call.state.entities[entityKey(ownerOf(call)?.app ?? '', other)],
          ),
        ({ status, updatedAt }, { now }) => status !== 'passed' || now / 1000 - updatedAt < month,
      ),
    },
    deletePhone: { 'not-while-classic-is-pending': notOfClassic },
    deleteEmail: { 'not-while-classic-is-pending': notOfClassic },
    updateEmail: {
      'not-modified': leaving(({ entities }, { uuid }) => {
        for (const { emails } of Object.values(entities) as Body[])
          for (const one of emails) if (one.uuid === uuid) one.modified = one.added;
      }),
    },
  },
  'alfred-customers': {
    getCustomer: {
      'a-day-earlier-in-summer': shown((body) => {
        if (/^\d{4}-0[4-9]-/.test(body.dateOfBirth ?? ''))
          body.dateOfBirth = new Date(Date.parse(body.dateOfBirth) - 3_600_000).toISOString().slice(0, 10);
      }),
    },
    sendStatusEvent: {
      'dropped-without-metadata': sentAs((body) =>
        'metadata' in body ? undefined : { ...body, referenceId: '00000000-0000-4000-8000-000000000000' },
      ),
    },
    createCustomer: {
      'code-as-text': async (call, sound, err) => {
        const reply = await sound(call);
        const body = reply.body as Body;
        if (reply.status !== 409) return reply;
        err();
        return { ...reply, body: { ...body, errorCode: String(body.errorCode) } };
      },
    },
  },
});

export const variantCandidates = (subject: Subject): Candidate[] => behavedIn(subject, table()[subject.provider]);
