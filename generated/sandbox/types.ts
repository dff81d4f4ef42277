// generated from spec/sandbox/openapi.yaml — do not edit

export interface paths {
  '/clock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the clock
     * @description Tells what time the sandbox takes it to be, and whether its clock stands still.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    get: ReadClockOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/clock/set': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set, freeze or start the clock
     * @description Sets the clock, to an instant or to what it says already, and has it stand still there or run on. What falls due by it happens at once. It may go back, which undoes nothing.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: SetClockOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/clock/advance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Let time pass
     * @description Sets the clock forward. What falls due meanwhile happens at once, such as expiries; webhooks begin to be sent.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: AdvanceClockOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin anew
     * @description Makes the sandbox as it was when it was fresh: no users, no events, the clock and the ids as at the start. The list of requests is emptied, too.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: ResetSandboxOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/snapshot': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Take a snapshot
     * @description Returns all state, which `restoreSnapshot` brings back, in this sandbox or in another one of the same version. It holds the secrets of that state and the data of its people.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    get: TakeSnapshotOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Go back to a snapshot
     * @description Replaces all state with that of a snapshot, clock and ids included.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: RestoreSnapshotOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/verifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List verifications
     * @description Lists the verifications of all providers, the oldest first. Alfred documents none, so its users have none here.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    get: ListVerificationsOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/verifications/{provider}/{verification_id}/decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decide a verification
     * @description Ends a verification, or sends it to another state, with all that follows from it at the provider, such as webhooks.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: DecideVerificationOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make a person a member of a business
     * @description Gives a person a role in a business, both registered at the provider. For providers that show members and document no operation that makes any.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: AddMemberOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Issue a token
     * @description Issues a token of a provider as one that was obtained at some other time, or elsewhere: one that has run out, one of another app, one of another environment. It changes nothing: what the provider's own operation issues stays as it was.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: IssueTokenOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/force': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Force the next answers of an operation
     * @description Has the next calls of one operation answered with this, whatever they send, unless their body is too large to be read (413). Nothing is validated or changed by them. A second one for the same operation is used up after the first.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: ForceResponseOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List received requests
     * @description Lists the last 500 requests to providers since the start, the newest last. Of headers only media types and lengths are shown, of bodies only types, lengths, and the names that the provider's document has; any other name is `*`. No credential and nothing about a person.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    get: ListRequestsOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhook-deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook events and attempts
     * @description Lists the events for webhooks in the order in which they came up, with each attempt to deliver them. At least the last 1000 that are done with are kept.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    get: ListWebhookDeliveriesOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhook-endpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook endpoints
     * @description Lists the URLs that events are sent to, without their secrets.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    get: ListWebhookEndpointsOperation;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/webhook-endpoints/register': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Register a webhook endpoint
     * @description Has the events of a provider sent to a URL. The sandbox contacts no other addresses than these. Registering a URL again replaces what was known of it, and makes it active again.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    post: RegisterWebhookEndpointOperation;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @description An attempt to deliver an event. It has a status or a failure.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Attempt: Attempt;
    /**
     * @description The clock of the sandbox.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Clock: Clock;
    /**
     * @description How a verification is decided.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Decision: Decision;
    /**
     * @description A webhook event, and what became of it.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Delivery: Delivery;
    /**
     * @description A page of the webhook events in the order in which they came up.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    DeliveryList: DeliveryList;
    /**
     * @description A length of time, the sum of its members.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Duration: Duration;
    /**
     * @description A URL that a provider's events are sent to.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Endpoint: Endpoint;
    /**
     * @description Webhook endpoints.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    EndpointList: EndpointList;
    /**
     * @description A URL to send a provider's events to.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    EndpointRegistration: EndpointRegistration;
    /**
     * @description An answer, and which operation's calls it is for.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    ForcedResponse: ForcedResponse;
    /**
     * Format: date-time
     * @description An instant, as RFC 3339 has it.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     * @example 2026-01-31T12:00:00.000Z
     */
    Instant: Instant;
    /**
     * @description A token.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    IssuedToken: IssuedToken;
    /**
     * @description The role of a person in a business.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Membership: Membership;
    /**
     * @description What the sandbox itself has to say, as RFC 9457 has it.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Problem: Problem;
    /**
     * @description A request to a provider, without credentials and without anything about a person.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    ReceivedRequest: ReceivedRequest;
    /**
     * @description Received requests, the newest last.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    RequestList: RequestList;
    /**
     * @description How to change the clock. What is left out stays as it is.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    SetClockRequest: SetClockRequest;
    /**
     * @description All state of a sandbox. What is in it is the sandbox's business, and may change with its version.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Snapshot: Snapshot;
    /**
     * @description One piece of state.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    SnapshotEntry: SnapshotEntry;
    /**
     * @description Which token to issue.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    TokenRequest: TokenRequest;
    /**
     * @description A verification, without anything about the person.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Verification: Verification;
    /**
     * @description Verifications, the oldest first.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    VerificationList: VerificationList;
    /**
     * @description One thing that is wrong with a request.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Violation: Violation;
  };
  responses: {
    /**
     * @description The request comes from a browser on another site.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    ForeignOrigin: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': Problem;
      };
    };
    /**
     * @description The request is not as this document has it.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Invalid: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': Problem;
      };
    };
    /**
     * @description There is no such provider, verification or operation here.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': Problem;
      };
    };
    /**
     * @description The verification is in a state in which this cannot be decided.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    Refused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': Problem;
      };
    };
  };
  parameters: {
    /**
     * @description The number after which to begin, as `next` of the page before has it.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    after: number;
    /**
     * @description How many there are on a page.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    limit: number;
    /**
     * @description Which provider, such as `sila`.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    provider: string;
    /**
     * @description Id of the verification, as `listVerifications` has it.
     *
     * **Source:** The sandbox of this repository, of which its document is the specification.
     */
    verificationId: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  readClock: ReadClockOperation;
  setClock: SetClockOperation;
  advanceClock: AdvanceClockOperation;
  resetSandbox: ResetSandboxOperation;
  takeSnapshot: TakeSnapshotOperation;
  restoreSnapshot: RestoreSnapshotOperation;
  listVerifications: ListVerificationsOperation;
  decideVerification: DecideVerificationOperation;
  addMember: AddMemberOperation;
  issueToken: IssueTokenOperation;
  forceResponse: ForceResponseOperation;
  listRequests: ListRequestsOperation;
  listWebhookDeliveries: ListWebhookDeliveriesOperation;
  listWebhookEndpoints: ListWebhookEndpointsOperation;
  registerWebhookEndpoint: RegisterWebhookEndpointOperation;
}

