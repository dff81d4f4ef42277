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
     */
    get: operations['readClock'];
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
     */
    post: operations['setClock'];
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
     */
    post: operations['advanceClock'];
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
     */
    post: operations['resetSandbox'];
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
     */
    get: operations['takeSnapshot'];
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
     */
    post: operations['restoreSnapshot'];
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
     */
    get: operations['listVerifications'];
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
     */
    post: operations['decideVerification'];
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
     */
    post: operations['addMember'];
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
     */
    post: operations['issueToken'];
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
     * @description Has the next calls of one operation answered with this, whatever they send. Nothing is validated or changed by them. A second one for the same operation is used up after the first.
     */
    post: operations['forceResponse'];
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
     * @description Lists the last 500 requests to providers since the start, the newest last. Of headers only harmless ones are shown with their values, of bodies only names, types and lengths: no credential and nothing about a person.
     */
    get: operations['listRequests'];
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
     */
    get: operations['listWebhookDeliveries'];
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
     */
    get: operations['listWebhookEndpoints'];
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
     */
    post: operations['registerWebhookEndpoint'];
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
    /** @description An attempt to deliver an event. It has a status or a failure. */
    Attempt: {
      at: components['schemas']['Instant'];
      /** @description Status of the receiver's answer. Redirects are not followed. */
      status?: number;
      /**
       * @description Why there was no answer. A receiver has ten seconds.
       * @enum {string}
       */
      failure?: 'timeout' | 'network';
    };
    /** @description The clock of the sandbox. */
    Clock: {
      now: components['schemas']['Instant'];
      /** @description The same, in milliseconds since 1970-01-01T00:00:00Z. */
      unixMilliseconds: number;
      /** @description Whether it stands still. */
      frozen: boolean;
    };
    /** @description How a verification is decided. */
    Decision: {
      /**
       * @description The state it gets. `passed` and `failed` end it; with the others it waits for documents or a person.
       * @enum {string}
       */
      outcome: 'passed' | 'failed' | 'documents_required' | 'review';
      /** @description The provider's word for what it asks for, where the outcome is not final: at Sila `doc_upload`, `entity_data` or `review`. Left out, its most ordinary one. */
      action?: string;
      /** @description The provider's words for why. Left out, its most ordinary one is taken where there has to be one. */
      reasons?: string[];
    };
    /** @description A webhook event, and what became of it. */
    Delivery: {
      /** @description Its place in the order in which events came up. One that is sent anew gets another. */
      number: number;
      /** @description Whose event it is. */
      provider: string;
      /** @description The provider's id of it. */
      id: string;
      /**
       * Format: uri
       * @description Where it goes.
       */
      url: string;
      /**
       * @description `pending` while attempts are to come, `delivered` once the receiver has answered as the provider wants it, else `abandoned`.
       * @enum {string}
       */
      status: 'pending' | 'delivered' | 'abandoned';
      dueAt?: components['schemas']['Instant'];
      /** @description What is sent, as text. */
      body: string;
      /** @description The attempts so far. */
      attempts: components['schemas']['Attempt'][];
    };
    /** @description A page of the webhook events in the order in which they came up. */
    DeliveryList: {
      /** @description The events. */
      deliveries: components['schemas']['Delivery'][];
      /** @description What to give as `after` for those that follow. Left out, there are none yet. */
      next?: number;
    };
    /** @description A length of time, the sum of its members. */
    Duration: {
      /** @description How many days. */
      days?: number;
      /** @description How many hours. */
      hours?: number;
      /** @description How many minutes. */
      minutes?: number;
      /** @description How many seconds. */
      seconds?: number;
      /** @description How many milliseconds. */
      milliseconds?: number;
    };
    /** @description A URL that a provider's events are sent to. */
    Endpoint: {
      /** @description Whose events are sent there. */
      provider: string;
      /**
       * Format: uri
       * @description The URL.
       */
      url: string;
      /** @description The provider's name of it, where it shows one. */
      name?: string;
      /** @description The provider's names of the events that are. Left out, all are. */
      events?: string[];
      /** @description Whether events are sent. A provider may stop after many failures. */
      active: boolean;
    };
    /** @description Webhook endpoints. */
    EndpointList: {
      /** @description The endpoints. */
      endpoints: components['schemas']['Endpoint'][];
    };
    /** @description A URL to send a provider's events to. */
    EndpointRegistration: {
      /** @description Whose events to send there. */
      provider: string;
      /**
       * Format: uri
       * @description The URL. Both http and https will do, since receivers in tests are local.
       */
      url: string;
      /** @description The provider's name of it, where it shows one. Left out, it is given one. */
      name?: string;
      /** @description What the provider's signatures are made with. */
      secret?: string;
      /** @description The provider's names of the events to send. Left out, all are. */
      events?: string[];
    };
    /** @description An answer, and which operation's calls it is for. */
    ForcedResponse: {
      /** @description Which provider, such as `sila`. */
      provider: string;
      /** @description The operation, by the id that the provider's document has for it. */
      operationId: string;
      /** @description Status of the answer. */
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
    };
    /**
     * Format: date-time
     * @description An instant, as RFC 3339 has it.
     */
    Instant: string;
    /** @description A token. */
    IssuedToken: {
      /** @description Whose token it is. */
      provider: string;
      /** @description For whom it is. */
      subject: string;
      /** @description The token, as it goes into a request. At Sila after `Bearer `, at Alfred alone. */
      token: string;
      issuedAt: components['schemas']['Instant'];
      expiresAt: components['schemas']['Instant'];
    };
    /** @description The role of a person in a business. */
    Membership: {
      /** @description Where both are registered, such as `sila`. */
      provider: string;
      /** @description The provider's handle of the business. */
      business: string;
      /** @description The provider's handle of the person. */
      member: string;
      /** @description The provider's word for the role. */
      role: string;
      /** @description What the provider shows besides, such as a title. */
      details?: string;
    };
    /** @description What the sandbox itself has to say, as RFC 9457 has it. */
    Problem: {
      /**
       * @description The title says it all.
       * @constant
       */
      type: 'about:blank';
      /** @description What kind of problem it is. */
      title: string;
      /** @description Repeats the HTTP status. */
      status: number;
      /** @description What the problem is. */
      detail: string;
      /** @description What is wrong with the request, all of it. */
      violations?: components['schemas']['Violation'][];
    };
    /** @description A request to a provider, without credentials and without anything about a person. */
    ReceivedRequest: {
      /** @description 1 for the first since the start. */
      number: number;
      at: components['schemas']['Instant'];
      /** @description Which provider it went to. */
      provider: string;
      /** @description The operation, by the id that the provider's document has for it. */
      operationId: string;
      /** @description Its method. */
      method: string;
      /** @description The template of its path. */
      path: string;
      /** @description Status of the answer. */
      status: number;
      /** @description Whether the answer had been forced. */
      forced: boolean;
      /** @description What was wrong with it by the provider's document. A handler may have found more. */
      violations: components['schemas']['Violation'][];
      /** @description Its headers; of those that may hold a secret, only the length. */
      headers: {
        [key: string]: string;
      };
      /** @description Names and types of what it held, with lengths of texts. Left out where there was no body that could be read. */
      body?: unknown;
    };
    /** @description Received requests, the newest last. */
    RequestList: {
      /** @description The requests. */
      requests: components['schemas']['ReceivedRequest'][];
    };
    /** @description How to change the clock. What is left out stays as it is. */
    SetClockRequest: {
      now?: components['schemas']['Instant'];
      /** @description `true` has it stand still, `false` has it run. */
      frozen?: boolean;
    };
    /** @description All state of a sandbox. What is in it is the sandbox's business, and may change with its version. */
    Snapshot: {
      /**
       * @description Which form of snapshot this is.
       * @constant
       */
      format: 1;
      /** @description Every piece of state. */
      entries: components['schemas']['SnapshotEntry'][];
    };
    /** @description One piece of state. */
    SnapshotEntry: {
      /** @description Where it belongs. */
      key: string[];
      /** @description What it is, unless it is bytes. */
      value?: unknown;
      /** @description The bytes that it is, in Base64. */
      bytes?: string;
    };
    /** @description Which token to issue. */
    TokenRequest: {
      /** @description Whose token, such as `sila`. */
      provider: string;
      /** @description For whom. At Sila the handle of an app; left out, the first of the settings. At Alfred the username or number of a user who has signed in; left out, the one who signed up last. */
      subject?: string;
      /**
       * @description How many seconds ago it was issued, by the sandbox's clock.
       * @default 0
       */
      age?: number;
      /** @description Of which environment, where the provider has several. At Sila `sandbox` or `production`. Left out, the one that is played. */
      environment?: string;
    };
    /** @description A verification, without anything about the person. */
    Verification: {
      /** @description Which provider it is at, such as `sila`. */
      provider: string;
      /** @description The provider's id of it. */
      id: string;
      /** @description Whose it is, by the provider's handle or number of the user. */
      subject: string;
      /** @description The provider's word for its state. */
      status: string;
      /** @description The provider's words for why. */
      reasons: string[];
      createdAt: components['schemas']['Instant'];
      updatedAt: components['schemas']['Instant'];
    };
    /** @description Verifications, the oldest first. */
    VerificationList: {
      /** @description The verifications. */
      verifications: components['schemas']['Verification'][];
    };
    /** @description One thing that is wrong with a request. */
    Violation: {
      /**
       * @description Where.
       * @enum {string}
       */
      in: 'body' | 'path' | 'query';
      /** @description JSON Pointer to it, or the name of the parameter after a slash. Empty for the whole. */
      pointer: string;
      /** @description What is wrong, for people. */
      message: string;
    };
  };
  responses: {
    /** @description The request comes from a browser on another site. */
    ForeignOrigin: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The request is not as this document has it. */
    Invalid: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description There is no such provider, verification or operation here. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The verification is in a state in which this cannot be decided. */
    Refused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: {
    /** @description The number after which to begin, as `next` of the page before has it. */
    after: number;
    /** @description How many there are on a page. */
    limit: number;
    /** @description Which provider, such as `sila`. */
    provider: string;
    /** @description Id of the verification, as `listVerifications` has it. */
    verificationId: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  readClock: {
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
          'application/json': components['schemas']['Clock'];
        };
      };
      403: components['responses']['ForeignOrigin'];
    };
  };
  setClock: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What to change. */
    requestBody: {
      content: {
        'application/json': components['schemas']['SetClockRequest'];
      };
    };
    responses: {
      /** @description The clock as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Clock'];
        };
      };
      403: components['responses']['ForeignOrigin'];
      422: components['responses']['Invalid'];
    };
  };
  advanceClock: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description How much time. The members are added up. */
    requestBody: {
      content: {
        'application/json': components['schemas']['Duration'];
      };
    };
    responses: {
      /** @description The clock as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Clock'];
        };
      };
      403: components['responses']['ForeignOrigin'];
      422: components['responses']['Invalid'];
    };
  };
  resetSandbox: {
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
  };
  takeSnapshot: {
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
          'application/json': components['schemas']['Snapshot'];
        };
      };
      403: components['responses']['ForeignOrigin'];
    };
  };
  restoreSnapshot: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What `takeSnapshot` returned. */
    requestBody: {
      content: {
        'application/json': components['schemas']['Snapshot'];
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
  };
  listVerifications: {
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
          'application/json': components['schemas']['VerificationList'];
        };
      };
      403: components['responses']['ForeignOrigin'];
    };
  };
  decideVerification: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Which provider, such as `sila`. */
        provider: components['parameters']['provider'];
        /** @description Id of the verification, as `listVerifications` has it. */
        verification_id: components['parameters']['verificationId'];
      };
      cookie?: never;
    };
    /** @description How it is decided. */
    requestBody: {
      content: {
        'application/json': components['schemas']['Decision'];
      };
    };
    responses: {
      /** @description The verification as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Verification'];
        };
      };
      403: components['responses']['ForeignOrigin'];
      404: components['responses']['NotFound'];
      409: components['responses']['Refused'];
      422: components['responses']['Invalid'];
    };
  };
  addMember: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Business, person and role. */
    requestBody: {
      content: {
        'application/json': components['schemas']['Membership'];
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
  };
  issueToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Whose token, and of what age. */
    requestBody: {
      content: {
        'application/json': components['schemas']['TokenRequest'];
      };
    };
    responses: {
      /** @description The token. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IssuedToken'];
        };
      };
      403: components['responses']['ForeignOrigin'];
      404: components['responses']['NotFound'];
      422: components['responses']['Invalid'];
    };
  };
  forceResponse: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What to answer, to which operation. */
    requestBody: {
      content: {
        'application/json': components['schemas']['ForcedResponse'];
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
  };
  listRequests: {
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
          'application/json': components['schemas']['RequestList'];
        };
      };
      403: components['responses']['ForeignOrigin'];
    };
  };
  listWebhookDeliveries: {
    parameters: {
      query?: {
        /** @description The number after which to begin, as `next` of the page before has it. */
        after?: components['parameters']['after'];
        /** @description How many there are on a page. */
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
          'application/json': components['schemas']['DeliveryList'];
        };
      };
      403: components['responses']['ForeignOrigin'];
      422: components['responses']['Invalid'];
    };
  };
  listWebhookEndpoints: {
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
          'application/json': components['schemas']['EndpointList'];
        };
      };
      403: components['responses']['ForeignOrigin'];
    };
  };
  registerWebhookEndpoint: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Provider, URL and secret. */
    requestBody: {
      content: {
        'application/json': components['schemas']['EndpointRegistration'];
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
  };
}
