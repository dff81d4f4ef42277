/**
 * Builds a body of `/documents`, with SHA-256, media type and name computed from the file. Source: docs/documents. A
 * request is limited to 20 MB (older copies: the file).
 */
import type { components } from '../../../generated/sila/types.js';
import { FileRefused } from '../../runtime/errors/file-refused.js';
import { readFileContent, type FileContent } from '../../runtime/file-content.js';
import { fileExtension, typeOfFile } from '../../runtime/file-type.js';

type Metadata = components['schemas']['DocumentMetadata'];
type Told = Pick<Metadata, 'hash' | 'mime_type' | 'filename'>;

/** The metadata of a document. A media type and a name of your own override the computed ones. */
export type DocumentDescription = Omit<Metadata, keyof Told> & Partial<Omit<Told, 'hash'>>;

/** 20 MB, less the other parts of the body. */
const largestFile = 20 * 1024 * 1024 - 16 * 1024;

/**
 * @param data `header`, `document_type` and other metadata; the default of `filename` is the kind of document, since
 *   the file's own name is private
 * @throws {FileRefused} 'size' over 20 MB; 'type' for a file that is no JPEG, PNG or PDF by its content and has no
 *   `mime_type`
 * @example
 * const data = { header: { user_handle }, document_type: 'id_drivers_license', verification_uuid };
 * await sila.POST('/0.2/documents', { body: await documentForm(data, file) });
 */
export async function documentForm<Data extends DocumentDescription>(
  data: Data,
  content: FileContent,
): Promise<{ data: Data & Told; file: File }> {
  const bytes = await readFileContent('uploadDocuments', content, largestFile);
  const found = typeOfFile(bytes);
  const mime_type = data.mime_type ?? found;
  if (!mime_type) {
    throw new FileRefused(
      'uploadDocuments',
      'type',
      'the file is neither JPEG, PNG nor PDF by its content: say mime_type',
    );
  }
  const { filename = data.document_type } = data;
  const hash = toHex(await crypto.subtle.digest('SHA-256', bytes));
  const file = new File([bytes], found ? `${filename}.${fileExtension[found]}` : filename, { type: mime_type });
  return { data: { ...data, filename, mime_type, hash }, file };
}

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
