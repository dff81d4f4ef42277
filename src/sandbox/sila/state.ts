/** What the sandbox remembers of Sila. Times are Unix seconds, as everywhere in Sila's API. */
import { webhookUrlProblem } from '../core/webhook-url.js';
import { defaults, type SilaSettings } from './settings.js';

export interface SilaState {
  /** By {@link entityKey}. */
  entities: Record<string, Entity>;
  /** Keys that sign for end users, by address in lower case: each serves one of them. */
  keys: Record<string, { entity: string }>;
  /** Verifications, of Advanced and classic KYC alike, by UUID. */
  verifications: Record<string, Verification>;
  /** When each unfinished verification changes by itself, by its UUID; a collection of its own, so that few are looked through. */
  due: Record<string, { at: number }>;
  /** The earliest of `due`: before that there is nothing to look for. */
  nextDue: number;
  documents: Record<string, StoredDocument>;
  /** The documents' bytes, by the same UUID. */
  files: Record<string, Uint8Array>;
  /** The token that an app has been given last, by its handle. */
  tokens: Record<string, Token>;
  /** When an app has called an operation that has a limit, by `operation/app`. */
  askedAt: Record<string, number[]>;
  endpoints: Record<string, Endpoint>;
  events: Record<string, SentEvent>;
  eventCount: number;
  /** Whether the end users of the spec's examples have been put in. */
  hasExamples: boolean;
}

export interface Entity {
  app: string;
  /** In lower case. */
  handle: string;
  type: 'individual' | 'business';
  /** Of a business. */
  uuid: string | null;
  wallet: string;
  created: number;
  details: Details;
  addresses: Address[];
  identities: Identity[];
  emails: Email[];
  phones: Phone[];
  /** Ethereum addresses of the keys that may sign for it, in lower case. */
  keys: string[];
  /** Roles of persons in businesses: each stands with the person and with the business. */
  roles: Role[];
  /** Of a business, the oldest first. */
  certifications: Certification[];
  /** UUIDs of its verifications and documents, the oldest first. */
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

/** What every entry about an end user has. */
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
  /** Whether a text message was wanted to confirm it. */
  smsOptIn?: boolean;
}

export interface Role {
  /** Handle of the other side: the business of a person, the person of a business. */
  other: string;
  role: string;
  details: string | null;
  /** Of a beneficial owner, in per cent. */
  stake: number | null;
  /** Of a beneficial owner: what certifying takes. */
  token: string | null;
  isCertified: boolean;
}

export interface Certification {
  /** Handle of the administrator. */
  by: string;
  at: number;
  expiresAt: number | null;
  /** Handles. */
  owners: string[];
}

export interface Outcome {
  status: string;
  reasons: string[];
  /** Of classic KYC. */
  tags: string[];
  action: string | null;
}

export interface Verification extends Outcome {
  id: string;
  app: string;
  handle: string;
  system: 'advanced' | 'classic';
  /** UUID of the KYC Flow, of Advanced KYC. */
  flow: string | null;
  /** Of classic KYC. */
  level: string | null;
  checks: string[];
  requestedAt: number;
  updatedAt: number;
  /** What it comes to at `outcomeAt`, unless something happens before. */
  outcome: Outcome | null;
  outcomeAt: number | null;
  /** UUID of the business's verification, of a verification that it started for a member. */
  parent: string | null;
  /** UUIDs of the verifications that it started for members, of a business's verification. */
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
  /** Events in a row that failed for good. */
  failures: number;
}

export interface SentEvent {
  id: string;
  /** Its place in the order in which events came about. */
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
  /** All there were, and those since it was last sent on request. */
  attempts: number;
  tries: number;
  responses: { created: string; status_code: number }[];
}

/**
 * In lower case, without the domain that older SDKs put behind it. Source: tests of Sila's SDKs for JavaScript, which
 * register `x.silamoney.eth` and read it as `x`.
 */
export const bareHandle = (handle: string): string => handle.toLowerCase().replace(/(?<=.)\.silamoney\.eth$/, '');

/** A handle is an app's own: two apps can have end users of one handle. */
export const entityKey = (app: string, handle: string): string => JSON.stringify([app, bareHandle(handle)]);

export const never = Number.MAX_SAFE_INTEGER;

/** @throws {TypeError} for an endpoint that no event could be sent to. */
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

/** Seconds of the clock: Sila knows no fractions of them. */
export const seconds = (context: { now: number }): number => Math.floor(context.now / 1000);

/** @param epoch seconds @returns RFC 3339, in UTC, without fractions */
export const toIso = (epoch: number): string => new Date(epoch * 1000).toISOString().replace('.000Z', 'Z');

export const appsOf = (settings: SilaSettings) => settings.apps ?? defaults.apps;