/**
 * @description An attempt to deliver an event. It has a status or a failure.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Attempt {
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   * @example 2026-01-31T12:00:00.000Z
   */
  at: Instant;
  /**
   * @description Status of the receiver's answer. Redirects are not followed.
   * @example 200
   */
  status?: number;
  /**
   * @description Why there was no answer. A receiver has ten seconds.
   * @example timeout
   * @enum {string}
   */
  failure?: 'timeout' | 'network';
}

/**
 * @description The clock of the sandbox.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Clock {
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   * @example 2026-01-31T12:00:00.000Z
   */
  now: Instant;
  /**
   * @description The same, in milliseconds since 1970-01-01T00:00:00Z.
   * @example 1769860800000
   */
  unixMilliseconds: number;
  /**
   * @description Whether it stands still.
   * @example true
   */
  frozen: boolean;
}

/**
 * @description How a verification is decided.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Decision {
  /**
   * @description The state it gets. `passed` and `failed` end it; with the others it waits for documents or a person.
   * @example passed
   * @enum {string}
   */
  outcome: 'passed' | 'failed' | 'documents_required' | 'review';
  /**
   * @description The provider's word for what it asks for, where the outcome is not final: at Sila `doc_upload`, `entity_data` or `review`. Left out, its most ordinary one.
   * @example entity_data
   */
  action?: string;
  /** @description The provider's words for why. Left out, its most ordinary one is taken where there has to be one. */
  reasons?: string[];
}

