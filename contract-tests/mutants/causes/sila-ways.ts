/** Defects of implementations of Sila's document that several statements share. */
import type { Call } from '../../../src/sandbox/index.js';
import { entityKey, type Entity, type SilaState, type Verification } from '../../../src/sandbox/sila/state.js';
import type { Around } from '../behaviour/handlers.js';
import { shown } from './kyb.js';
import type { Ways } from './pick.js';
import { taken } from './strangers.js';

export type Body = any;

export const headerOf = ({ body }: Call<SilaState>): Record<string, string> => {
  const data = body instanceof Map ? JSON.parse(body.get('data')?.text ?? '{}') : body;
  return (data as Body)?.header ?? {};
};
export const ownerOf = (call: Call<SilaState>): Entity | undefined => {
  const { app_handle: app = '', user_handle: user = '' } = headerOf(call);
  return call.state.entities[entityKey(app, user)];
};
export const businessOf = (call: Call<SilaState>): Entity | undefined => {
  const { app_handle: app = '', business_handle: business = '' } = headerOf(call);
  return call.state.entities[entityKey(app, business)];
};
export const verificationsOf = (call: Call<SilaState>): Verification[] =>
  (ownerOf(call)?.verifications ?? []).flatMap((id) => call.state.verifications[id] ?? []);

export const refusal = { status: 400, body: { success: false, message: 'Bad request.', status: 'FAILURE' } };

/**
 * A request that is refused with this message is repeated with a state that allows it; the state is restored
 * afterwards.
 */
export const letThrough =
  (words: RegExp, change: (call: Call<SilaState>) => () => void): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    if (reply.status < 400 || !words.test(JSON.stringify(reply.body))) return reply;
    const putBack = change(call);
    const again = await sound(call);
    putBack();
    if (again.status < 300) err();
    return again.status < 300 ? again : reply;
  };

/** A request that is refused with this message is answered with a success. */
export const saidToBeDone =
  (words: RegExp, status: number, more: (call: Call<SilaState>) => object = () => ({})): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    if (reply.status < 400 || !words.test(JSON.stringify(reply.body))) return reply;
    err();
    const body = { success: true, status: 'SUCCESS', message: 'Done.', reference: crypto.randomUUID(), ...more(call) };
    return { status, body };
  };

/** A request that is refused with this message is repeated with other values. */
export const letThroughAs =
  (words: RegExp, values: object): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    if (reply.status < 400 || !words.test(JSON.stringify(reply.body))) return reply;
    err();
    return sound({ ...call, body: { ...(call.body as object), ...values } });
  };

/** A valid request is refused. */
export const refusedWhere =
  (when: (call: Call<SilaState>) => boolean): Around =>
  (call, sound, err) => {
    if (!when(call)) return sound(call);
    err();
    return refusal;
  };

/** A member of some verifications has another value. */
export const setting =
  <K extends 'status' | 'updatedAt'>(
    things: (call: Call<SilaState>) => Verification[],
    name: K,
    value: Verification[K],
  ) =>
  (call: Call<SilaState>) => {
    const found = things(call);
    const before = found.map((one) => one[name]);
    for (const one of found) one[name] = value;
    return () => found.forEach((one, index) => (one[name] = before[index] as Verification[K]));
  };

export const passes = (call: Call<SilaState>) => verificationsOf(call).filter(({ status }) => status === 'passed');
export const afterPass = letThrough(/after a passed/, setting(passes, 'status', 'failed'));
export const hasPassed = (call: Call<SilaState>) => passes(call).length > 0;
export const hasClassic = (body: Body): boolean => body.verification_history.length > 0;

export const asAdministrator = letThrough(/is not an administrator/, (call) => {
  const [person, business] = [ownerOf(call), businessOf(call)];
  if (!person || !business) return () => {};
  const role = { role: 'administrator', details: null, stake: null, token: null, isCertified: false };
  business.roles.push({ ...role, other: person.handle });
  return () => {
    const index = business.roles.findIndex((one) => one.other === person.handle && one.role === role.role);
    if (index >= 0) business.roles.splice(index, 1);
  };
});

