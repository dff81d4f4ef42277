/** A picture for KYC Full, checked before anything is sent. Source: the page of KYC Full names JPG and PNG. */
import { fileExtension, typeOfFile } from '../file-type.js';
import { FileRefused } from '../file-refused.js';
import { readFileContent, type FileContent } from '../file-content.js';
import type { DocType } from './types.js';

/**
 * @param maxBytes a limit of your own; Alfred documents none
 * @returns a file that is called after what it shows: its own name and path are nobody's business
 * @throws {FileRefused}
 */
export async function readPicture(docType: DocType, content: FileContent, maxBytes = Infinity): Promise<File> {
  const bytes = await readFileContent(content, maxBytes);
  const type = typeOfFile(bytes);
  if (type !== 'image/jpeg' && type !== 'image/png') {
    throw new FileRefused('type', `${docType} is neither a JPEG nor a PNG by its content, and Alfred takes no other.`);
  }
  return new File([bytes], `${docType}.${fileExtension[type]}`, { type });
}
