/** Files of forms, of persons and companies alike. Types are what integrators send: no page has any. */
import { fileExtension, typeOfFile } from '../../runtime/file-type.js';
import type { Form } from '../core/handler.js';
import type { CustomersCall } from './state.js';

export interface Upload {
  type: string;
  bytes: Uint8Array;
  filename: string;
  /** As it is kept. */
  name: string;
}

/** @returns undefined for a form without the file, or a file that is neither JPEG, PNG nor PDF by its content */
export function readUpload({ body, ids }: CustomersCall, part: 'fileBody' | 'rawBody'): Upload | undefined {
  const form = body as Form;
  const file = form.get(part);
  const mediaType = file && typeOfFile(file.bytes);
  if (file?.filename === undefined || mediaType === undefined) return undefined;
  const type = form.get('fileType')?.text ?? '';
  return { type, bytes: file.bytes, filename: file.filename, name: `${ids.uuid()}.${fileExtension[mediaType]}` };
}

export const fileTypeOf = ({ body }: CustomersCall): string => (body as Form).get('fileType')?.text ?? '';
