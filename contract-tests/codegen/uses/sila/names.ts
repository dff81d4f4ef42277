/** The names that use.ts stands on, for our own client. A generator's run puts its own in the place of this file. */
import { createSilaClient, type operations } from '../../../../generated/sila/client.js';

type Kyc = operations['kyc'];
type KycResponse<Status extends keyof Kyc['responses']> = Kyc['responses'][Status] extends {
  content: { 'application/json': infer Body };
}
  ? Body
  : never;

export const start = (body: Kyc['requestBody']['content']['application/json']) =>
  createSilaClient({ credentials: {} }).POST('/0.2/kyc', { body });
export type Accepted = KycResponse<202>;
export type Failure = KycResponse<400> | KycResponse<401> | KycResponse<403> | KycResponse<404>;
export type Verification = operations['getVerification']['responses'][200]['content']['application/json'];
