/** Undoes the content codings of a body (RFC 9110, 8.4), within a bound. */
import * as zlib from 'node:zlib';

type Decode = (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer;

const hasZlibHeader = ([method = 0, flags = 0]: Uint8Array): boolean =>
  (method & 15) === 8 && ((method << 8) | flags) % 31 === 0;

const gunzip: Decode = (bytes, options) => zlib.gunzipSync(bytes, options);

const decoders: Readonly<Record<string, Decode>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  // Many senders omit the zlib wrapper.
  deflate: (bytes, options) => (hasZlibHeader(bytes) ? zlib.inflateSync : zlib.inflateRawSync)(bytes, options),
  br: (bytes, options) => zlib.brotliDecompressSync(bytes, options),
  // Since Node 22.15.
  ...('zstdDecompressSync' in zlib && { zstd: zlib.zstdDecompressSync as unknown as Decode }),
};

/** The supported codings, for `Accept-Encoding`. */
export const knownCodings = Object.keys(decoders).filter((name) => name !== 'x-gzip');

export type Decoded =
  | { bytes: Buffer }
  /** `error` ends a sentence that begins with "the body". It has no name that the sender chose. */
  | { error: string; kind: 'unknown' | 'broken' | 'too large' };

/** @param codings the value of Content-Encoding, in the order of application */
export function decodeBody(body: Buffer, codings: string | undefined, limit: number): Decoded {
  const names = (codings ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (body.length === 0 || names.length === 0) return { bytes: body };
  const unknown = names.find((name) => !Object.hasOwn(decoders, name));
  if (unknown !== undefined) {
    const named = /^(x-)?compress$|^(zstd|dcb|dcz|aes128gcm|exi|pack200-gzip)$/.test(unknown)
      ? `"${unknown}"`
      : 'another';
    const error = `has the Content-Encoding ${named}, which cannot be undone: ${knownCodings.join(', ')} can`;
    return { kind: 'unknown', error };
  }
  // More codings are an attack.
  if (names.length > 4) return { kind: 'broken', error: 'has more than four content codings' };
  let bytes = body;
  try {
    for (const name of names.reverse()) bytes = decoders[name]!(bytes, { maxOutputLength: limit });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? { kind: 'too large', error: `is larger than ${limit / 1024 / 1024} MiB` }
      : { kind: 'broken', error: 'is not what its Content-Encoding says' };
  }
  return { bytes };
}
