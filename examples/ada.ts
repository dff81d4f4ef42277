/** Somebody made up. */
import type { Person } from './sila-app.js';

export const ada: Person = {
  address: {
    address_alias: 'home',
    street_address_1: '123 Example Street',
    city: 'Portland',
    state: 'OR',
    postal_code: '97201',
    country: 'US',
  },
  identity: { identity_alias: 'SSN', identity_value: '000-12-3456' },
  contact: { phone: '2025550123', email: 'ada@example.com' },
  entity: {
    type: 'individual',
    first_name: 'Ada',
    last_name: 'Example',
    entity_name: 'Ada Example',
    birthdate: '1987-04-12',
  },
};
