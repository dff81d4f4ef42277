/** Reads a body as it came, up to a bound. */

/** Of a form. More than the largest upload that a provider documents (Sila, 20 MB a file), and little enough for a laptop. */
export const maxFormBytes = 32 * 1024 * 1024;

/** Of any other body, unless the sandbox is told otherwise: no example of a document has a hundredth of it. */
export const maxJsonBytes = 1024 * 1024;

/** A snapshot has the whole state in it. */
const snapshotsAreLarger = 8;

/** Bytes that the body of a request may have. */
export function limitOf(operationId: string, contentType: string | null, maxJsonSize: number): number {
  if (/^\s*multipart\/form-data\s*(;|$)/i.test(contentType ?? '')) return maxFormBytes;
  return operationId === 'restoreSnapshot' ? maxJsonSize * snapshotsAreLarger : maxJsonSize;
}

/** @returns undefined for a body that is larger; no more of it than the bound has been read. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      // Whether the sender takes notice is its business; waiting for it would be ours.
      void reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
