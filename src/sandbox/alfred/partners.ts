/** API-Key and API-Secret, which every operation wants. */
import type { Handler, Reply } from '../core/handler.js';
import type { AlfredCall } from './state.js';

/** Answers 401 without a body, whichever of the two is wrong: that the answer is the same is documented, no more. */
export function withPartner(handler: (call: AlfredCall) => Reply | Promise<Reply>): Handler {
  return (call: AlfredCall) => (isKnown(call) ? handler(call) : { status: 401 });
}

function isKnown({ headers, settings }: AlfredCall): boolean {
  const { 'api-key': key = '', 'api-secret': secret = '' } = headers;
  if (!settings.partners) return key !== '' && secret !== '';
  return settings.partners.some((partner) => partner.key === key && partner.secret === secret);
}
