/** The shape of a stored state. */
import { earliest, latest } from '../core/clock.js';
import {
  bytes,
  collection,
  flag,
  integer,
  list,
  mapOf,
  nullOr,
  object,
  oneOf,
  rule,
  text,
  type StateShape,
} from '../core/shape.js';
import {
  statuses,
  type Customer,
  type CustomersState,
  type Endpoint,
  type RelatedPerson,
  type Submission,
} from './state.js';

const instant = integer(earliest, latest);
const fields = mapOf(rule((value) => value !== undefined, 'must be JSON'));
const files = mapOf(text);

export const stateShape: StateShape<CustomersState> = {
  customers: collection(
    object<Customer>(
      {
        id: text,
        email: text,
        type: oneOf('INDIVIDUAL', 'BUSINESS'),
        country: nullOr(text),
        createdAt: instant,
        updatedAt: instant,
        submissions: list(text),
      },
      { phoneNumber: text },
    ),
    'id',
  ),
  emails: collection(text),
  phones: collection(text),
  submissions: collection(
    object<Submission>({
      id: text,
      customer: text,
      kind: oneOf('KYC', 'KYB'),
      status: oneOf(...statuses),
      metadata: nullOr(object({}, { failureReason: text, requiredFields: list(text) })),
      fields,
      persons: list(object<RelatedPerson>({ id: text, fields, files })),
      files,
      session: nullOr(object({ id: text, openedAt: instant })),
      createdAt: instant,
      updatedAt: instant,
    }),
    'id',
  ),
  files: collection(bytes),
  due: collection(integer()),
  endpoints: collection(
    object<Endpoint>({ url: text, secret: nullOr(text) }, { name: text, events: list(text) }),
    'url',
  ),
  hasExamples: flag,
};
