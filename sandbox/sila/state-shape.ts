/** What a stored state of Sila consists of. */
import { earliest, latest } from '../clock.js';
import { bytes, collection, count, either, flag, integer, list, mapOf, nullOr, object, oneOf, text } from '../shape.js';
import type { StateShape } from '../shape.js';
import {
  never,
  type Address,
  type Details,
  type Email,
  type Endpoint,
  type Entity,
  type Identity,
  type Outcome,
  type Phone,
  type Role,
  type Run,
  type SentEvent,
  type SilaState,
  type StoredDocument,
  type Token,
} from './state.js';

/** Seconds, with room for what lies ahead of a clock at its end. */
const time = integer(earliest / 1000, Math.floor(latest / 1000));
const entry = { uuid: text, added: time, modified: time };
const outcome = { status: text, reasons: list(text), tags: list(text), action: nullOr(text) };

export const stateShape: StateShape<SilaState> = {
  entities: collection(
    object<Entity>({
      app: text,
      handle: text,
      type: oneOf('individual', 'business'),
      uuid: nullOr(text),
      wallet: text,
      created: time,
      details: object<Details>(
        {},
        {
          first_name: text,
          last_name: text,
          entity_name: text,
          birthdate: text,
          business_type: text,
          naics_code: either(text, integer()),
          doing_business_as: text,
          business_website: text,
          registration_state: text,
        },
      ),
      addresses: list(
        object<Address>({
          ...entry,
          address_alias: text,
          street_address_1: text,
          street_address_2: text,
          city: text,
          state: text,
          postal_code: text,
          country: text,
        }),
      ),
      identities: list(object<Identity>({ ...entry, type: text, value: text })),
      emails: list(object<Email>({ ...entry, email: text })),
      phones: list(object<Phone>({ ...entry, phone: text })),
      keys: list(text),
      roles: list(object<Role>({ other: text, role: text, details: nullOr(text) })),
      runs: list(text),
      documents: list(text),
    }),
  ),
  keys: collection(object<{ entity: string }>({ entity: text })),
  runs: collection(
    object<Run>({
      ...outcome,
      id: text,
      app: text,
      handle: text,
      system: oneOf('advanced', 'classic'),
      flow: nullOr(text),
      level: nullOr(text),
      checks: list(text),
      requestedAt: time,
      updatedAt: time,
      outcome: nullOr(object<Outcome>(outcome)),
      outcomeAt: nullOr(integer()),
    }),
  ),
  due: collection(object<{ at: number }>({ at: integer() })),
  nextDue: integer(Number.MIN_SAFE_INTEGER, never),
  documents: collection(
    object<StoredDocument>({
      id: text,
      app: text,
      handle: text,
      name: text,
      filename: text,
      hash: text,
      mimeType: text,
      type: text,
      run: nullOr(text),
      size: count,
      created: integer(earliest, latest),
    }),
  ),
  files: collection(bytes),
  tokens: collection(object<Token>({ token: text, expiration: integer() })),
  askedAt: collection(list(time)),
  endpoints: collection(
    object<Endpoint>({
      id: text,
      name: text,
      url: text,
      secret: nullOr(text),
      events: nullOr(list(text)),
      active: flag,
      failures: count,
    }),
  ),
  events: collection(
    object<SentEvent>({
      id: text,
      number: count,
      app: text,
      handle: text,
      type: text,
      endpoint: text,
      body: text,
      details: mapOf(text),
      created: time,
      updated: time,
      nextAttempt: nullOr(integer()),
      delivered: flag,
      processing: flag,
      attempts: count,
      tries: count,
      responses: list(object<SentEvent['responses'][number]>({ created: text, status_code: integer() })),
    }),
  ),
  eventCount: count,
  hasExamples: flag,
};
