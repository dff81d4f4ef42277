/** Files of forms of persons and companies. The types are those that integrators send, since no page lists any. */
import { fileExtension, typeOfFile } from '../../runtime/file-type.js';
import type { Form } from '../core/handler.js';
import type { CustomersCall } from './state.js';

export interface Upload {
  type: string;
  bytes: Uint8Array;
  filename: string;
  /** The name under which the file is stored. */
  name: string;
}

/** @returns undefined for a form without the file, or for a file that is no JPEG, PNG or PDF by its content */
export function readUpload(call: CustomersCall, part: 'fileBody' | 'rawBody'): Upload | undefined {
  const file = (call.body as Form).get(part);
  const mediaType = file && typeOfFile(file.bytes);
  if (file?.filename === undefined || mediaType === undefined) return undefined;
  const name = `${call.ids.uuid()}.${fileExtension[mediaType]}`;
  return { type: fileTypeOf(call), bytes: file.bytes, filename: file.filename, name };
}

export const fileTypeOf = ({ body }: CustomersCall): string => (body as Form).get('fileType')?.text ?? '';
