import { typeOfFile } from '../../runtime/file-type.js';
import type { Form, Reply } from '../core/handler.js';
import { documentTypes, isKycComplete, type AlfredCall, type AlfredUser } from './state.js';
import { issueToken, userOf } from './token.js';

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

/** Opens a session. Of the registration data that it returns too, no source has a name, so there is none. */
export function myInfo({ ids, state, now, body }: AlfredCall): Reply {
  const uid = ids.uuid();
  const { type } = body as { type: 'in' | 'out' };
  state.sessions[uid] = { type, openedAt: now };
  return { status: 202, body: { statusCode: 202, message: 'my-info', data: { uid } } };
}

/** Takes in one document; another one of the same kind replaces it. */
export async function uploadDocument(call: AlfredCall): Promise<Reply> {
  const user = await userOf(call);
  if (!user) return { status: 401 };
  const form = call.body as Form;
  const type = documentTypes.find((one) => one === form.get('docType')?.text);
  const file = form.get('file');
  // "Nothing but a binary file": a text, such as Base64, is none.
  if (!type || file?.filename === undefined || !isJpegOrPng(file.bytes)) return { status: 422 };
  call.state.documents[`${user.number}/${type}`] = file.bytes;
  if (!user.documents.includes(type)) user.documents.push(type);
  return { status: 202, body: { statusCode: 202, message: 'upload KYC full successful' } };
}

/** JPEG and PNG are the formats that the page of KYC Full names. By content: what its sender calls a file says little. */
const isJpegOrPng = (bytes: Uint8Array): boolean => ['image/jpeg', 'image/png'].includes(typeOfFile(bytes) ?? '');
