/** The state of Sila. Times are Unix seconds, as everywhere in Sila's API. */
import { compare } from '../core/compare.js';
import { recordsOf } from '../core/draft.js';
import { webhookUrlProblem } from '../core/webhook-url.js';
import { defaults, type SilaSettings } from './settings.js';

export interface SilaState {
  /** End users by {@link entityKey}. */
  entities: Record<string, Entity>;
  /** Keys that sign for end users, by address in lower case. Each key belongs to one end user. */
  keys: Record<string, { entity: string }>;
  /** Verifications of Advanced and classic KYC by UUID. */
  verifications: Record<string, Verification>;
  /**
   * When an unfinished verification changes by itself, by UUID. The collection is separate, so that few records are
   * searched.
   */
  due: Record<string, { at: number }>;
  /** The earliest of `due`: before it no verification changes. */
  nextDue: number;
  documents: Record<string, StoredDocument>;
  /** The documents' bytes by UUID. */
  files: Record<string, Uint8Array>;
  /** The last token of an app, by its handle. */
  tokens: Record<string, Token>;
  /** The times of an app's calls of an operation with a limit, by `operation/app`. */
  askedAt: Record<string, number[]>;
  endpoints: Record<string, Endpoint>;
  events: Record<string, SentEvent>;
  eventCount: number;
  /** Whether the end users of the spec's examples were created. */
  hasExamples: boolean;
}

export interface Entity {
  app: string;
  /** In lower case. */
  handle: string;
  type: 'individual' | 'business';
  /** Only of a business. */
  uuid: string | null;
  wallet: string;
  created: number;
  details: Details;
  addresses: Address[];
  identities: Identity[];
  emails: Email[];
  phones: Phone[];
  /** Ethereum addresses of the keys that may sign for the end user, in lower case. */
  keys: string[];
  /** Roles of persons in businesses. Both the person and the business have each role. */
  roles: Role[];
  /** Only of a business, oldest first. */
  certifications: Certification[];
  /** UUIDs of the verifications and documents, oldest first. */
  verifications: string[];
  documents: string[];
}

export interface Details {
  first_name?: string;
  last_name?: string;
  entity_name?: string;
  birthdate?: string;
  business_type?: string;
  naics_code?: number | string;
  doing_business_as?: string;
  business_website?: string;
  registration_state?: string;
  registration_date?: string;
}

/** The members of every entry of an end user. */
export interface Entry {
  uuid: string;
  added: number;
  modified: number;
}

export interface Address extends Entry {
  address_alias: string;
  street_address_1: string;
  street_address_2: string;
  city: string;
  state: string;
  postal_code: string;
  country: string;
}

export interface Identity extends Entry {
  type: string;
  value: string;
}

export interface Email extends Entry {
  email: string;
}

export interface Phone extends Entry {
  phone: string;
  /** Whether the request asked for a confirmation by text message. */
  smsOptIn?: boolean;
}

export interface Role {
  /** Handle of the other side: the business of a person, the person of a business. */
  other: string;
  role: string;
  details: string | null;
  /** Only of a beneficial owner, in per cent. */
  stake: number | null;
  /** Only of a beneficial owner: the token for the certification. */
  token: string | null;
  isCertified: boolean;
}

export interface Certification {
  /** Handle of the administrator. */
  by: string;
  at: number;
  expiresAt: number | null;
  /** Handles of the owners. */
  owners: string[];
}

export interface Outcome {
  status: string;
  reasons: string[];
  /** Only of classic KYC. */
  tags: string[];
  action: string | null;
}

export interface Verification extends Outcome {
  id: string;
  app: string;
  handle: string;
  system: 'advanced' | 'classic';
  /** UUID of the KYC Flow, only of Advanced KYC. */
  flow: string | null;
  /** Only of classic KYC. */
  level: string | null;
  checks: string[];
  requestedAt: number;
  updatedAt: number;
  /** The outcome at `outcomeAt`, unless the verification changes before. */
  outcome: Outcome | null;
  outcomeAt: number | null;
  /** UUID of the business's verification that started this one for a member. */
  parent: string | null;
  /** UUIDs of the members' verifications that a business's verification has started or found under way. */
  members: string[];
}

export interface StoredDocument {
  id: string;
  app: string;
  handle: string;
  name: string;
  filename: string;
  hash: string;
  mimeType: string;
  type: string;
  verification: string | null;
  size: number;
  /** Unix milliseconds: /list_documents shows fractions of a second. */
  created: number;
}

export interface Token {
  token: string;
  expiration: number;
}

export interface Endpoint {
  id: string;
  name: string;
  url: string;
  secret: string | null;
  events: string[] | null;
  active: boolean;
  /** Consecutive events that failed finally. */
  failures: number;
}

export interface SentEvent {
  id: string;
  /** Its number in the order of all events. */
  number: number;
  app: string;
  handle: string;
  type: string;
  endpoint: string;
  body: string;
  details: Record<string, string>;
  created: number;
  updated: number;
  nextAttempt: number | null;
  delivered: boolean;
  processing: boolean;
  /** All attempts, and those since it was last sent on request. */
  attempts: number;
  tries: number;
  responses: { created: string; status_code: number }[];
}

/**
 * The handle in lower case, without the domain that older SDKs append. Source: tests of Sila's SDKs for JavaScript,
 * which register `x.silamoney.eth` and read it as `x`.
 */
export const bareHandle = (handle: string): string => handle.toLowerCase().replace(/(?<=.)\.silamoney\.eth$/, '');

/** A handle is unique only within its app. */
export const entityKey = (app: string, handle: string): string => JSON.stringify([app, bareHandle(handle)]);

export const byCreation = (a: Entity, b: Entity): number =>
  a.created - b.created || compare(a.handle, b.handle) || compare(a.app, b.app);

/** In the order in which they are sent events. */
export const endpointsOf = ({ endpoints }: SilaState): Readonly<Endpoint>[] =>
  recordsOf(endpoints).sort((a, b) => compare(a.id, b.id));

export const never = Number.MAX_SAFE_INTEGER;

/** @throws {TypeError} for an endpoint to which no event can be sent. */
export function initialState(settings: SilaSettings): SilaState {
  for (const { url } of settings.webhooks?.endpoints ?? []) {
    const problem = webhookUrlProblem(url);
    if (problem) throw new TypeError(`settings.sila.webhooks.endpoints: ${url} ${problem}`);
  }
  const endpoints = (settings.webhooks?.endpoints ?? []).map((endpoint): [string, Endpoint] => [
    endpoint.id,
    {
      id: endpoint.id,
      name: endpoint.name,
      url: endpoint.url,
      secret: endpoint.secret ?? null,
      events: endpoint.events ? [...endpoint.events] : null,
      active: true,
      failures: 0,
    },
  ]);
  return {
    entities: {},
    keys: {},
    verifications: {},
    due: {},
    nextDue: never,
    documents: {},
    files: {},
    tokens: {},
    askedAt: {},
    endpoints: Object.fromEntries(endpoints),
    events: {},
    eventCount: 0,
    hasExamples: false,
  };
}

/** The clock in whole seconds, since Sila has no fractions of them. */
export const seconds = (context: { now: number }): number => Math.floor(context.now / 1000);

/** @param epoch seconds @returns RFC 3339, in UTC, without fractions */
export const toIso = (epoch: number): string => new Date(epoch * 1000).toISOString().replace('.000Z', 'Z');

export const appsOf = (settings: SilaSettings) => settings.apps ?? defaults.apps;
