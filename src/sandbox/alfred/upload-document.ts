import type { Form, Reply } from '../core/handler.js';
import { typeOfFile } from '../../runtime/file-type.js';
import { documentTypes, type AlfredCall } from './state.js';
import { userOf } from './token.js';

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
