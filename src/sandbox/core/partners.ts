/** `api-key` and `api-secret`, which every operation of Alfred's APIs requires. */
import type { Call, Handler, Reply } from './handler.js';

export interface PartnerSettings {
  /** The accepted pairs of API-Key and API-Secret. @default any pair of values that are not empty */
  partners?: readonly { readonly key: string; readonly secret: string }[];
}

/** Answers 401 without a body, whichever of the two is wrong. The sources say only that the response is the same. */
export function withPartner<State extends object, Settings extends PartnerSettings>(
  handler: (call: Call<State, Settings>) => Reply | Promise<Reply>,
): Handler<State, Settings> {
  return (call) => (isKnown(call) ? handler(call) : { status: 401 });
}

function isKnown({ headers, settings }: Call<object, PartnerSettings>): boolean {
  const { 'api-key': key = '', 'api-secret': secret = '' } = headers;
  if (!settings.partners) return key !== '' && secret !== '';
  return settings.partners.some((partner) => partner.key === key && partner.secret === secret);
}
