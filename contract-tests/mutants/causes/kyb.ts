/** Businesses and their members: roles, stakes, certifications, and the relations between them. */
import type { Call } from '../../../src/sandbox/index.js';
import type { Entity, Role, SilaState } from '../../../src/sandbox/sila/state.js';
import type { Around } from '../behaviour/handlers.js';
import type { Subject } from '../subject.js';
import { behaved, type Candidate } from './pick.js';

const entitiesOf = (call: Call<SilaState>) => {
  const header = (call.body as { header?: Record<string, string> } | undefined)?.header ?? {};
  const find = (handle: string | undefined): Entity | undefined =>
    Object.values(call.state.entities).find(
      (one) => one.app === header.app_handle && one.handle === handle?.toLowerCase(),
    );
  return { person: find(header.user_handle), business: find(header.business_handle) };
};

const afterwards =
  (change: (entities: ReturnType<typeof entitiesOf>, call: Call<SilaState>) => void): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    if (reply.status >= 300) return reply;
    const entities = entitiesOf(call);
    const before = JSON.stringify(call.state.entities);
    change(entities, call);
    if (JSON.stringify(call.state.entities) !== before) err();
    return reply;
  };

export const ofBody =
  (change: (body: Record<string, unknown>) => Record<string, unknown>): Around =>
  async (call, sound, err) => {
    const body = call.body as Record<string, unknown>;
    const changed = change(structuredClone(body));
    if (JSON.stringify(changed) === JSON.stringify(body)) return sound(call);
    const reply = await sound({ ...call, body: changed });
    if (reply.status < 300) err();
    return reply.status < 300 ? reply : sound(call);
  };

/** The body of a success shows something else. */
export const shown =
  (change: (body: any, call: Call<any>) => void): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    if (reply.status !== 200 || typeof reply.body !== 'object') return reply;
    const body = structuredClone(reply.body);
    change(body, call);
    if (JSON.stringify(body) !== JSON.stringify(reply.body)) err();
    return { ...reply, body };
  };

const each = (entities: ReturnType<typeof entitiesOf>, change: (role: Role) => void) => {
  for (const one of [entities.person, entities.business]) one?.roles.forEach(change);
};