/**
 * @description A webhook event, and what became of it.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Delivery {
  /**
   * @description Its place in the order in which events came up. One that is sent anew gets another.
   * @example 1
   */
  number: number;
  /**
   * @description Whose event it is.
   * @example sila
   */
  provider: string;
  /**
   * @description The provider's id of it.
   * @example c8b2d5a6-3c09-4d0a-8a7e-0f7a2b5d1e33
   */
  id: string;
  /**
   * Format: uri
   * @description Where it goes.
   * @example http://127.0.0.1:9000/hooks
   */
  url: string;
  /**
   * @description `pending` while attempts are to come, `delivered` once the receiver has answered as the provider wants it, else `abandoned`.
   * @example delivered
   * @enum {string}
   */
  status: 'pending' | 'delivered' | 'abandoned';
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   */
  dueAt?: Instant;
  /**
   * @description What is sent, as text.
   * @example {"event_type":"kyc_status"}
   */
  body: string;
  /** @description The attempts so far. */
  attempts: Attempt[];
}

/**
 * @description A page of the webhook events in the order in which they came up.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface DeliveryList {
  /** @description The events. */
  deliveries: Delivery[];
  /** @description What to give as `after` for those that follow. Left out, there are none yet. */
  next?: number;
}

/**
 * @description A length of time, the sum of its members.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Duration {
  /** @description How many days. */
  days?: number;
  /** @description How many hours. */
  hours?: number;
  /**
   * @description How many minutes.
   * @example 15
   */
  minutes?: number;
  /** @description How many seconds. */
  seconds?: number;
  /** @description How many milliseconds. */
  milliseconds?: number;
}

/**
 * @description A URL that a provider's events are sent to.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Endpoint {
  /**
   * @description Whose events are sent there.
   * @example sila
   */
  provider: string;
  /**
   * Format: uri
   * @description The URL.
   * @example http://127.0.0.1:9000/hooks
   */
  url: string;
  /** @description The provider's name of it, where it shows one. */
  name?: string;
  /** @description The provider's names of the events that are. Left out, all are. */
  events?: string[];
  /**
   * @description Whether events are sent. A provider may stop after many failures.
   * @example true
   */
  active: boolean;
}

/**
 * @description Webhook endpoints.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface EndpointList {
  /** @description The endpoints. */
  endpoints: Endpoint[];
}

/**
 * @description A URL to send a provider's events to.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface EndpointRegistration {
  /**
   * @description Whose events to send there.
   * @example sila
   */
  provider: string;
  /**
   * Format: uri
   * @description The URL. Both http and https will do, since receivers in tests are local.
   * @example http://127.0.0.1:9000/hooks
   */
  url: string;
  /** @description The provider's name of it, where it shows one. Left out, it is given one. */
  name?: string;
  /**
   * @description What the provider's signatures are made with.
   * @example not-a-real-secret
   */
  secret?: string;
  /** @description The provider's names of the events to send. Left out, all are. */
  events?: string[];
}

/**
 * @description An answer, and which operation's calls it is for.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface ForcedResponse {
  /**
   * @description Which provider, such as `sila`.
   * @example alfred
   */
  provider: string;
  /**
   * @description The operation, by the id that the provider's document has for it.
   * @example loginSofKyc
   */
  operationId: string;
  /**
   * @description Status of the answer.
   * @example 503
   */
  status: number;
  /** @description Headers of the answer besides Content-Type, which is that of JSON. */
  headers?: {
    [key: string]: string;
  };
  /** @description Body of the answer, sent as JSON. Left out, there is none. */
  body?: unknown;
  /**
   * @description How many calls are answered with it.
   * @default 1
   */
  times?: number;
}

