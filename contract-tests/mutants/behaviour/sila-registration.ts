/** Registered data: owners of handles, changes, deletions. */
import type { Call } from '../../../src/sandbox/index.js';
import type { Entity, SilaState } from '../../../src/sandbox/sila/state.js';
import type { Around } from './handlers.js';
import type { Broken } from './rule.js';

type List = 'addresses' | 'identities' | 'emails' | 'phones';

const lists: Readonly<Record<string, List>> = {
  Address: 'addresses',
  Identity: 'identities',
  Email: 'emails',
  Phone: 'phones',
};

const entityOf = (call: Call<SilaState>): Entity | undefined => {
  const { app_handle, user_handle } = (call.body as { header: Record<string, string> }).header;
  return Object.values(call.state.entities).find(
    ({ app, handle }) => app === app_handle && handle === user_handle?.toLowerCase(),
  );
};

/** The response is right, but the stored data are wrong. */
const keeping =
  (spoil: (entity: Entity, list: List) => void, list: List): Around =>
  async (call, sound, err) => {
    const reply = await sound(call);
    const entity = entityOf(call);
    if (reply.status !== 200 || !entity) return reply;
    const before = entity[list].length;
    spoil(entity, list);
    if (entity[list].length !== before) err();
    return reply;
  };

const replacing = (name: string, list: List): Broken => ({
  kind: 'state-rule',
  name: 'replaces-the-others',
  operationId: `add${name}`,
  around: keeping((entity, which) => (entity[which] = entity[which].slice(-1) as never), list),
});

const withoutParameter =
  (name: string): Around =>
  (call, sound, err) => {
    const { [name]: ignored, ...query } = call.query;
    if (ignored !== undefined) err();
    return sound({ ...call, query });
  };

const withoutMember =
  (name: string): Around =>
  (call, sound, err) => {
    const { [name]: ignored, ...body } = call.body as Record<string, unknown>;
    if (ignored !== undefined) err();
    return sound({ ...call, body });
  };

export const registrationMutants: readonly Broken[] = [
  ...Object.entries(lists).flatMap(([name, list]): Broken[] => [
    {
      kind: 'state-rule',
      name: 'deletes-all',
      operationId: `delete${name}`,
      around: keeping((entity, which) => (entity[which] = []), list),
    },
    // There is one identity of each kind.
    ...(name === 'Identity' ? [] : [replacing(name, list)]),
    {
      kind: 'state-rule',
      name: 'keeps-nothing',
      operationId: `update${name}`,
      around: keeping((entity, which) => (entity[which] = []), list),
    },
  ]),
  { kind: 'state-rule', name: 'page-size-ignored', operationId: 'getEntities', around: withoutParameter('per_page') },
  { kind: 'state-rule', name: 'type-ignored', operationId: 'getEntities', around: withoutMember('entity_type') },
  { kind: 'state-rule', name: 'filter-ignored', operationId: 'getWebhooks', around: withoutMember('search_filters') },
];
