/** What of Alfred can be set: `createSandbox({ settings: { alfred: { … } } })`. */

export interface AlfredSettings {
  /** The pairs of API-Key and API-Secret that are let in. @default any pair of values that are not empty */
  partners?: readonly { readonly key: string; readonly secret: string }[];
  /** Whether `login-sof-kyc` knows no `initial_transaction` but those of `my-info`, and answers 404 to others. @default false */
  knownSessionsOnly?: boolean;
  /** Key of the tokens' HMAC. Alfred's is its secret; ours keeps nothing safe. */
  tokenSecret?: string;
}