/**
 * Format: date-time
 * @description An instant, as RFC 3339 has it.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 * @example 2026-01-31T12:00:00.000Z
 */
export type Instant = string;

/**
 * @description A token.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface IssuedToken {
  /**
   * @description Whose token it is.
   * @example sila
   */
  provider: string;
  /**
   * @description For whom it is.
   * @example example_app
   */
  subject: string;
  /**
   * @description The token, as it goes into a request. At Sila after `Bearer `, at Alfred alone.
   * @example not-a-real-token
   */
  token: string;
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   * @example 2026-01-31T12:00:00.000Z
   */
  issuedAt: Instant;
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   * @example 2026-01-31T20:00:00.000Z
   */
  expiresAt: Instant;
}

/**
 * @description The role of a person in a business.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Membership {
  /**
   * @description Where both are registered, such as `sila`.
   * @example sila
   */
  provider: string;
  /**
   * @description The provider's handle of the business.
   * @example hub_example
   */
  business: string;
  /**
   * @description The provider's handle of the person.
   * @example gus_example
   */
  member: string;
  /**
   * @description The provider's word for the role.
   * @example controlling_officer
   */
  role: string;
  /**
   * @description What the provider shows besides, such as a title.
   * @example CEO
   */
  details?: string;
}

/**
 * @description What the sandbox itself has to say, as RFC 9457 has it.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Problem {
  /**
   * @description The title says it all.
   * @example about:blank
   * @constant
   */
  type: 'about:blank';
  /**
   * @description What kind of problem it is.
   * @example Forbidden
   */
  title: string;
  /**
   * @description Repeats the HTTP status.
   * @example 403
   */
  status: number;
  /**
   * @description What the problem is.
   * @example The control API answers no browser that comes from another site.
   */
  detail: string;
  /** @description What is wrong with the request, all of it. */
  violations?: Violation[];
}

/**
 * @description A request to a provider, without credentials and without anything about a person.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface ReceivedRequest {
  /**
   * @description 1 for the first since the start.
   * @example 1
   */
  number: number;
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   * @example 2026-01-31T12:00:00.000Z
   */
  at: Instant;
  /**
   * @description Which provider it went to.
   * @example alfred
   */
  provider: string;
  /**
   * @description The operation, by the id that the provider's document has for it.
   * @example loginSofKyc
   */
  operationId: string;
  /**
   * @description Its method.
   * @example POST
   */
  method: string;
  /**
   * @description The template of its path.
   * @example /login-sof-kyc
   */
  path: string;
  /**
   * @description Status of the answer.
   * @example 202
   */
  status: number;
  /**
   * @description Whether the answer had been forced.
   * @example false
   */
  forced: boolean;
  /** @description What was wrong with it by the provider's document. A handler may have found more. */
  violations: Violation[];
  /** @description Its headers; of those that may hold a secret, only the length. */
  headers: {
    [key: string]: string;
  };
  /** @description Names and types of what it held, with lengths of texts. Left out where there was no body that could be read. */
  body?: unknown;
}

/**
 * @description Received requests, the newest last.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface RequestList {
  /** @description The requests. */
  requests: ReceivedRequest[];
}

/**
 * @description How to change the clock. What is left out stays as it is.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface SetClockRequest {
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   * @example 2026-01-31T12:00:00.000Z
   */
  now?: Instant;
  /**
   * @description `true` has it stand still, `false` has it run.
   * @example true
   */
  frozen?: boolean;
}

/**
 * @description All state of a sandbox. What is in it is the sandbox's business, and may change with its version.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Snapshot {
  /**
   * @description Which form of snapshot this is.
   * @example 1
   * @constant
   */
  format: 1;
  /** @description Every piece of state. */
  entries: SnapshotEntry[];
}

/**
 * @description One piece of state.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface SnapshotEntry {
  /** @description Where it belongs. */
  key: string[];
  /**
   * @description What it is, unless it is bytes.
   * @example 1
   */
  value?: unknown;
  /** @description The bytes that it is, in Base64. */
  bytes?: string;
}

