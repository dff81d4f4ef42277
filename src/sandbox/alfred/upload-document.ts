import type { Form, Reply } from '../core/handler.js';
import { isPicture } from './picture.js';
import { documentTypes, type AlfredCall } from './state.js';
import { userOf } from './token.js';

/** Takes in one picture; another one of the same kind replaces it. */
export async function uploadDocument(call: AlfredCall): Promise<Reply> {
  const user = await userOf(call);
  if (!user) return { status: 401 };
  const form = call.body as Form;
  const type = documentTypes.find((one) => one === form.get('docType')?.text);
  const file = form.get('file');
  // "Nothing but a binary file": a text, such as Base64, is none.
  if (!type || file?.filename === undefined || !isPicture(file.bytes)) return { status: 422 };
  call.state.pictures[`${user.number}/${type}`] = file.bytes;
  if (!user.documents.includes(type)) user.documents.push(type);
  return { status: 202, body: { statusCode: 202, message: 'upload KYC full successful' } };
}
