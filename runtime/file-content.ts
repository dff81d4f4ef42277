/** A file as any runtime may hold one. No path: who has a path opens it, which not every runtime can. */
import { FileRefused } from './file-refused.js';
import { readAtMost } from './read-at-most.js';

export type FileContent = Blob | ReadableStream<Uint8Array> | ArrayBuffer | Uint8Array;

/**
 * The bytes. A stream is read to its end, or left as soon as it is over the limit.
 * @param maxBytes largest size that is read
 * @throws {FileRefused} 'size' for more bytes or none, 'content' for what is no file, such as Base64 text
 */
export async function readFileContent(content: FileContent, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await toBytes(content, maxBytes);
  if (bytes.length === 0) throw new FileRefused('size', 'The file is empty.');
  if (bytes.length > maxBytes) throw tooLarge(maxBytes);
  return bytes;
}

async function toBytes(content: FileContent, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (content instanceof Blob) {
    if (content.size > maxBytes) throw tooLarge(maxBytes);
    return new Uint8Array(await content.arrayBuffer());
  }
  if (content instanceof ReadableStream) {
    const bytes = await readAtMost(content, maxBytes);
    if (!bytes) throw tooLarge(maxBytes);
    return bytes;
  }
  if (content instanceof ArrayBuffer) return new Uint8Array(content);
  // A copy, so that what is checked is what is sent, whatever the caller does to its buffer meanwhile.
  if (content instanceof Uint8Array) return new Uint8Array(content);
  throw new FileRefused('content', 'A file must be a Blob, File, ReadableStream, ArrayBuffer or Uint8Array.');
}

function tooLarge(maxBytes: number): FileRefused {
  return new FileRefused('size', `The file has more than ${maxBytes} bytes.`);
}