/**
 * @description Which token to issue.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface TokenRequest {
  /**
   * @description Whose token, such as `sila`.
   * @example sila
   */
  provider: string;
  /**
   * @description For whom. At Sila the handle of an app; left out, the first of the settings. At Alfred the username or number of a user who has signed in; left out, the one who signed up last.
   * @example example_app
   */
  subject?: string;
  /**
   * @description How many seconds ago it was issued, by the sandbox's clock.
   * @default 0
   * @example 28800
   */
  age?: number;
  /**
   * @description Of which environment, where the provider has several. At Sila `sandbox` or `production`. Left out, the one that is played.
   * @example production
   */
  environment?: string;
}

/**
 * @description A verification, without anything about the person.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Verification {
  /**
   * @description Which provider it is at, such as `sila`.
   * @example sila
   */
  provider: string;
  /**
   * @description The provider's id of it.
   * @example 0b1c6a44-51b5-4d2c-9c4e-6a1f1c3f7a10
   */
  id: string;
  /**
   * @description Whose it is, by the provider's handle or number of the user.
   * @example ada.silamoney.eth
   */
  subject: string;
  /**
   * @description The provider's word for its state.
   * @example pending
   */
  status: string;
  /** @description The provider's words for why. */
  reasons: string[];
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   * @example 2026-01-31T12:00:00.000Z
   */
  createdAt: Instant;
  /**
   * @description An instant, as RFC 3339 has it.
   *
   * **Source:** The sandbox of this repository, of which its document is the specification.
   * @example 2026-01-31T12:00:00.000Z
   */
  updatedAt: Instant;
}

/**
 * @description Verifications, the oldest first.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface VerificationList {
  /** @description The verifications. */
  verifications: Verification[];
}

/**
 * @description One thing that is wrong with a request.
 *
 * **Source:** The sandbox of this repository, of which its document is the specification.
 */
export interface Violation {
  /**
   * @description Where.
   * @example body
   * @enum {string}
   */
  in: 'body' | 'path' | 'query';
  /**
   * @description JSON Pointer to it, or the name of the parameter after a slash. Empty for the whole.
   * @example /outcome
   */
  pointer: string;
  /**
   * @description What is wrong, for people.
   * @example must be equal to one of the allowed values
   */
  message: string;
}

export interface ReadClockOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /** @description The clock. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Clock;
      };
    };
    403: components['responses']['ForeignOrigin'];
  };
  /** Of any of its failures. */
  error: ReadClockError;
}

export interface SetClockOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description What to change. */
  requestBody: {
    content: {
      'application/json': SetClockRequest;
    };
  };
  responses: {
    /** @description The clock as it is now. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Clock;
      };
    };
    403: components['responses']['ForeignOrigin'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: SetClockError;
}

export interface AdvanceClockOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description How much time. The members are added up. */
  requestBody: {
    content: {
      'application/json': Duration;
    };
  };
  responses: {
    /** @description The clock as it is now. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Clock;
      };
    };
    403: components['responses']['ForeignOrigin'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: AdvanceClockError;
}

export interface ResetSandboxOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /** @description It is as if nothing had happened. */
    204: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    403: components['responses']['ForeignOrigin'];
  };
  /** Of any of its failures. */
  error: ResetSandboxError;
}

export interface TakeSnapshotOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /** @description All state. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Snapshot;
      };
    };
    403: components['responses']['ForeignOrigin'];
  };
  /** Of any of its failures. */
  error: TakeSnapshotError;
}

export interface RestoreSnapshotOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description What `takeSnapshot` returned. */
  requestBody: {
    content: {
      'application/json': Snapshot;
    };
  };
  responses: {
    /** @description The state is that of the snapshot. */
    204: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    403: components['responses']['ForeignOrigin'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: RestoreSnapshotError;
}

export interface ListVerificationsOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /** @description The verifications. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': VerificationList;
      };
    };
    403: components['responses']['ForeignOrigin'];
  };
  /** Of any of its failures. */
  error: ListVerificationsError;
}