/** A signature with the key of a business as end user is refused. */
export const signedByBusiness = refusedWhere(
  (call) => ownerOf(call)?.type === 'business' && call.headers.usersignature !== undefined,
);

/** A signature is verified, but not its owner. */
export const anybodysKey = letThrough(/is not registered to/, (call) => {
  const owner = ownerOf(call);
  const all = Object.keys(call.state.keys);
  const before = owner?.keys ?? [];
  if (owner) owner.keys = [...before, ...all];
  return () => void (owner && (owner.keys = before));
});

/** End users are identified without the app's handle. */
export const byHandleAlone: Around = async (call: Call<SilaState>, sound, err) => {
  const { app_handle: app = '', user_handle: user = '' } = headerOf(call);
  const [own, other] = [entityKey(app, user), entityKey('example_app', user)];
  const [before, theirs] = [call.state.entities[own], call.state.entities[other]];
  if (app === 'example_app' || !before || !theirs) return sound(call);
  err();
  call.state.entities[own] = theirs;
  const reply = await sound(call);
  call.state.entities[own] = before;
  return reply;
};

export const query =
  (change: (all: Readonly<Record<string, string>>) => Readonly<Record<string, string>>): Around =>
  (call, sound, err) => {
    const changed = change(call.query);
    if (JSON.stringify(changed) !== JSON.stringify(call.query)) err();
    return sound({ ...call, query: changed });
  };

/** The response shows only those members of the entry that the request has. */
export const withoutWhatWasLeftOut: Around = async (call, sound, err) => {
  const reply = await sound(call);
  if (reply.status !== 200 || (call.body as Body).street_address_1 !== undefined) return reply;
  err();
  const body = structuredClone(reply.body) as Body;
  body.address.street_address_1 = '';
  return { ...reply, body };
};

export const inCapitals = taken((body) => /[A-Z]/.test(body?.role_uuid ?? ''));
export const ofKind =
  (kind: string) =>
  (call: Call<SilaState>): boolean =>
    ownerOf(call)?.details.business_type === kind;

export const hasExpired = ({ reasons }: Verification) => reasons.some((one) => one.startsWith('Expired'));

/** End users whose data were once incomplete stay so. */
export const onceMissing = (): Around => {
  const known = new Set<string>();
  return async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    const handle = ownerOf(call)?.handle ?? '';
    if (JSON.stringify(reply.body).includes('Missing required')) known.add(handle);
    if (reply.status !== 202 || !known.has(handle)) return reply;
    err();
    return { status: 400, body: { success: false, message: 'Missing required verification data: [identity]' } };
  };
};

/** A handle that was once free is always reported as free. */
export const freeForEver = (): Around => {
  const free = new Set<string>();
  return async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    const body = reply.body as Body;
    const handle = (headerOf(call).user_handle ?? '').toLowerCase();
    if (reply.status === 200 && body.success) free.add(handle);
    if (reply.status !== 200 || body.success || !free.has(handle)) return reply;
    err();
    return { ...reply, body: { ...body, success: true, status: 'SUCCESS' } };
  };
};

/** A second number of this kind is accepted. */
export const secondOfKind =
  (kind: string): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const there = ownerOf(call)?.identities.filter(({ type }) => type === kind) ?? [];
    if ((call.body as Body)?.identity_alias !== kind || there.length === 0) return sound(call);
    for (const one of there) Object.assign(one, { type: 'earlier' });
    const reply = await sound(call);
    for (const one of there) Object.assign(one, { type: kind });
    if (reply.status === 200) err();
    return reply;
  };

export const expiresAfter = (seconds: number): Around =>
  shown(({ access_token: token }) => {
    token.expiration += seconds - 28_800;
    token.expiration_dt = new Date(token.expiration * 1000).toISOString();
  });

/** A token is renewed when this much of its lifetime is left. */
export const renewedWith =
  (seconds: number): Around =>
  (call: Call<SilaState>, sound, err) => {
    const { app_handle: app = '' } = headerOf(call);
    const left = (call.state.tokens[app]?.expiration ?? 0) - Math.floor(call.now / 1000);
    if (left <= 1800 || left > seconds) return sound(call);
    delete call.state.tokens[app];
    err();
    return sound(call);
  };

