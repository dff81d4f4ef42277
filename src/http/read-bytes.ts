/** Reads a body up to a bound. */
import type { IncomingMessage } from 'node:http';

/** The bound of a form: more than the largest upload of a provider (Sila, 20 MB a file). */
export const maxFormBytes = 32 * 1024 * 1024;

/** The default bound of other bodies: no example of a document has a hundredth of it. */
export const maxJsonBytes = 1024 * 1024;

/**
 * Reads the body of a Fetch message.
 * @returns undefined for a larger body, of which no more than the bound is read
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
    // The cancellation is not awaited: the sender may ignore it.
    void reader.cancel().catch(() => {});
    return undefined;
  }
  return join(chunks, length);
}

/** The same for a request of node:http. Its connection stays open for a refusal. */
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
      // Called for every request: an error is only created for an aborted one, since its stack is slow.
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
