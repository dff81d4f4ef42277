/**
 * An end user in the responses of get_entity, update/entity and get_entities. Source: docs/get_entity,
 * docs/get_entities.
 */
import { hasPassed } from './business.js';
import { entriesOf, show } from './entries.js';
import { industryOf } from './industries.js';
import { entityKey, type Entity, type Role } from './state.js';
import type { SilaContext } from './handler-types.js';

export function detailsView(entity: Entity): object {
  const { handle, type, created, details } = entity;
  const common = { created_epoch: created, entity_name: displayName(entity), birthdate: details.birthdate ?? null };
  if (type === 'individual') {
    const { first_name = '', last_name = '' } = details;
    return { user_handle: handle, entity_type: type, entity: { ...common, first_name, last_name } };
  }
  const { business_type, doing_business_as, business_website, registration_state, registration_date } = details;
  const naics = details.naics_code === undefined ? {} : industryOf(Number(details.naics_code));
  const business = { ...common, business_uuid: entity.uuid, business_type, ...naics };
  const more = { doing_business_as, business_website, registration_state, registration_date };
  return { user_handle: handle, entity_type: type, entity: { ...business, ...more } };
}

/** The display name. A person may be registered without a name. */
export function displayName({ type, details }: Entity): string {
  if (type === 'business' || details.entity_name) return details.entity_name ?? '';
  return [details.first_name, details.last_name].filter(Boolean).join(' ');
}

export const registeredData = (entity: Entity): object => ({
  addresses: entriesOf(entity, 'address').map(show.address),
  identities: entriesOf(entity, 'identity').map(show.identity),
  emails: entriesOf(entity, 'email').map(show.email),
  phones: entriesOf(entity, 'phone').map(show.phone),
});

export function rolesView(context: SilaContext, entity: Entity): object {
  const roles = entity.roles.flatMap((role) => {
    const other = context.state.entities[entityKey(entity.app, role.other)];
    return other ? [{ other, ...roleView(role), token: role.token }] : [];
  });
  if (entity.type === 'business')
    return { members: roles.map(({ other, token: _, ...role }) => memberView(other, role)) };
  return {
    memberships: roles.map(({ other, token, ...role }) => ({
      business_handle: other.handle,
      entity_name: displayName(other),
      ...role,
      // Source: docs/certify_beneficial_owner: the token exists only after verification is complete.
      certification_token: hasPassed(context, other) ? token : null,
    })),
  };
}

export const roleView = ({ role, details, stake }: Role) => ({ role, details, ownership_stake: stake });

export const memberView = <T extends object>({ handle, details }: Entity, role: T) => ({
  user_handle: handle,
  first_name: details.first_name ?? '',
  last_name: details.last_name ?? '',
  ...role,
});

export function summaryView(entity: Entity): object {
  const { handle, type, created, details, uuid } = entity;
  const summary = { handle, full_name: displayName(entity), created, status: 'active', wallet_addresses: [] };
  if (type === 'individual') return summary;
  return { ...summary, uuid, business_type: details.business_type ?? '', dba: details.doing_business_as ?? '' };
}

/** Adds each `…_epoch` as RFC 3339 text. Source: docs/get_entity, `pretty_dates`. */
export function withPrettyDates<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withPrettyDates) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, member]) => {
    const inner: [string, unknown][] = [[name, withPrettyDates(member)]];
    if (name.endsWith('_epoch') && typeof member === 'number') inner.push([name.slice(0, -6), pretty(member)]);
    return inner;
  });
  return Object.fromEntries(entries) as T;
}

const pretty = (epoch: number): string => `${new Date(epoch * 1000).toISOString().slice(0, 19)}+00:00`;
