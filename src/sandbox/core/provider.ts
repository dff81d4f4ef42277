/** The behaviour of a provider: everything that its document does not define. */
import type { Route } from '../../runtime/route.js';
import type { Validator, Violation } from '../../runtime/validator.js';
import type { Call, Context, Delivery, Handlers, Reply } from './handler.js';
import type { StateShape } from './shape.js';

/** By `<operation>Request`. */
export type Validators = Readonly<Record<string, Validator<any> | undefined>>;

/** A provider of a sandbox: its generated document and its behaviour. */
export interface Provider<State extends object = any, Settings = any> {
  readonly behaviour: ProviderBehaviour<State, Settings>;
  readonly routes: readonly Route[];
  /** The documented names of members, parts and headers. The request log contains no other names. @default none */
  readonly names?: readonly string[];
  /**
   * The module `generated/<provider>/validators.js`, or a function that loads it. The function is called for each body.
   */
  readonly validators: Validators | (() => Validators | Promise<Validators>);
  /** Base paths, such as `/api/v1`; `''` for none. */
  readonly mounts: readonly string[];
}

/**
 * @template State a plain object. Each member is a value (number, text, list) or a collection: an object of records by
 *   id. Records are JSON plus Uint8Array. Each record that a handler touches is copied and saved as a whole, so keep
 *   records small. Keep bytes in a collection of their own, as the record itself; they are not copied, so never change
 *   them in place. Any text is safe as an id, `__proto__` too. Do not keep a reference to a record from one call to the
 *   next.
 */
export interface ProviderBehaviour<State extends object = any, Settings = any> {
  /** The name of its folder in spec/ and generated/. */
  readonly name: string;
  /**
   * The state of a fresh sandbox: empty collections and first values. It also supplies members that a stored state
   * lacks.
   */
  initialState(settings: Settings): State;
  /** The shape of each member of the state. A snapshot or file with another shape is refused. @default anything */
  readonly stateShape?: StateShape<State>;
  readonly handlers: Handlers<State, Settings>;
  /**
   * Answers a request that violates its document, before any handler. It runs like a handler, and first checks
   * credentials if the provider does.
   */
  invalid(call: Call<State, Settings>, violations: readonly RequestViolation[]): Reply | Promise<Reply>;
  /**
   * The media type of a body without a Content-Type, such as `application/json`.
   * @default such a body is a violation
   */
  readonly untypedBody?: string;
  /**
   * Applies changes due to time, such as expiries and delayed results. Runs before each call and each control
   * operation.
   */
  advance?(context: Context<State, Settings>): void | Promise<void>;
  /**
   * Called after each attempt to deliver a webhook.
   * @default any 2xx is delivered, anything else is abandoned at once
   */
  checkDelivery?(context: Context<State, Settings>, delivery: Delivery): DeliveryVerdict | Promise<DeliveryVerdict>;
  /** The provider's part of the control API. */
  readonly control?: ProviderControl<State, Settings>;
}

/** The next step for a webhook after an attempt. `retryAt`: Unix milliseconds. */
export type DeliveryVerdict = 'delivered' | 'abandoned' | { retryAt: number };

/** One violation of the document by a request. */
export interface RequestViolation extends Violation {
  /** The place. `body` has a JSON Pointer in `instancePath`; the others have `/name`. */
  readonly in: 'body' | 'path' | 'query';
  /**
   * A keyword of JSON Schema, or, as the only violation in the list: `contentType` (not documented), `charset` (not
   * UTF-8), `parse` (invalid JSON, or an unreadable form), `depth` (nested too deep), `missing` (a
   * required body).
   */
  readonly keyword: string;
}

export interface ProviderControl<State extends object = any, Settings = any> {
  /** All verifications, in any order. */
  verifications?(context: Context<State, Settings>): Verification[];
  /** Decides a verification, with all effects: status, webhooks. @returns undefined for an unknown id */
  decide?(context: Context<State, Settings>, id: string, decision: Decision): Decided | Promise<Decided>;
  /** Registers an endpoint for events. A second registration of a URL replaces the first. */
  registerWebhook?(context: Context<State, Settings>, endpoint: WebhookEndpoint): void | Promise<void>;
  /** All endpoints, in any order. */
  webhookEndpoints?(context: Context<State, Settings>): (WebhookEndpoint & { active: boolean })[];
  /** Issues a token as of a past instant, without a change of the state. */
  issueToken?(
    context: Context<State, Settings>,
    request: TokenRequest,
  ): IssuedToken | Unknown | Promise<IssuedToken | Unknown>;
  /** Gives a person a role in a business, without the credentials that the API requires. */
  addMember?(context: Context<State, Settings>, membership: Membership): Unknown | void;
}

/** The member of the request whose value the provider does not know or does not have. */
export interface Unknown {
  readonly unknown: string;
}

/** `refused`: the verification is in a state that does not allow this decision; the text says why. */
export type Decided = Verification | { refused: string } | Unknown | undefined;

/** A verification as the control API shows it: without name, number and birthday. */
export interface Verification {
  readonly id: string;
  /** Handle or user number. */
  readonly subject: string;
  /** The provider's own term. */
  readonly status: string;
  readonly reasons: readonly string[];
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Decision {
  readonly outcome: 'passed' | 'failed' | 'documents_required' | 'review';
  /** The provider's terms for the reasons. @default its most common one, if the outcome needs any */
  readonly reasons?: readonly string[];
  /** The provider's term for the requested action. @default its most common one; a final outcome has none */
  readonly action?: string;
}

export interface TokenRequest {
  /** The provider's handle, name or number of the subject. @default the most likely one */
  readonly subject?: string;
  /** Seconds since it was issued. */
  readonly age: number;
  /** @default the environment of the sandbox */
  readonly environment?: string;
}

export interface IssuedToken {
  readonly subject: string;
  /** The token without the name of a scheme. */
  readonly token: string;
  /** Unix milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A membership in the provider's own terms. */
export interface Membership {
  readonly business: string;
  readonly member: string;
  readonly role: string;
  readonly details?: string;
}

export interface WebhookEndpoint {
  readonly url: string;
  /** @default a name from the provider */
  readonly name?: string;
  /** The secret for signatures. */
  readonly secret?: string;
  /** The provider's names of the subscribed events. @default all */
  readonly events?: readonly string[];
}
