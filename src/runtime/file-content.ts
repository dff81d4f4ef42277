/** The content of a file in any runtime. Paths are not accepted, since not every runtime can open one. */
import type { Bytes } from './bytes.js';
import { FileRefused } from './errors/file-refused.js';
import { readAtMost } from './read-at-most.js';

export type FileContent = Blob | ReadableStream<Uint8Array> | ArrayBuffer | Uint8Array;

/**
 * Reads the bytes. A stream is read to its end, or dropped as soon as it is over the limit.
 * @param operationId the operation for which the file is meant
 * @param maxBytes largest accepted size
 * @throws {FileRefused} 'size' for a file that is too large or empty, 'content' for a value that is no file, such as
 *   Base64 text
 */
export async function readFileContent(operationId: string, content: FileContent, maxBytes: number): Promise<Bytes> {
  const bytes = await toBytes(content, maxBytes);
  if (bytes === 'no file') {
    throw new FileRefused(
      operationId,
      'content',
      'a file must be a Blob, File, ReadableStream, ArrayBuffer or Uint8Array',
    );
  }
  if (!bytes || bytes.length > maxBytes)
    throw new FileRefused(operationId, 'size', `the file has more than ${maxBytes} bytes`);
  if (bytes.length === 0) throw new FileRefused(operationId, 'size', 'the file is empty');
  return bytes;
}

/** @returns undefined for a file that is too large */
async function toBytes(content: FileContent, maxBytes: number): Promise<Bytes | 'no file' | undefined> {
  if (content instanceof Blob) return content.size > maxBytes ? undefined : new Uint8Array(await content.arrayBuffer());
  if (content instanceof ReadableStream) return readAtMost(content, maxBytes);
  // Copies the bytes, so that the validated bytes are sent even if the caller changes its buffer meanwhile.
  if (content instanceof ArrayBuffer) return new Uint8Array(content.slice());
  if (content instanceof Uint8Array) return new Uint8Array(content);
  return 'no file';
}
