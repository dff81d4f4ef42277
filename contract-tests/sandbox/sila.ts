/** An app of Sila's sandbox, for the tests of its behaviour. Every answer is held against the document on its way. */
import { secp256k1 } from '@noble/curves/secp256k1';
import { keccak_256 } from '@noble/hashes/sha3';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { sila, type SilaSettings } from '../../src/sandbox/sila/index.js';
import { defaults } from '../../src/sandbox/sila/settings.js';
import { operationsOf } from '../../src/openapi/document.js';
import { validateResponse, responseFor, type ResponseValidator } from '../../src/checker/validate/response.js';
import { propertyNames } from '../../src/checker/validate/redact.js';
import { createResponseValidator } from '../../src/checker/validate/schema.js';
import { documentOf } from '../support/generated.js';

const document = documentOf('sila');
const operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
const responseValidator: ResponseValidator = {
  document,
  validator: createResponseValidator(document),
  propertyNames: propertyNames(document),
};

export const flows = {
  approved: '6f0d3c1e-52b7-4c8a-9e14-0b7a6d5c4f32',
  notApproved: 'a27b41d9-3e60-4f15-8d2c-91c5e7f60b48',
  unknown: 'd81e6f27-0c94-4a3b-b5f8-47e2096a1dc5',
};

export interface Answered {
  status: number;
  body: any;
  headers: Headers;
  bytes: Buffer;
}

export interface Sending {
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** In place of the bearer token; null for none. */
  authorization?: string | null;
  form?: FormData;
}

export const start = '2026-01-31T12:00:00Z';

export interface SilaAppOptions extends Omit<SandboxOptions, 'settings'> {
  settings?: SilaSettings;
  /** That of another app, to share. @default a fresh one */
  sandbox?: Sandbox;
  /** Which of the default apps it is. @default 0 */
  app?: number;
}

export class SilaApp {
  readonly sandbox: Sandbox;
  readonly app: (typeof defaults.apps)[number];
  token: string | undefined;
  /** Operation and status of every answer that was validated. */
  static readonly validated = new Set<string>();

  constructor(options: SilaAppOptions = {}) {
    const { settings = {}, sandbox, app = 0, ...rest } = options;
    this.sandbox = sandbox ?? createSandbox({ now: start, providers: [sila], ...rest, settings: { sila: settings } });
    this.app = defaults.apps[app]!;
  }

  get now(): number {
    return Math.floor(this.sandbox.clock.now() / 1000);
  }

  header(user?: string, more: object = {}): Record<string, unknown> {
    const handle = user === undefined ? {} : { user_handle: user };
    return { created: this.now, app_handle: this.app.handle, reference: 'my-reference', ...handle, ...more };
  }

  get basic(): string {
    return `Basic ${btoa(`${this.app.clientId}:${this.app.clientSecret}`)}`;
  }

  async issueToken(): Promise<Answered> {
    const answered = await this.send('authToken', { header: this.header() }, { authorization: this.basic });
    this.token = answered.body?.access_token?.token ?? this.token;
    return answered;
  }

  /** Sends with the app's token, and a new one once it has run out. */
  async call(operationId: string, user: string | undefined, body: object = {}, how: Sending = {}): Promise<Answered> {
    await this.issueToken();
    return this.send(operationId, { header: this.header(user), ...body }, how);
  }

  /** Signs as an app of the time before tokens does. */
  async signed(
    operationId: string,
    body: object,
    keys: { auth?: string; user?: string; business?: string },
  ): Promise<Answered> {
    const text = new TextEncoder().encode(JSON.stringify(body));
    const headers = {
      ...(keys.auth ? { authsignature: sign(text, keys.auth) } : {}),
      ...(keys.user ? { usersignature: sign(text, keys.user) } : {}),
      ...(keys.business ? { businesssignature: sign(text, keys.business) } : {}),
    };
    return this.send(operationId, body, { headers, authorization: null });
  }

