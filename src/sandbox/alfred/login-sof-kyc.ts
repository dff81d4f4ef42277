import type { Reply } from '../core/handler.js';
import { isKycComplete, type AlfredCall, type AlfredUser } from './state.js';
import { issueToken } from './token.js';

interface Details extends Record<string, unknown> {
  firstname: string;
  lastname: string;
  email: string;
  initial_transaction: string;
}

/** Signs the user in, or up. */
export async function loginSofKyc(call: AlfredCall): Promise<Reply> {
  const details = call.body as Details;
  if (call.settings.knownSessionsOnly && !call.state.sessions[details.initial_transaction.toLowerCase()]) {
    return { status: 404 };
  }
  const user = findOrAdd(call, details);
  user.details = details;
  const data = { token: await issueToken(call, user), kyc: isKycComplete(user) };
  return { status: 202, body: { statusCode: 202, data, message: 'login-sof-kyc' } };
}

/** By e-mail address, whatever its case. */
function findOrAdd({ state }: AlfredCall, details: Details): AlfredUser {
  const email = details.email.toLowerCase();
  const number = (state.numbers[email] ??= state.nextNumber++);
  return (state.users[String(number)] ??= { number, username: nameOf(details), details, documents: [] });
}

/** `@` and both names in lower case, as in the token that is documented along with its request. */
function nameOf({ firstname, lastname }: Details): string {
  return `@${`${firstname}${lastname}`.toLowerCase().replace(/\s+/g, '')}`;
}
