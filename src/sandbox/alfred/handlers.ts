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

/** Signs the user in, or registers a new one. */
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

/** Finds or adds a user by e-mail address, ignoring case. */
function findOrAdd({ state }: AlfredCall, details: Details): AlfredUser {
  const email = details.email.toLowerCase();
  const number = (state.numbers[email] ??= state.nextNumber++);
  return (state.users[String(number)] ??= { number, username: nameOf(details), details, documents: [] });
}

/** `@` and both names in lower case, as in the documented token of the documented request. */
function nameOf({ firstname, lastname }: Details): string {
  return `@${`${firstname}${lastname}`.toLowerCase().replace(/\s+/g, '')}`;
}

/** Opens a session. The response has no registration data, since no source names their members. */
export function myInfo({ ids, state, now, body }: AlfredCall): Reply {
  const uid = ids.uuid();
  const { type } = body as { type: 'in' | 'out' };
  state.sessions[uid] = { type, openedAt: now };
  return { status: 202, body: { statusCode: 202, message: 'my-info', data: { uid } } };
}

/** Stores one document; it replaces an earlier one of the same kind. */
export async function uploadDocument(call: AlfredCall): Promise<Reply> {
  const user = await userOf(call);
  if (!user) return { status: 401 };
  const form = call.body as Form;
  const type = documentTypes.find((one) => one === form.get('docType')?.text);
  const file = form.get('file');
  // Source: the page, "Nothing but a binary file". A text part, such as Base64, is refused.
  if (!type || file?.filename === undefined || !isJpegOrPng(file.bytes)) return { status: 422 };
  call.state.documents[`${user.number}/${type}`] = file.bytes;
  if (!user.documents.includes(type)) user.documents.push(type);
  return { status: 202, body: { statusCode: 202, message: 'upload KYC full successful' } };
}

/** The page of KYC Full names JPEG and PNG. The content decides, since a sender may give a file any name. */
const isJpegOrPng = (bytes: Uint8Array): boolean => ['image/jpeg', 'image/png'].includes(typeOfFile(bytes) ?? '');