  async send(operationId: string, body: unknown, how: Sending = {}): Promise<Answered> {
    const operation = operations.get(operationId);
    if (!operation) throw new Error(`no operation ${operationId}`);
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => how.params?.[name] ?? '');
    const query = how.query ? `?${new URLSearchParams(how.query)}` : '';
    const authorization = how.authorization === undefined ? `Bearer ${this.token}` : how.authorization;
    const hasBody = operation.method !== 'GET';
    const response = await this.sandbox.fetch(
      new Request(`https://sandbox.silamoney.com${path}${query}`, {
        method: operation.method,
        headers: {
          ...(how.form || !hasBody ? {} : { 'content-type': 'application/json' }),
          ...(authorization === null ? {} : { authorization }),
          ...how.headers,
        },
        ...(hasBody ? { body: how.form ?? (typeof body === 'string' ? body : JSON.stringify(body)) } : {}),
      }),
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    const headers = Object.fromEntries([...response.headers].map(([name, value]) => [name, [value]]));
    const documented = responseFor(operation.responses, response.status);
    if (!documented) throw new Error(`${operationId}: ${response.status} is not documented: ${bytes.toString()}`);
    const { violations } = validateResponse(responseValidator, documented[1], operation.method, {
      status: response.status,
      headers,
      body: bytes,
    });
    if (violations.length > 0) {
      throw new Error(`${operationId} ${response.status}: ${JSON.stringify(violations)}\n${bytes.toString()}`);
    }
    SilaApp.validated.add(`${operationId} ${response.status}`);
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return {
      status: response.status,
      body: isJson ? JSON.parse(bytes.toString()) : undefined,
      headers: response.headers,
      bytes,
    };
  }

  register(
    handle: string,
    more: { entity?: object; identity?: object | null; address?: object; crypto_entry?: object } = {},
  ) {
    return this.call('register', handle, person(more));
  }

  kyc(handle: string, flow = flows.approved): Promise<Answered> {
    return this.call('kyc', handle, { flow });
  }

  /** Starts a verification that has to start. */
  async started(handle: string): Promise<string> {
    const { status, body } = await this.kyc(handle);
    if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body.verification_ids[0].verification_id;
  }

  async verification(handle: string, id: string): Promise<any> {
    return (await this.call('getVerification', handle, {}, { params: { verification_uuid: id } })).body;
  }

  /** Decides as the control API does. */
  async decide(id: string, outcome: string, reasons?: string[]): Promise<Response> {
    return this.sandbox.fetch(
      new Request(`http://localhost/_sandbox/verifications/sila/${id}/decision`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ outcome, ...(reasons ? { reasons } : {}) }),
      }),
    );
  }
}

export const person = (
  more: { entity?: object; identity?: object | null; address?: object; crypto_entry?: object } = {},
) => ({
  entity: { type: 'individual', first_name: 'Ada', last_name: 'Example', birthdate: '1987-04-12', ...more.entity },
  address: {
    address_alias: 'home',
    street_address_1: '123 Example Street',
    city: 'Portland',
    state: 'OR',
    postal_code: '97201',
    country: 'US',
    ...more.address,
  },
  ...(more.identity === null
    ? {}
    : { identity: { identity_alias: 'SSN', identity_value: '000-12-3456', ...more.identity } }),
  contact: { phone: '2025550123', email: 'ada@example.com' },
  ...(more.crypto_entry ? { crypto_entry: more.crypto_entry } : {}),
});

export const business = (more: { entity?: object; ein?: string } = {}) => ({
  ...person({ identity: { identity_alias: 'EIN', identity_value: more.ein ?? '00-1234567' } }),
  entity: {
    type: 'business',
    entity_name: 'Example LLC',
    birthdate: '2015-06-01',
    business_type: 'llc',
    naics_code: 721,
    doing_business_as: 'Example',
    business_website: 'https://example.com',
    registration_state: 'OR',
    ...more.entity,
  },
});

/** The key of the published vectors, which the default app signs with. */
export const publishedKey = 'badba7368134dcd61c60f9b56979c09196d03f5891a20c1557b1afac0202a97c';

/** As docs/ecdsa-overview has it; deterministic (RFC 6979). */
export function sign(bytes: Uint8Array, key: string): string {
  const signature = secp256k1.sign(keccak_256(bytes), key);
  return signature.toCompactHex() + (signature.recovery + 27).toString(16);
}

export const addressOf = (key: string): string =>
  `0x${Buffer.from(keccak_256(secp256k1.getPublicKey(key, false).subarray(1)).subarray(-20)).toString('hex')}`;
