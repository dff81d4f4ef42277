/** Handlers that create, find and read customers. */
import type { Reply } from '../core/handler.js';
import { refuse } from './refuse.js';
import { findCustomer as byId, iso, latestOf, type Customer, type CustomersCall } from './state.js';

export function createCustomer(call: CustomersCall): Reply {
  const { state, ids, now } = call;
  const {
    email,
    type,
    country = null,
    phoneNumber,
  } = call.body as Pick<Customer, 'email' | 'type'> & {
    country?: string;
    phoneNumber?: string;
  };
  if (state.emails[email.toLowerCase()] !== undefined) return refuse(409, 111409);
  if (phoneNumber !== undefined && state.phones[phoneNumber] !== undefined) return refuse(400, 111408);
  const id = ids.uuid();
  const customer: Customer = { id, email, type, country, createdAt: now, updatedAt: now, submissions: [] };
  state.customers[id] = customer;
  state.emails[email.toLowerCase()] = id;
  if (phoneNumber !== undefined) {
    customer.phoneNumber = phoneNumber;
    state.phones[phoneNumber] = id;
  }
  return { status: 200, body: { customerId: id, createdAt: iso(now) } };
}

/** A customer who was created without a country is found with any country. */
export function findCustomer({ state, params }: CustomersCall): Reply {
  const customer = state.customers[state.emails[params['email']!.toLowerCase()] ?? ''];
  if (!customer || (customer.country !== null && customer.country !== params['country'])) return { status: 404 };
  const { id, type, createdAt } = customer;
  return { status: 200, body: { customerId: id, country: params['country'], createdAt: iso(createdAt), type } };
}

const shown = 'firstName lastName dateOfBirth country city zipCode address nationalities phoneNumber occupation dni';

export function getCustomer(call: CustomersCall): Reply {
  const customer = byId(call, call.params['customerId']!);
  if (!customer) return { status: 404 };
  const submission = latestOf(call, customer, 'KYC');
  const fields = submission?.fields ?? {};
  return {
    status: 200,
    body: {
      ...Object.fromEntries(
        shown.split(' ').flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
      ),
      ...(submission && { statusKyc: submission.status }),
      createdAt: iso(customer.createdAt),
      updatedAt: iso(Math.max(customer.updatedAt, submission?.updatedAt ?? 0)),
    },
  };
}