/** These verifications have the age of their request. */
export const sinceRequest = (words: RegExp, status: string): Around =>
  letThrough(words, (call) => {
    const found = verificationsOf(call).filter((one) => one.status === status);
    const before = found.map(({ updatedAt }) => updatedAt);
    for (const one of found) one.updatedAt = one.requestedAt;
    return () => found.forEach((one, index) => (one.updatedAt = before[index] ?? 0));
  });

/** Only persons are refused. */
export const forBusinesses = (words: RegExp, status: string): Around => {
  const around = letThrough(words, setting(verificationsOf, 'updatedAt', 0));
  return async (call, sound, err) =>
    ownerOf(call)?.type === 'business' && verificationsOf(call).some((one) => one.status === status)
      ? around(call, sound, err)
      : sound(call);
};

/** Missing data of this kind are accepted. */
export const without = (name: 'phones' | 'emails' | 'addresses' | 'identities'): Around =>
  letThrough(/Missing required/, (call) => {
    const owner = ownerOf(call);
    if (!owner || owner[name].length > 0) return () => {};
    const donors = Object.values(call.state.entities).filter((one) => one.type === owner.type);
    const lent = donors.find((one) => one[name].length > 0)?.[name] ?? [];
    Object.assign(owner, { [name]: [...lent] });
    return () => Object.assign(owner, { [name]: [] });
  });

/** A verification with this status does not expire. */
export const neverEndsFrom = (status: string): Around => {
  const seen = new Set<string>();
  return async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    const body = reply.body as Body;
    if (body?.verification_status === status) seen.add(body.verification_id);
    if (body?.verification_status !== 'failed' || !seen.has(body.verification_id)) return reply;
    err();
    return { ...reply, body: { ...body, verification_status: status } };
  };
};

export const month = 30 * 86_400;

/** The first verification that is not pending decides, instead of the newest. */
export const theFirst = (body: Body): void => {
  const first = body.verification_history?.find((one: Body) => one.verification_status !== 'pending');
  if (!first || body.certification_status !== undefined) return;
  const { verification_status } = first;
  const isPassed = verification_status === 'passed';
  Object.assign(body, { verification_status, success: isPassed, status: isPassed ? 'SUCCESS' : 'FAILURE' });
};

export const passedNow = (body: Body): unknown =>
  Object.assign(body, { success: true, status: 'SUCCESS', verification_status: 'passed' });

/** Pending verifications get another outcome. */
export const decidedOtherwise =
  (when: (owner: Entity) => boolean, status: string): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    const owner = ownerOf(call);
    if (reply.status >= 300 || !owner || !when(owner)) return reply;
    for (const one of verificationsOf(call)) {
      if (one.status !== 'pending' || !one.outcome) continue;
      one.outcome = { status, reasons: [], tags: [], action: null };
      err();
    }
    return reply;
  };
export const calledLike =
  (pattern: RegExp) =>
  ({ details }: Entity): boolean =>
    pattern.test([details.first_name, details.last_name, details.entity_name].join(' '));

/** The part `data` of an upload is changed. */
export const ofData =
  (change: (data: Body) => void): Around =>
  async (call, sound, err) => {
    const part = call.body instanceof Map ? (call.body.get('data') as Body) : undefined;
    if (!part?.json) return sound(call);
    const json = structuredClone(part.json);
    change(json);
    if (JSON.stringify(json) === JSON.stringify(part.json)) return sound(call);
    const body = new Map([...(call.body as Map<string, unknown>), ['data', { ...part, json }]]);
    const reply = await sound({ ...call, body });
    if (reply.status < 300) err();
    return reply;
  };

/** The check is applied to only one kind of end user. */
export const onlyOf =
  (type: Entity['type'], around: Around): Around =>
  (call: Call<SilaState>, sound, err) =>
    ownerOf(call)?.type === type ? around(call, sound, err) : sound(call);
export const noBusiness = refusedWhere((call) => ownerOf(call)?.type === 'business');

const longAgo = (call: Call<SilaState>) =>
  passes(call).filter(({ updatedAt }) => updatedAt * 1000 <= call.now - 30 * 86_400_000);
