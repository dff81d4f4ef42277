/** Settings of Sila. Each default is a fake value that the spec's examples use too. */

import type { operations } from '../../../generated/sila/types.js';

/** Operations that Sila's apps call: all of the document but those of its webhooks. */
export type SilaOperation = Exclude<keyof operations, `on${Capitalize<string>}`>;

export type RateLimits = Readonly<Partial<Record<string & SilaOperation, RateLimit>>>;

export interface RateLimit {
  /** The number of requests of one app that are answered within the window. */
  readonly limit: number;
  /** Seconds. The window is rolling: each request is forgotten when it is that old. */
  readonly window: number;
}

export interface SilaSettings {
  /** @default example_app, with partner_app as its partner; both sign with the key of the SDKs' published vectors */
  readonly apps?: readonly AppSettings[];
  /** KYC Flows of the Sila console. @default the approved flow and the one awaiting approval of the spec's examples */
  readonly flows?: readonly FlowSettings[];
  /** A token of one environment is refused in the other. @default 'sandbox' */
  readonly environment?: 'sandbox' | 'production';
  /**
   * Seconds from the request to the outcome, which the end user's data determine, or `decision`: nothing happens until
   * the control API decides.
   * @default 33, the average on the page of /check_kyc
   */
  readonly verificationDelay?: number | 'decision';
  /** Rate limits by operation. @default none, since Sila publishes no numbers */
  readonly rateLimits?: RateLimits;
  readonly webhooks?: {
    /** @default none */
    readonly endpoints?: readonly EndpointSettings[];
    /** How often a failed event is sent again. It is set in the console, without a published default. @default 3 */
    readonly retries?: number;
    /** Seconds between two attempts. It is set in the console, without a published default. @default 600 */
    readonly retryDelay?: number;
  };
  /** Whether a fresh sandbox has the end users, verifications and documents of the spec's examples. @default false */
  readonly examples?: boolean;
}

export interface AppSettings {
  readonly handle: string;
  /** The username of HTTP Basic at /auth_token. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ethereum address of the key for `authsignature`. Without one the app cannot sign. */
  readonly address?: string;
  /** Handles of the apps whose end users /check_partner_kyc may look up; Sila's support connects them. */
  readonly partners?: readonly string[];
}

export interface FlowSettings {
  readonly uuid: string;
  /** Whether Sila's Compliance has approved the flow. */
  readonly approved: boolean;
  /** @default ['address', 'birthdate'] */
  readonly checks?: readonly string[];
}

export interface EndpointSettings {
  /** The value of SILA-WEBHOOK-ID. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Without a secret, events are not signed. */
  readonly secret?: string;
  /** @default all */
  readonly events?: readonly string[];
}

/** The address of key badba736…, whose signatures the test suites of the SDKs for C#, PHP and Java publish. */
const publishedAddress = '0x65a796a4bD3AaF6370791BefFb1A86EAcfdBc3C1';

/** 43 characters, so that the token has 205, as on the page of /auth_token. */
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
