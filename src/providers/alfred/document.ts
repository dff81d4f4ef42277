/** A document for KYC Full, checked before anything is sent. Source: the page of KYC Full names JPG and PNG. */
import { FileRefused } from '../../runtime/errors/file-refused.js';
import { fileExtension, typeOfFile } from '../../runtime/file-type.js';
import { readFileContent, type FileContent } from '../../runtime/file-content.js';
import type { DocType } from './types.js';

/**
 * @param maxBytes a limit of your own; Alfred documents none
 * @returns a file that is called after what it shows: its own name and path are nobody's business
 * @throws {FileRefused}
 */
export async function readDocument(docType: DocType, content: FileContent, maxBytes = Infinity): Promise<File> {
  const bytes = await readFileContent('uploadDocument', content, maxBytes);
  const type = typeOfFile(bytes);
  if (type !== 'image/jpeg' && type !== 'image/png') {
    throw new FileRefused('uploadDocument', 'type', `${docType} is neither a JPEG nor a PNG by its content`);
  }
  return new File([bytes], `${docType}.${fileExtension[type]}`, { type });
}