export interface DecideVerificationOperation {
  parameters: {
    query?: never;
    header?: never;
    path: {
      /**
       * @description Which provider, such as `sila`.
       *
       * **Source:** The sandbox of this repository, of which its document is the specification.
       */
      provider: components['parameters']['provider'];
      /**
       * @description Id of the verification, as `listVerifications` has it.
       *
       * **Source:** The sandbox of this repository, of which its document is the specification.
       */
      verification_id: components['parameters']['verificationId'];
    };
    cookie?: never;
  };
  /** @description How it is decided. */
  requestBody: {
    content: {
      'application/json': Decision;
    };
  };
  responses: {
    /** @description The verification as it is now. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': Verification;
      };
    };
    403: components['responses']['ForeignOrigin'];
    404: components['responses']['NotFound'];
    409: components['responses']['Refused'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: DecideVerificationError;
}

export interface AddMemberOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Business, person and role. */
  requestBody: {
    content: {
      'application/json': Membership;
    };
  };
  responses: {
    /** @description The person has the role. */
    204: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    403: components['responses']['ForeignOrigin'];
    404: components['responses']['NotFound'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: AddMemberError;
}

export interface IssueTokenOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Whose token, and of what age. */
  requestBody: {
    content: {
      'application/json': TokenRequest;
    };
  };
  responses: {
    /** @description The token. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': IssuedToken;
      };
    };
    403: components['responses']['ForeignOrigin'];
    404: components['responses']['NotFound'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: IssueTokenError;
}

export interface ForceResponseOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description What to answer, to which operation. */
  requestBody: {
    content: {
      'application/json': ForcedResponse;
    };
  };
  responses: {
    /** @description The next calls are answered with it. */
    204: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    403: components['responses']['ForeignOrigin'];
    404: components['responses']['NotFound'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: ForceResponseError;
}

export interface ListRequestsOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /** @description The requests. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': RequestList;
      };
    };
    403: components['responses']['ForeignOrigin'];
  };
  /** Of any of its failures. */
  error: ListRequestsError;
}

export interface ListWebhookDeliveriesOperation {
  parameters: {
    query?: {
      /**
       * @description The number after which to begin, as `next` of the page before has it.
       *
       * **Source:** The sandbox of this repository, of which its document is the specification.
       */
      after?: components['parameters']['after'];
      /**
       * @description How many there are on a page.
       *
       * **Source:** The sandbox of this repository, of which its document is the specification.
       */
      limit?: components['parameters']['limit'];
    };
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /** @description The events. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': DeliveryList;
      };
    };
    403: components['responses']['ForeignOrigin'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: ListWebhookDeliveriesError;
}

export interface ListWebhookEndpointsOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  requestBody?: never;
  responses: {
    /** @description The endpoints. */
    200: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': EndpointList;
      };
    };
    403: components['responses']['ForeignOrigin'];
  };
  /** Of any of its failures. */
  error: ListWebhookEndpointsError;
}

export interface RegisterWebhookEndpointOperation {
  parameters: {
    query?: never;
    header?: never;
    path?: never;
    cookie?: never;
  };
  /** @description Provider, URL and secret. */
  requestBody: {
    content: {
      'application/json': EndpointRegistration;
    };
  };
  responses: {
    /** @description Events that come up from now on are sent there. */
    204: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    403: components['responses']['ForeignOrigin'];
    404: components['responses']['NotFound'];
    422: components['responses']['Invalid'];
  };
  /** Of any of its failures. */
  error: RegisterWebhookEndpointError;
}

/** Body of GET /clock. */
export type ReadClockRequest = undefined;

/** Body of a success of GET /clock. */
export type ReadClockResponse = Clock;

/** Bodies of the failures of GET /clock that the document has. */
export type ReadClockError = Problem;

/** Body of a success of POST /clock/set. */
export type SetClockResponse = Clock;

/** Bodies of the failures of POST /clock/set that the document has. */
export type SetClockError = Problem;

/** Body of POST /clock/advance. */
export type AdvanceClockRequest = Duration;

/** Body of a success of POST /clock/advance. */
export type AdvanceClockResponse = Clock;

/** Bodies of the failures of POST /clock/advance that the document has. */
export type AdvanceClockError = Problem;

/** Body of POST /reset. */
export type ResetSandboxRequest = undefined;

/** Body of a success of POST /reset. */
export type ResetSandboxResponse = undefined;

/** Bodies of the failures of POST /reset that the document has. */
export type ResetSandboxError = Problem;

/** Body of GET /snapshot. */
export type TakeSnapshotRequest = undefined;

/** Body of a success of GET /snapshot. */
export type TakeSnapshotResponse = Snapshot;

/** Bodies of the failures of GET /snapshot that the document has. */
export type TakeSnapshotError = Problem;

/** Body of POST /restore. */
export type RestoreSnapshotRequest = Snapshot;

/** Body of a success of POST /restore. */
export type RestoreSnapshotResponse = undefined;

/** Bodies of the failures of POST /restore that the document has. */
export type RestoreSnapshotError = Problem;

/** Body of GET /verifications. */
export type ListVerificationsRequest = undefined;

/** Body of a success of GET /verifications. */
export type ListVerificationsResponse = VerificationList;

/** Bodies of the failures of GET /verifications that the document has. */
export type ListVerificationsError = Problem;

/** Body of POST /verifications/{provider}/{verification_id}/decision. */
export type DecideVerificationRequest = Decision;

/** Body of a success of POST /verifications/{provider}/{verification_id}/decision. */
export type DecideVerificationResponse = Verification;

/** Bodies of the failures of POST /verifications/{provider}/{verification_id}/decision that the document has. */
export type DecideVerificationError = Problem;

/** Body of POST /members. */
export type AddMemberRequest = Membership;

/** Body of a success of POST /members. */
export type AddMemberResponse = undefined;

/** Bodies of the failures of POST /members that the document has. */
export type AddMemberError = Problem;

/** Body of POST /tokens. */
export type IssueTokenRequest = TokenRequest;

/** Body of a success of POST /tokens. */
export type IssueTokenResponse = IssuedToken;

/** Bodies of the failures of POST /tokens that the document has. */
export type IssueTokenError = Problem;

/** Body of POST /force. */
export type ForceResponseRequest = ForcedResponse;

/** Body of a success of POST /force. */
export type ForceResponseResponse = undefined;

/** Bodies of the failures of POST /force that the document has. */
export type ForceResponseError = Problem;

/** Body of GET /requests. */
export type ListRequestsRequest = undefined;

/** Body of a success of GET /requests. */
export type ListRequestsResponse = RequestList;

/** Bodies of the failures of GET /requests that the document has. */
export type ListRequestsError = Problem;

/** Body of GET /webhook-deliveries. */
export type ListWebhookDeliveriesRequest = undefined;

/** Body of a success of GET /webhook-deliveries. */
export type ListWebhookDeliveriesResponse = DeliveryList;

/** Bodies of the failures of GET /webhook-deliveries that the document has. */
export type ListWebhookDeliveriesError = Problem;

/** Body of GET /webhook-endpoints. */
export type ListWebhookEndpointsRequest = undefined;

/** Body of a success of GET /webhook-endpoints. */
export type ListWebhookEndpointsResponse = EndpointList;

/** Bodies of the failures of GET /webhook-endpoints that the document has. */
export type ListWebhookEndpointsError = Problem;

/** Body of POST /webhook-endpoints/register. */
export type RegisterWebhookEndpointRequest = EndpointRegistration;

/** Body of a success of POST /webhook-endpoints/register. */
export type RegisterWebhookEndpointResponse = undefined;

/** Bodies of the failures of POST /webhook-endpoints/register that the document has. */
export type RegisterWebhookEndpointError = Problem;
