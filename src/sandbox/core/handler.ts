/** The handlers of a provider, one for each operation, and the types that they receive and return. */

/** Handlers by operationId. The sandbox answers 501 for an operation without a handler. */
export type Handlers<State extends object = any, Settings = any> = Readonly<Record<string, Handler<State, Settings>>>;

/**
 * Answers one call. Path, query and JSON body are valid; the handler validates headers and the parts of a form. One
 * call runs at a time, even while its handler awaits. If a handler throws, its changes to state, ids and webhooks are
 * undone, and the sandbox answers 500.
 */
export type Handler<State extends object = any, Settings = any> = (
  call: Call<State, Settings>,
) => Reply | Promise<Reply>;

/** The context of everything that a provider runs: a call, the passing of time, a decision by the control API. */
export interface Context<State extends object = any, Settings = any> {
  /** The sandbox's clock in Unix milliseconds, constant during one call. Do not use Date.now() or timers. */
  readonly now: number;
  /** Change it in place. {@link ProviderBehaviour.initialState} describes its form. */
  readonly state: State;
  readonly ids: Ids;
  readonly webhooks: Webhooks;
  /** The value of `createSandbox({ settings: { <provider>: … } })`, `{}` by default. */
  readonly settings: Settings;
}

export interface Call<State extends object = any, Settings = any> extends Context<State, Settings> {
  readonly operationId: string;
  readonly method: string;
  /** Path as requested, without origin and query. */
  readonly path: string;
  /** Path parameters by name, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Query parameters by name, decoded; the first one if a name is repeated. */
  readonly query: Readonly<Record<string, string>>;
  /** By name in lower case. Repeated headers are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Parsed JSON, or a Map of parts by name for `multipart/form-data` (see {@link Form}). `undefined` without a body, or
   * with an unreadable one, which only `invalid` sees. Objects have no `__proto__` from the request.
   */
  readonly body: unknown;
  /** The bytes exactly as received, since signatures are computed over them. Empty without a body. */
  readonly rawBody: Uint8Array;
}

/** The parts of a form by name. If a name is repeated, the first part counts. */
export type Form = ReadonlyMap<string, Part>;

export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  /**
   * `text/plain` unless the part is a file. For a file its Content-Type in lower case without parameters, by default
   * `application/octet-stream`.
   */
  readonly type: string;
  /** Only a file has a filename. A part with a Content-Type may come as a file with the name `blob`. */
  readonly filename?: string;
  /** The text of a part that is no file, or of an `application/json` file. */
  readonly text?: string;
  /** The text parsed as JSON, if it is JSON. */
  readonly json?: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * JSON for an object, null, text or number; bytes are sent unchanged, with `contentType`. Without it the response has
   * no body.
   */
  readonly body?: unknown;
  /** @default 'application/json' for JSON, 'application/octet-stream' for bytes */
  readonly contentType?: string;
}

/**
 * The ids are equal for the same seed and the same calls in the same order. They never use the platform's randomness.
 */
export interface Ids {
  /** A UUID of version 4. */
  uuid(): string;
  /** @param bytes how many; the text is twice as long. */
  hex(bytes: number): string;
}

export interface Webhooks {
  /** Enqueues an event; it is sent only after the call has been committed. */
  enqueue(event: WebhookEvent): void;
}

export interface WebhookEvent {
  /** Unique among this provider's events; each attempt has the same id. */
  readonly id: string;
  /** `http:` or `https:`. The sandbox sends requests only to these URLs. */
  readonly url: string;
  /** Headers with the signature. Content-Type is `application/json` by default. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text that is sent, since the signature is computed over it. */
  readonly body: string;
  /** Unix milliseconds of the sandbox's clock before which the event is not sent. @default now */
  readonly dueAt?: number;
}

/** The outcome of an attempt to deliver an event. */
export interface Delivery {
  readonly event: WebhookEvent;
  /** 1 for the first. */
  readonly attempt: number;
  /** Status of the receiver's response, if there was one. Redirects are not followed. */
  readonly status?: number;
  /** The reason for a missing response. */
  readonly failure?: 'timeout' | 'network';
}