const table: Readonly<Record<string, Readonly<Record<string, Around>>>> = {
  linkBusinessMember: {
    'forgets-the-person': afterwards(({ person }) => void person?.roles.pop()),
    'forgets-the-business': afterwards(({ business }) => void business?.roles.pop()),
    'replaces-the-other-roles': afterwards(({ business, person }) => {
      for (const one of [business, person]) if (one) one.roles = one.roles.slice(-1);
    }),
    'always-an-administrator': afterwards((entities) => each(entities, (role) => (role.role = 'administrator'))),
    'without-its-stake': afterwards((entities) => each(entities, (role) => (role.stake = null))),
    'half-of-the-stake': afterwards((entities) =>
      each(entities, (role) => (role.stake = role.stake && role.stake / 2)),
    ),
    'without-its-details': afterwards((entities) => each(entities, (role) => (role.details = null))),
    'certified-at-once': afterwards((entities) => each(entities, (role) => (role.isCertified = true))),
    'answers-another-role': shown((body) => {
      if (typeof body.role === 'string')
        body.role = body.role === 'administrator' ? 'beneficial_owner' : 'administrator';
    }),
    'answers-another-stake': shown((body) => {
      if (typeof body.ownership_stake === 'number') body.ownership_stake += 1;
    }),
    'to-every-business': afterwards(({ business, person }, { state }) => {
      const role = person?.roles.at(-1);
      for (const one of Object.values(state.entities))
        if (one !== business && one.type === 'business' && role && person)
          one.roles.push({ ...role, other: person.handle });
    }),
  },
  unlinkBusinessMember: {
    'unlinks-nobody': async (call: Call<SilaState>, sound, err) => {
      const { person, business } = entitiesOf(call);
      const kept = [person?.roles ?? [], business?.roles ?? []].map((roles) => [...roles]);
      const reply = await sound(call);
      if (reply.status < 300) {
        err();
        if (person) person.roles = kept[0] ?? [];
        if (business) business.roles = kept[1] ?? [];
      }
      return reply;
    },
    'unlinks-every-role': afterwards(({ business, person }) => {
      if (business) business.roles = business.roles.filter(({ other }) => other !== person?.handle);
      if (person) person.roles = [];
    }),
    'unlinks-every-member': afterwards(({ business }) => {
      if (business) business.roles = [];
    }),
    'only-of-the-person': async (call: Call<SilaState>, sound, err) => {
      const { business } = entitiesOf(call);
      const kept = [...(business?.roles ?? [])];
      const reply = await sound(call);
      if (reply.status < 300 && business) {
        err();
        business.roles = kept;
      }
      return reply;
    },
    'answers-another-role': shown((body) => {
      if (typeof body.role === 'string')
        body.role = body.role === 'administrator' ? 'beneficial_owner' : 'administrator';
    }),
    'ends-the-verifications': afterwards(({ business }) => {
      if (business) business.verifications = [];
    }),
  },
  certifyBeneficialOwner: {
    'certifies-nobody': afterwards((entities) => each(entities, (role) => (role.isCertified = false))),
    'any-token-will-do': async (call: Call<SilaState>, sound, err) => {
      const reply = await sound(call);
      const body = call.body as { member_handle?: string };
      const { business } = entitiesOf(call);
      const token = business?.roles.find(
        ({ other, token: own }) => other === body.member_handle && own !== null,
      )?.token;
      if (reply.status < 300 || token == null) return reply;
      const again = await sound({ ...call, body: { ...body, certification_token: token } });
      if (again.status < 300) err();
      return again;
    },
    'certifies-the-business-too': afterwards(({ business, person }, { now }) => {
      business?.certifications.push({
        by: person?.handle ?? '',
        at: Math.floor(now / 1000),
        expiresAt: null,
        owners: [],
      });
    }),
  },
  certifyBusiness: {
    'certifies-nothing': afterwards(({ business }) => {
      if (business) business.certifications = [];
    }),
    'certifies-twice': afterwards(({ business }) => {
      const last = business?.certifications.at(-1);
      if (last) business?.certifications.push({ ...last });
    }),
    'by-nobody-else': afterwards(({ business }) => {
      const last = business?.certifications.at(-1);
      if (last) last.by = business?.handle ?? '';
    }),
    'ends-at-once': afterwards(({ business }, { now }) => {
      const last = business?.certifications.at(-1);
      if (last) last.expiresAt = Math.floor(now / 1000) - 1;
    }),
    'every-business': afterwards(({ business, person }, { state, now }) => {
      for (const one of Object.values(state.entities))
        if (one !== business && one.type === 'business')
          one.certifications.push({
            by: person?.handle ?? '',
            at: Math.floor(now / 1000),
            expiresAt: null,
            owners: [],
          });
    }),
  },
  checkKyc: {
    'members-missing': shown((body) => {
      if (Array.isArray(body.members)) body.members = body.members.slice(1);
    }),
    'members-twice': shown((body) => {
      if (Array.isArray(body.members)) body.members = [...body.members, ...body.members];
    }),
    'another-role': shown((body) => {
      for (const one of body.members ?? []) one.role = 'controlling_officer';
    }),
    'history-empty': shown((body) => {
      if (Array.isArray(body.certification_history)) body.certification_history = [];
    }),
    'always-certified': shown((body) => {
      if ('certification_status' in body && body.certification_status !== null) body.certification_status = 'certified';
    }),
  },
  getEntity: {
    'memberships-missing': shown((body) => {
      if (Array.isArray(body.memberships)) body.memberships = [];
      if (Array.isArray(body.members)) body.members = [];
    }),
    'members-of-another-role': shown((body) => {
      for (const one of [...(body.memberships ?? []), ...(body.members ?? [])])
        if ('role' in one) one.role = 'controlling_officer';
    }),
  },
  getBusinessRoles: {
    'one-missing': shown((body) => void body.business_roles?.pop()),
  },
  getBusinessTypes: {
    'nothing-needs-certification': shown((body) => {
      for (const one of body.business_types ?? [])
        if ('requires_certification' in one) one.requires_certification = false;
    }),
  },
  register: {
    'businesses-of-one-type': ofBody((body) => {
      const entity = body.entity as Record<string, unknown> | undefined;
      return entity && 'business_type' in entity
        ? { ...body, entity: { ...entity, business_type: 'corporation' } }
        : body;
    }),
  },
};

export const kybCandidates = (subject: Subject): Candidate[] =>
  subject.provider === 'sila'
    ? Object.entries(table).flatMap(([operationId, ways]) =>
        Object.entries(ways).map(([name, around]) => behaved(subject, operationId, name, around)),
      )
    : [];
