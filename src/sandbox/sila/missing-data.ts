/**
 * Data that verification needs and the end user lacks. Sources: docs/register (some data is needed to pass KYC but not
 * to register), docs/entity_msg. The brackets of its message are not filled; the members' names there are our choice.
 */
import type { Entity } from './state.js';

export function missingData(entity: Entity): string[] {
  const { details } = entity;
  const identity = entity.type === 'business' ? 'EIN' : 'SSN';
  const names: (keyof typeof details)[] =
    entity.type === 'business'
      ? ['entity_name', 'birthdate', 'business_type', 'doing_business_as', 'business_website', 'registration_state']
      : ['first_name', 'last_name', 'birthdate'];
  return [
    ...names.filter((name) => !details[name]),
    ...(entity.addresses.some(isComplete) ? [] : ['address']),
    // A person may have an ITIN instead of an SSN.
    ...(entity.identities.some(({ type }) => type === identity || (type === 'ITIN' && identity === 'SSN'))
      ? []
      : ['identity']),
    ...(entity.phones.length > 0 ? [] : ['phone']),
    ...(entity.emails.length > 0 ? [] : ['email']),
  ];
}

const isComplete = (address: Entity['addresses'][number]): boolean =>
  [address.street_address_1, address.city, address.state, address.postal_code].every((part) => part !== '');
