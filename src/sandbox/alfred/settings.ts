/** Settings of Alfred: `createSandbox({ settings: { alfred: { … } } })`. */

import type { PartnerSettings } from '../core/partners.js';

export interface AlfredSettings extends PartnerSettings {
  /**
   * Whether `login-sof-kyc` accepts only an `initial_transaction` of `my-info`, and answers 404 to others.
   * @default false
   */
  knownSessionsOnly?: boolean;
  /** HMAC key of the tokens. Alfred's key is secret; this one protects nothing. */
  tokenSecret?: string;
}
