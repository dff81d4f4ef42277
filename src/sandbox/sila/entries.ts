/** Registered entries of an end user: created from a request, shown in a response. */
import { zipOf } from './personal-data.js';
import { seconds, type Address, type Email, type Entity, type Entry, type Identity, type Phone } from './state.js';
import type { SilaContext } from './handler-types.js';

export interface Entries {
  email: Email;
  phone: Phone;
  identity: Identity;
  address: Address;
}

export type Kind = keyof Entries;

const lists = { email: 'emails', phone: 'phones', identity: 'identities', address: 'addresses' } as const;

export const entriesOf = <K extends Kind>(entity: Entity, kind: K): Entries[K][] =>
  entity[lists[kind]] as unknown as Entries[K][];

export function newEntry(context: SilaContext): Entry {
  const now = seconds(context);
  return { uuid: context.ids.uuid(), added: now, modified: now };
}

export type AddressData = Partial<Omit<Address, keyof Entry | 'postal_code'>> & { postal_code?: string | number };

/** Picks the members one by one, since a request may contain others, which Sila does not store. */
export const addressOf = (data: AddressData, old?: Address): Omit<Address, keyof Entry> => ({
  address_alias: data.address_alias ?? old?.address_alias ?? '',
  street_address_1: data.street_address_1 ?? old?.street_address_1 ?? '',
  street_address_2: data.street_address_2 ?? old?.street_address_2 ?? '',
  city: data.city ?? old?.city ?? '',
  state: data.state ?? old?.state ?? '',
  postal_code: zipOf(data.postal_code ?? old?.postal_code),
  country: data.country ?? old?.country ?? '',
});

const record = ({ uuid, added, modified }: Entry) => ({ added_epoch: added, modified_epoch: modified, uuid });

/** Sources: docs/get_entity, docs/update-registration-data; for the mask of a number, the Python SDK's readme. */
export const show: { [K in Kind]: (entry: Entries[K]) => object } = {
  email: (entry) => ({ ...record(entry), email: entry.email }),
  // Source: tests of the SDKs for JavaScript and Java. The sandbox sends no text message, so no phone is confirmed.
  phone: (entry) => ({
    ...record(entry),
    phone: entry.phone,
    sms_confirmation_requested: entry.smsOptIn ?? false,
    sms_confirmed: false,
  }),
  identity: (entry) => ({ ...record(entry), identity_type: entry.type, identity: `*${entry.value.slice(-4)}` }),
  address: ({ address_alias, ...entry }) => ({
    ...record(entry),
    nickname: address_alias,
    street_address_1: entry.street_address_1,
    street_address_2: entry.street_address_2,
    city: entry.city,
    state: entry.state,
    country: entry.country,
    postal_code: entry.postal_code,
  }),
};
