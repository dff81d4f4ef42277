/** Reads a body as it came, up to a bound. */

/** More than the largest upload that a provider documents (Sila, 20 MB a file), and little enough for a laptop. */
export const maxBodyBytes = 32 * 1024 * 1024;

/** @returns undefined for a body that is larger; no more of it than the bound has been read. */
export async function readBytes(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBodyBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBodyBytes) {
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
