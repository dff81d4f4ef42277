/** Reads a body as it came, up to a bound. */
import type { IncomingMessage } from 'node:http';

/** Of a form. More than the largest upload that a provider documents (Sila, 20 MB a file), and little enough for a laptop. */
export const maxFormBytes = 32 * 1024 * 1024;

/** Of any other body, by default: no example of a document has a hundredth of it. */
export const maxJsonBytes = 1024 * 1024;

/**
 * The body of a message of Fetch.
 * @returns undefined for a body that is larger; no more of it than the bound has been read.
 */
export async function readBytes({ headers, body }: Request | Response, limit: number): Promise<Bytes | undefined> {
  if (!body) return new Uint8Array();
  if (Number(headers.get('Content-Length') ?? 0) > limit) return undefined;
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    length += chunk.value.length;
    chunks.push(chunk.value);
    if (length <= limit) continue;
    // Whether the sender takes notice is its business; waiting for it would be ours.
    void reader.cancel().catch(() => {});
    return undefined;
  }
  return join(chunks, length);
}

/** The same of a request of node:http. Its connection stays open, so that a refusal can be sent. */
export function readIncoming(incoming: IncomingMessage, limit: number): Promise<Bytes | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= limit) return;
      incoming.off('data', onData).pause();
      resolve(undefined);
    };
    incoming.on('data', onData);
    incoming.once('end', () => resolve(join(chunks, length)));
    incoming.once('error', reject);
    incoming.once('close', () => {
      // After every request; an error, which notes where it was made, is only for one that has not ended.
      if (!incoming.complete) reject(new Error('the connection was closed'));
    });
  });
}

type Bytes = Uint8Array<ArrayBuffer>;

function join(chunks: readonly Uint8Array[], length: number): Bytes {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
