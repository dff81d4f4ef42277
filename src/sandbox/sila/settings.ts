/** What a user may set of the sandbox's Sila. Whatever is left out has a fake value that the spec's examples use too. */

import type { operations } from '../../../generated/sila/types.js';

/** What Sila's apps call: the document's operations but those of its own webhooks. */
export type SilaOperation = Exclude<keyof operations, `on${Capitalize<string>}`>;

export type RateLimits = Readonly<Partial<Record<string & SilaOperation, RateLimit>>>;

export interface RateLimit {
  /** How many requests of one app are answered within the window. */
  readonly limit: number;
  /** Seconds. It rolls: each request is forgotten when it is that old. */
  readonly window: number;
}

export interface SilaSettings {
  /** @default example_app, with partner_app as its partner; both sign with the key of the SDKs' published vectors */
  readonly apps?: readonly AppSettings[];
  /** KYC Flows of the Sila console. @default the approved and the not yet approved one of the spec's examples */
  readonly flows?: readonly FlowSettings[];
  /** A token of one environment is refused by the other. @default 'sandbox' */
  readonly environment?: 'sandbox' | 'production';
  /**
   * Seconds from the request to the outcome that the end user's data bring about, or `decision`: nothing happens until
   * the control API decides.
   * @default 33, the average that the page of /check_kyc gives
   */
  readonly verificationDelay?: number | 'decision';
  /** By operation: how often an app may ask. @default none, since Sila publishes no numbers */
  readonly rateLimits?: RateLimits;
  readonly webhooks?: {
    /** @default none */
    readonly endpoints?: readonly EndpointSettings[];
    /** How often a failed event is sent again; set in the console, where no default is published. @default 3 */
    readonly retries?: number;
    /** Seconds between two attempts, likewise. @default 600 */
    readonly retryDelay?: number;
  };
  /** Whether the end users, verifications and documents of the spec's examples are there from the start. @default false */
  readonly examples?: boolean;
}

export interface AppSettings {
  readonly handle: string;
  /** HTTP Basic of /auth_token. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ethereum address of the key that makes `authsignature`. Without one the app cannot sign. */
  readonly address?: string;
  /** Handles of the apps whose end users /check_partner_kyc may ask about; Sila's support connects them. */
  readonly partners?: readonly string[];
}

export interface FlowSettings {
  readonly uuid: string;
  /** Whether Sila's Compliance has approved it. */
  readonly approved: boolean;
  /** @default ['address', 'birthdate'] */
  readonly checks?: readonly string[];
}

export interface EndpointSettings {
  /** SILA-WEBHOOK-ID. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Without one, events are not signed. */
  readonly secret?: string;
  /** @default all */
  readonly events?: readonly string[];
}

/** Of key badba736…, whose signatures the test suites of the SDKs for C#, PHP and Java publish. */
const publishedAddress = '0x65a796a4bD3AaF6370791BefFb1A86EAcfdBc3C1';

/** 43 characters, so that the token has the 205 that /auth_token's page gives it. */
const exampleApp: AppSettings = {
  handle: 'example_app',
  clientId: 'sandbox-client-id-of-example-app-0000000001',
  clientSecret: 'sandbox-client-secret-of-example-app',
  address: publishedAddress,
  partners: ['partner_app'],
};

const partnerApp: AppSettings = {
  handle: 'partner_app',
  clientId: 'sandbox-client-id-of-partner-app-0000000002',
  clientSecret: 'sandbox-client-secret-of-partner-app',
  address: publishedAddress,
  partners: ['example_app'],
};

export const defaults = {
  apps: [exampleApp, partnerApp] as readonly AppSettings[],
  flows: [
    { uuid: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32', approved: true },
    { uuid: 'a27b41d9-3e60-4f15-8d2c-91c5e7f60b48', approved: false },
  ] as readonly FlowSettings[],
  environment: 'sandbox',
  verificationDelay: 33,
  retries: 3,
  retryDelay: 600,
} as const;