export const aMonthAfterAPass: Around = (call: Call<SilaState>, sound, err) =>
  longAgo(call).length > 0 ? afterPass(call, sound, err) : sound(call);
const pendingOnes = (call: Call<SilaState>) => verificationsOf(call).filter(({ status }) => status === 'pending');
export const ofPendingBusiness = onlyOf('business', letThrough(/is pending/, setting(pendingOnes, 'status', 'failed')));
const whileAMember = (status: string): Around =>
  letThrough(
    /of a member/,
    setting((call) => verificationsOf(call).filter((one) => one.status === status), 'status', 'failed'),
  );
export const whileMembers: Ways[string] = {
  'while-a-member-is-pending': whileAMember('member_pending'),
  'while-a-member-is-in-review': whileAMember('member_review'),
  'while-a-member-has-failed': whileAMember('member_failed'),
};
export const notWhileItWaits = refusedWhere((call) =>
  verificationsOf(call).some(({ status }) => status === 'documents_required'),
);

/** A number of this kind is shown in full everywhere. */
export const wholeOfKind =
  (kind: string): Around =>
  async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    if (reply.status !== 200) return reply;
    const body = structuredClone(reply.body) as Body;
    for (const one of [body.identities ?? [], body.identity ?? []].flat()) {
      if (one.identity_type !== kind) continue;
      const known = ownerOf(call)?.identities.find(({ uuid }) => uuid === one.uuid);
      if (known) err();
      one.identity = known?.value ?? one.identity;
    }
    return { ...reply, body };
  };

/** The end users of this kind are listed for all apps. */
export const ofEveryApp =
  (kind: Entity['type']): Around =>
  async (call: Call<SilaState>, sound, err) => {
    if ((call.body as Body)?.entity_type !== kind) return sound(call);
    const { app_handle: app = '' } = headerOf(call);
    const others = Object.values(call.state.entities).filter((one) => one.type === kind && one.app !== app);
    const before = others.map((one) => one.app);
    for (const one of others) one.app = app;
    if (others.length > 0) err();
    const reply = await sound(call);
    others.forEach((one, index) => (one.app = before[index] ?? one.app));
    return reply;
  };

/** Names of members and businesses stay as first seen. */
export const namesOfOnce = (): Around => {
  const known = new Map<string, Body>();
  return shown((body) => {
    for (const one of [...(body.members ?? []), ...(body.memberships ?? [])]) {
      const key = `${body.user_handle} ${one.user_handle ?? one.business_handle} ${one.role}`;
      const { first_name, last_name, entity_name } = one;
      const first = known.get(key) ?? { first_name, last_name, entity_name };
      known.set(key, first);
      Object.assign(one, JSON.parse(JSON.stringify(first)));
    }
  });
};

/** A former administrator of this business still counts as one. */
export const administratorsBefore = (): Around => {
  const known = new Set<string>();
  return async (call: Call<SilaState>, sound, err) => {
    const business = businessOf(call);
    const isKnown = known.has(`${ownerOf(call)?.handle} ${business?.handle}`);
    const reply = await (isKnown ? asAdministrator(call, sound, err) : sound(call));
    for (const { role, other } of business?.roles ?? [])
      if (role === 'administrator') known.add(`${other} ${business?.handle}`);
    return reply;
  };
};
/** An administrator of any business counts as one of this business. */
export const administratorsElsewhere: Around = (call: Call<SilaState>, sound, err) =>
  ownerOf(call)?.roles.some(({ role }) => role === 'administrator') ? asAdministrator(call, sound, err) : sound(call);

export const onceAsked = (): Around => {
  const asked = new Set<string>();
  return async (call: Call<SilaState>, sound, err) => {
    const reply = await sound(call);
    const handle = (headerOf(call).user_handle ?? '').toLowerCase();
    const body = reply.body as Body;
    if (reply.status !== 200 || !body.success) return reply;
    if (!asked.has(handle)) return asked.add(handle) && reply;
    err();
    return { ...reply, body: { ...body, success: false, status: 'FAILURE' } };
  };
};
