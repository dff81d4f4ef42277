/** What `createSilaClient` takes besides what every client takes, and what that makes of it. */
import type { WithFilledHeaders } from './header-types.js';

export interface ExtraOptions {
  /**
   * Handle of your app. With it, the client fills in what a body leaves out of `header`: `created` by Sila's clock, this
   * handle, and a `reference`. And with `credentials.basic` it gets, keeps and renews the bearer token by itself.
   */
  app_handle?: string;
  /** Makes the `reference` of each request that has none of its own. @default () => crypto.randomUUID() */
  reference?: () => string;
  /**
   * How the token stands after `Bearer `. Sila's pages are at odds: most send it as received, one wants it encoded in
   * Base64 once more.
   * @default 'received'
   */
  bearerFormat?: 'received' | 'base64';
  /** Unix milliseconds, for a test whose sandbox has a clock of its own. @default Date.now */
  now?: () => number;
}

/**
 * With `app_handle`, a body needs no more of its header than `user_handle`. An unset variable of the environment counts as
 * given: what the types promise holds, or there is no client.
 */
export type PathsFor<Paths extends object, Handle extends string | undefined> = [Handle] extends [undefined]
  ? Paths
  : WithFilledHeaders<Paths>;
