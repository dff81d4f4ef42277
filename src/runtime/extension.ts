/** The additions of one provider to its generated client: `extend` in `src/providers/<provider>/extend.ts`. */
import type { Middleware } from 'openapi-fetch';
import type { Call } from './definition.js';
import type { Credentials } from './security/credentials.js';

export interface ClientExtension {
  /** Converts the caller's credentials to those of the requests. Called once, when a client is created. */
  credentials?(given: Credentials): Credentials;
  /**
   * Changes a body before it is serialized, once for each attempt. It returns a new body, since its argument is the
   * caller's.
   */
  body?(body: unknown, call: Call): unknown;
  /** Their `onRequest` runs before the credentials are added, so that their changes are signed too. */
  middleware?: readonly Middleware[];
  /**
   * Called after the first response of a call if it is no success. True: send the call again at once, prepared and
   * signed anew. It applies to calls that are not repeatable too, so the response must rule out that the provider
   * acted.
   */
  repeat?(failure: { call: Call; response: Response; error?: unknown }): boolean | Promise<boolean>;
  /** Receives the new client, and may return an extended one. */
  wrap?<C extends object>(client: C): C;
}
