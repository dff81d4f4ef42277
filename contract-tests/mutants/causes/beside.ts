/** Side effects: a request, successful, refused or only reading, changes unrelated state. */
import type { Call, Reply } from '../../../src/sandbox/index.js';
import type { CustomersState } from '../../../src/sandbox/alfred-customers/state.js';
import type { AlfredState } from '../../../src/sandbox/alfred/state.js';
import type { Operation } from '../../../src/openapi/document.js';
import type { Entity, SilaState } from '../../../src/sandbox/sila/state.js';
import type { Around } from '../behaviour/handlers.js';
import type { Subject } from '../subject.js';
import { behaved, type Candidate } from './pick.js';
import { leavesOf, type Recorded } from './recorded.js';
import { headerOf, ownEntity } from './whose.js';

/** Returns whether there was something to change. */
type Effect = (call: Call<any>) => boolean;

type When = 'done' | 'refused';

const after =
  (when: When, effect: Effect): Around =>
  async (call, sound, err) => {
    const reply: Reply = await sound(call);
    if (reply.status < 300 === (when === 'done') && effect(call)) err();
    return reply;
  };

const own =
  (effect: (entity: Entity, call: Call<SilaState>) => boolean): Effect =>
  (call: Call<SilaState>) => {
    const entity = ownEntity(call);
    return entity !== undefined && effect(entity, call);
  };

/** Applies the effect to the first other end user of the same app that it fits. */
const other =
  (effect: (entity: Entity, call: Call<SilaState>) => boolean): Effect =>
  (call: Call<SilaState>) => {
    const entity = ownEntity(call);
    const { app_handle: app } = headerOf(call);
    return Object.values(call.state.entities).some((one) => one !== entity && one.app === app && effect(one, call));
  };

const entries = ['addresses', 'emails', 'phones', 'identities'] as const;
type Entries = (typeof entries)[number];

const drops = (list: Entries) => (entity: Entity) => entity[list].length > 0 && (entity[list].pop(), true);
const adds =
  (list: Entries) =>
  (entity: Entity, { ids }: Call<SilaState>) => {
    const [first] = entity[list];
    if (first) entity[list].push({ ...first, uuid: ids.uuid() } as never);
    return first !== undefined;
  };
const sets = (list: Entries, member: string, value: string) => (entity: Entity) => {
  const first = entity[list][0] as unknown as Record<string, unknown> | undefined;
  const differs = first !== undefined && first[member] !== value;
  if (differs) first[member] = value;
  return differs;
};
const renames = (entity: Entity) => {
  const differs = entity.details.entity_name !== 'Touched Example';
  entity.details.entity_name = 'Touched Example';
  return differs;
};
const ages = (entity: Entity) => ((entity.created -= 86_400), true);
const forgetsDocuments = (entity: Entity) => entity.documents.length > 0 && (entity.documents.shift(), true);
const forgetsVerifications = (entity: Entity) =>
  entity.verifications.length > 0 && (entity.verifications.shift(), true);
const forgetsRoles = (entity: Entity) => entity.roles.length > 0 && (entity.roles.pop(), true);
const fails = (entity: Entity, { state }: Call<SilaState>) => {
  const verification = entity.verifications
    .map((id) => state.verifications[id])
    .find((one) => one?.status !== 'failed');
  if (verification) verification.status = 'failed';
  return verification !== undefined;
};
const renamesDocument = (entity: Entity, { state }: Call<SilaState>) => {
  const document = state.documents[entity.documents[0] ?? ''];
  const differs = document !== undefined && document.name !== 'Touched';
  if (differs) document.name = 'Touched';
  return differs;
};

const effects: Readonly<Record<string, Effect>> = {
  ...Object.fromEntries(
    entries.flatMap((list): [string, Effect][] => [
      [`drops-of-own-${list}`, own(drops(list))],
      [`drops-of-other-${list}`, other(drops(list))],
      [`adds-to-own-${list}`, own(adds(list))],
      [`adds-to-other-${list}`, other(adds(list))],
    ]),
  ),
  'own-city': own(sets('addresses', 'city', 'Touched')),
  'other-city': other(sets('addresses', 'city', 'Touched')),
  'own-nickname': own(sets('addresses', 'address_alias', 'touched')),
  'own-email': own(sets('emails', 'email', 'touched@example.com')),
  'other-phone': other(sets('phones', 'phone', '2025550100')),
  'own-name': own(renames),
  'other-name': other(renames),
  'own-age': own(ages),
  'own-documents': own(forgetsDocuments),
  'other-documents': other(forgetsDocuments),
  'own-document-name': own(renamesDocument),
  'own-runs': own(forgetsVerifications),
  'other-runs': other(forgetsVerifications),
  'own-run-fails': own(fails),
  'other-run-fails': other(fails),
  'own-roles': own(forgetsRoles),
  'other-roles': other(forgetsRoles),
};

