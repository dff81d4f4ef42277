/**
 * Whether a file is what `mime_type` says. Source: PHP SDK, DocumentsTest, where a mismatch gets 400; how Sila finds out
 * is not shown. By the first bytes, of the three types that are seen to be accepted, is our choice.
 */
import { fileExtension, typeOfFile } from '../../runtime/file-type.js';

/** Another type is believed, unless the file is visibly one of the three. */
export function isOfType(bytes: Uint8Array, mimeType: string): boolean {
  const claimed = mimeType.toLowerCase() === 'image/jpg' ? 'image/jpeg' : mimeType.toLowerCase();
  const actual = typeOfFile(bytes);
  return actual === claimed || (actual === undefined && !Object.hasOwn(fileExtension, claimed));
}
