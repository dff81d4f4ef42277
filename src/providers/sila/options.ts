/** The options of `createSilaClient` that other clients do not have, and the types that result from them. */
import type { WithFilledHeaders } from './header-types.js';

export interface ExtraOptions {
  /**
   * Handle of your app. With it, the client fills in omitted members of `header`: `created` by Sila's clock, this
   * handle, and a `reference`. With `credentials.basic` it also fetches, keeps and renews the bearer token.
   */
  app_handle?: string;
  /** Creates the `reference` of each request without one. @default () => crypto.randomUUID() */
  reference?: () => string;
  /**
   * The form of the token after `Bearer `. Sila's pages differ: most send it as received, one encodes it in Base64
   * again.
   * @default 'received'
   */
  bearerFormat?: 'received' | 'base64';
  /** Current time in Unix milliseconds, for a test whose sandbox has its own clock. @default Date.now */
  now?: () => number;
}

/**
 * With `app_handle`, a body requires only `user_handle` in its header. An unset environment variable counts as given:
 * the types then hold, since no client is created.
 */
export type PathsFor<Paths extends object, Handle extends string | undefined> = [Handle] extends [undefined]
  ? Paths
  : WithFilledHeaders<Paths>;