const sentIn = ({ body }: Call<CustomersState>) =>
  (body instanceof Map ? {} : (body ?? {})) as {
    customerId?: string;
    submissionId?: string;
    kycUpdateSubmission?: { submissionId?: string };
  };

const ownCustomer = (call: Call<CustomersState>) =>
  call.state.customers[(call.params.customerId ?? sentIn(call).customerId ?? '').toLowerCase()];

const ownSubmission = (call: Call<CustomersState>) => {
  const { submissionId, kycUpdateSubmission } = sentIn(call);
  const id = call.params.submissionId ?? submissionId ?? kycUpdateSubmission?.submissionId ?? '';
  return call.state.submissions[id.toLowerCase()];
};

const customersEffects: Readonly<Record<string, Effect>> = {
  // No response shows the address, but the customer is found by it.
  'other-email': (call: Call<CustomersState>) => {
    const { state } = call;
    const own = ownCustomer(call);
    const found = Object.values(state.customers).find((one) => one !== own && state.emails[one.email.toLowerCase()]);
    if (!found) return false;
    delete state.emails[found.email.toLowerCase()];
    found.email = `touched-${found.id}@example.com`;
    state.emails[found.email] = found.id;
    return true;
  },
  'other-submission-fails': (call: Call<CustomersState>) => {
    const own = ownCustomer(call)?.id;
    const found = Object.values(call.state.submissions).find((one) => one.customer !== own && one.status !== 'FAILED');
    if (found) found.status = 'FAILED';
    return found !== undefined;
  },
  'own-country': (call: Call<CustomersState>) => {
    const found = ownCustomer(call);
    const differs = found !== undefined && found.country !== 'AR';
    if (differs) found.country = 'AR';
    return differs;
  },
  // Sets the wrong type instead of toggling it, since two toggles would undo each other.
  'own-type': (call: Call<CustomersState>) => {
    const found = ownCustomer(call);
    const isCompany = found?.submissions.some((id) => call.state.submissions[id]?.kind === 'KYB');
    const wrong = isCompany ? 'INDIVIDUAL' : 'BUSINESS';
    const differs = found !== undefined && found.type !== wrong;
    if (differs) found.type = wrong;
    return differs;
  },
  'own-submission-back': (call: Call<CustomersState>) => {
    const found = ownSubmission(call);
    const differs = found !== undefined && found.status !== 'CREATED';
    if (differs) found.status = 'CREATED';
    return differs;
  },
};

const alfredEffects: Readonly<Record<string, Effect>> = {
  'forgets-other-users': ({ state }: Call<AlfredState>) => {
    const [first] = Object.keys(state.users);
    if (first !== undefined) delete state.users[first];
    return first !== undefined;
  },
  'forgets-sessions': ({ state }: Call<AlfredState>) => {
    const all = Object.keys(state.sessions);
    for (const one of all) delete state.sessions[one];
    return all.length > 0;
  },
};

const ofProvider: Readonly<Record<string, Readonly<Record<string, Effect>>>> = {
  sila: effects,
  alfred: alfredEffects,
  'alfred-customers': customersEffects,
};

export const besideCandidates = (subject: Subject, recorded: readonly Recorded[]): Candidate[] =>
  subject.operations.flatMap((operation) =>
    Object.entries(ofProvider[subject.provider] ?? {}).flatMap(([name, effect]) =>
      (['done', 'refused'] as const)
        .filter((when) => namesOwn(operation, name, recorded) && !isItsWork(operation.operationId, name, when))
        .map((when) => behaved(subject, operation.operationId, `${when}/${name}`, after(when, effect))),
    ),
  );

/** Whether the requests name a user or submission; otherwise there is no state of their own to change. */
function namesOwn(operation: Operation, effect: string, recorded: readonly Recorded[]): boolean {
  if (!/(^|-)own-/.test(effect)) return true;
  const wanted = effect.startsWith('own-submission') ? /^submissionId$/ : /^(user_handle|business_handle|customerId)$/;
  if (operation.parameters.some(({ name }) => name.match(wanted))) return true;
  return recorded.some(
    ({ operation: { operationId }, sent }) =>
      operationId === operation.operationId &&
      leavesOf(sent ?? null).some(([path]) => path.at(-1)?.match(wanted) && !path.includes('search_filters')),
  );
}

/** Whether the effect is the operation's own purpose and not a side effect. */
const isItsWork = (operationId: string, effect: string, when: When): boolean =>
  when === 'done' &&
  ((/^(delete|unlink)/.test(operationId) && effect.startsWith('drops-of-own')) ||
    (operationId === 'retryKyc' && effect === 'own-submission-back'));
