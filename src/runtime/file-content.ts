/** A file as any runtime may hold one. No path: who has a path opens it, which not every runtime can. */
import { FileRefused } from './errors/file-refused.js';
import { readAtMost } from './read-at-most.js';

export type FileContent = Blob | ReadableStream<Uint8Array> | ArrayBuffer | Uint8Array;

/**
 * The bytes. A stream is read to its end, or left as soon as it is over the limit.
 * @param operationId that the file is for
 * @param maxBytes largest size that is read
 * @throws {FileRefused} 'size' for more bytes or none, 'content' for what is no file, such as Base64 text
 */
export async function readFileContent(
  operationId: string,
  content: FileContent,
  maxBytes: number,
): Promise<Uint8Array & BufferSource> {
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

/** @returns undefined for what is too large to be read */
async function toBytes(
  content: FileContent,
  maxBytes: number,
): Promise<(Uint8Array & BufferSource) | 'no file' | undefined> {
  if (content instanceof Blob) return content.size > maxBytes ? undefined : new Uint8Array(await content.arrayBuffer());
  if (content instanceof ReadableStream) return readAtMost(content, maxBytes);
  // Copies, so that what is checked is what is sent, whatever the caller does to its buffer meanwhile.
  if (content instanceof ArrayBuffer) return new Uint8Array(content.slice());
  if (content instanceof Uint8Array) return new Uint8Array(content);
  return 'no file';
}
