/** What a provider's behaviour is made of: one handler an operation, and what it gets and gives. */

/** By operationId. An operation without a handler is answered with 501 by the sandbox itself. */
export type Handlers<State extends object = any, Settings = any> = Readonly<Record<string, Handler<State, Settings>>>;

/**
 * Answers one call. Path, query and JSON body are valid; the handler validates headers and the parts of a form. One call
 * runs at a time, also while its handler awaits. A handler that throws has a defect: its changes to the state, the ids
 * and the webhooks are undone, and the sandbox answers with 500.
 */
export type Handler<State extends object = any, Settings = any> = (
  call: Call<State, Settings>,
) => Reply | Promise<Reply>;

/** The world in which everything of a provider runs: a call, the passing of time, a decision by the control API. */
export interface Context<State extends object = any, Settings = any> {
  /** The sandbox's clock, Unix milliseconds. There is no other: no Date.now(), no timers. Constant during one call. */
  readonly now: number;
  /** Change it in place; see {@link ProviderBehaviour.initialState} for its form. */
  readonly state: State;
  readonly ids: Ids;
  readonly webhooks: Webhooks;
  /** What `createSandbox({ settings: { <provider>: … } })` was given, `{}` if nothing. */
  readonly settings: Settings;
}

export interface Call<State extends object = any, Settings = any> extends Context<State, Settings> {
  readonly operationId: string;
  readonly method: string;
  /** Path as requested, without origin and query. */
  readonly path: string;
  /** Path parameters by name, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Query parameters by name, decoded text; the first where one is repeated. */
  readonly query: Readonly<Record<string, string>>;
  /** By name in lower case. Repeated ones are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * JSON: parsed. `multipart/form-data`: a Map of parts by name, see {@link Form}. `undefined`: there was no body, or it
   * could not be read, of which only `invalid` gets to know. Objects of JSON have no `__proto__` of the sender's making.
   */
  readonly body: unknown;
  /** The bytes exactly as they came: signatures are over these. Empty when there was no body. */
  readonly rawBody: Uint8Array;
}

/** The parts of a form by name. Of two parts of one name the first counts. */
export type Form = ReadonlyMap<string, Part>;

export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `text/plain` unless it is a file; a file's Content-Type in lower case without parameters, or that of bytes. */
  readonly type: string;
  /** Only a file has one. A part with a Content-Type may come as a file called `blob`. */
  readonly filename?: string;
  /** What is no file, or is an `application/json` one, as text. */
  readonly text?: string;
  /** The text as JSON, if it is that. */
  readonly json?: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object (or null, text, number) is sent as JSON; bytes as they are, with `contentType`. Left out: no body. */
  readonly body?: unknown;
  /** @default 'application/json' for what is not bytes, 'application/octet-stream' for bytes */
  readonly contentType?: string;
}

/** The same for the same seed and the same calls in the same order. Never taken from the platform's randomness. */
export interface Ids {
  /** A UUID of version 4. */
  uuid(): string;
  /** @param bytes how many; the text is twice as long. */
  hex(bytes: number): string;
  bytes(length: number): Uint8Array;
}

export interface Webhooks {
  /** Sent after the call has been committed, never before. */
  enqueue(event: WebhookEvent): void;
}

export interface WebhookEvent {
  /** Unique among this provider's events; a second attempt has the same one. */
  readonly id: string;
  /** `http:` or `https:`. The sandbox contacts no other address than these. */
  readonly url: string;
  /** Signature included. Content-Type is `application/json` unless named here. */
  readonly headers: Readonly<Record<string, string>>;
  /** Exactly what is sent, since the signature is over it. */
  readonly body: string;
  /** Unix milliseconds of the sandbox's clock before which it is not sent. @default now */
  readonly dueAt?: number;
}

/** How an attempt to deliver an event went. */
export interface Delivery {
  readonly event: WebhookEvent;
  /** 1 for the first. */
  readonly attempt: number;
  /** Status of the receiver's answer; left out when there was none. A redirect is not followed. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly failure?: 'timeout' | 'network';
}
