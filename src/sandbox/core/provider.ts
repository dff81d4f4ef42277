/** What makes a provider behave: everything that its document does not say by itself. */
import type { Route } from '../../runtime/route.js';
import type { Validator, Violation } from '../../runtime/validator.js';
import type { Call, Context, Delivery, Handlers, Reply } from './handler.js';
import type { StateShape } from './shape.js';

/** By the name of an operation and `Request`. */
export type Validators = Readonly<Record<string, Validator<any> | undefined>>;

/** A provider as a sandbox serves it: its document, as generated, and its behaviour. */
export interface Provider<State extends object = any, Settings = any> {
  readonly behaviour: ProviderBehaviour<State, Settings>;
  readonly routes: readonly Route[];
  /** What the document calls members, parts and headers: the log of requests repeats no other name. @default none */
  readonly names?: readonly string[];
  /** The module `generated/<provider>/validators.js`, or what loads it, asked with each body. */
  readonly validators: Validators | (() => Validators | Promise<Validators>);
  /** What its paths are below, such as `/api/v1`; `''` for nothing. */
  readonly mounts: readonly string[];
}

/**
 * @template State a plain object. Each member is a value (number, text, list) or a collection: an object of records by
 * id. Records are JSON plus Uint8Array. Each record that a handler touches is copied first and saved as a whole, so keep
 * records small, and bytes in a collection of their own, as the record itself; bytes are not copied: never change them
 * in place. Any text is safe as an id, `__proto__` too. Do not keep a reference to a record from one call to the next.
 */
export interface ProviderBehaviour<State extends object = any, Settings = any> {
  /** As the folders in spec/ and generated/. */
  readonly name: string;
  /** The state of a fresh sandbox: empty collections and first values. Members missing in a stored state come from it. */
  initialState(settings: Settings): State;
  /** What each member of the state consists of: a snapshot or file with anything else is refused. @default anything */
  readonly stateShape?: StateShape<State>;
  readonly handlers: Handlers<State, Settings>;
  /**
   * Answers a request that breaks its document, before any handler. Runs like a handler, with credentials to check
   * first if the provider does so.
   */
  invalid(call: Call<State, Settings>, violations: readonly RequestViolation[]): Reply | Promise<Reply>;
  /** What a body without a Content-Type is read as, such as `application/json`. @default it is a violation */
  readonly untypedBody?: string;
  /** Makes happen what time alone brings: expiries, delayed results. Runs before each call and each control operation. */
  advance?(context: Context<State, Settings>): void | Promise<void>;
  /** Told of each attempt to deliver a webhook. @default any 2xx is delivered, all else abandoned at once */
  checkDelivery?(context: Context<State, Settings>, delivery: Delivery): DeliveryVerdict | Promise<DeliveryVerdict>;
  /** What the control API can do with this provider. */
  readonly control?: ProviderControl<State, Settings>;
}

/** What becomes of a webhook after an attempt. `retryAt`: Unix milliseconds. */
export type DeliveryVerdict = 'delivered' | 'abandoned' | { retryAt: number };

/** One thing that is wrong with a request. */
export interface RequestViolation extends Violation {
  /** Where. `body` has a JSON Pointer in `instancePath`; the others have `/name`. */
  readonly in: 'body' | 'path' | 'query';
  /**
   * That of JSON Schema, or, alone in the list: `contentType` (none of the documented ones), `charset` (not UTF-8),
   * `parse` (not JSON, or no readable form), `depth` (nested deeper than 64 levels), `missing` (a required body left
   * out).
   */
  readonly keyword: string;
}

export interface ProviderControl<State extends object = any, Settings = any> {
  /** Every verification there is, the oldest first. */
  verifications?(context: Context<State, Settings>): Verification[];
  /** Decides one, with all that follows from it: status, webhooks. @returns undefined if there is none of this id. */
  decide?(context: Context<State, Settings>, id: string, decision: Decision): Decided | Promise<Decided>;
  /** The endpoints that events go to. Registering a URL again replaces what is known of it. */
  registerWebhook?(context: Context<State, Settings>, endpoint: WebhookEndpoint): void | Promise<void>;
  webhookEndpoints?(context: Context<State, Settings>): (WebhookEndpoint & { active: boolean })[];
  /** Makes a token as it would have been issued then and there, and changes nothing. */
  issueToken?(
    context: Context<State, Settings>,
    request: TokenRequest,
  ): IssuedToken | Unknown | Promise<IssuedToken | Unknown>;
  /** Gives a person a role in a business, without the credentials that it takes otherwise. */
  addMember?(context: Context<State, Settings>, membership: Membership): Unknown | void;
}

/** The member of what was asked for whose value the provider does not know, or that it has not got. */
export interface Unknown {
  readonly unknown: string;
}

/** `refused`: it is in a state in which this cannot be decided, with the reason for people. */
export type Decided = Verification | { refused: string } | Unknown | undefined;

/** A verification as the control API shows it: no name, no number, no birthday. */
export interface Verification {
  readonly id: string;
  /** Handle or user number. */
  readonly subject: string;
  /** The provider's own word. */
  readonly status: string;
  readonly reasons: readonly string[];
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Decision {
  readonly outcome: 'passed' | 'failed' | 'documents_required' | 'review';
  /** The provider's words for why. @default its most ordinary one, where the outcome needs any */
  readonly reasons?: readonly string[];
  /** The provider's word for what it asks for. @default its most ordinary one; with a final outcome there is none */
  readonly action?: string;
}

export interface TokenRequest {
  /** The provider's handle, name or number of whom it is for. @default the one it is most likely for */
  readonly subject?: string;
  /** Seconds since it was issued. */
  readonly age: number;
  /** @default the one that is played */
  readonly environment?: string;
}

export interface IssuedToken {
  readonly subject: string;
  /** Without the name of a scheme. */
  readonly token: string;
  /** Unix milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** All of it in the provider's words. */
export interface Membership {
  readonly business: string;
  readonly member: string;
  readonly role: string;
  readonly details?: string;
}

export interface WebhookEndpoint {
  readonly url: string;
  /** @default one that the provider gives it */
  readonly name?: string;
  /** What signatures are made with. */
  readonly secret?: string;
  /** The provider's names of the events wanted. @default all */
  readonly events?: readonly string[];
}
