/** What of Alfred can be set: `createSandbox({ settings: { alfred: { … } } })`. */

import type { PartnerSettings } from '../core/partners.js';

export interface AlfredSettings extends PartnerSettings {
  /** Whether `login-sof-kyc` knows no `initial_transaction` but those of `my-info`, and answers 404 to others. @default false */
  knownSessionsOnly?: boolean;
  /** Key of the tokens' HMAC. Alfred's is its secret; ours keeps nothing safe. */
  tokenSecret?: string;
}
