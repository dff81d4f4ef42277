/** What the code of one provider adds to its generated client: `extend` in `src/providers/<provider>/extend.ts`. */
import type { Middleware } from 'openapi-fetch';
import type { Call } from './definition.js';
import type { Credentials } from './security/credentials.js';

export interface ClientExtension {
  /** From what the caller gave to what the client signs with. Asked once, when a client is created. */
  credentials?(given: Credentials): Credentials;
  /** A body before it is serialised, once for each attempt. Returns another one; the one it gets is the caller's. */
  body?(body: unknown, call: Call): unknown;
  /** Their `onRequest` runs before credentials are put in, so that what it changes is what gets signed. */
  middleware?: readonly Middleware[];
  /**
   * Asked after the first answer of a call if that is no success. True: send the call again at once, prepared and
   * signed anew. It goes for calls that are not repeatable, too, so the answer must rule out that the provider acted.
   */
  repeat?(failure: { call: Call; response: Response; error?: unknown }): boolean | Promise<boolean>;
  /** Gets the client that is about to be handed out, and may hand out a richer one. */
  wrap?<C extends object>(client: C): C;
}
