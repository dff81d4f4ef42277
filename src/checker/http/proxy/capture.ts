/** Keeps a copy of what streams past, up to a bound; past it nothing is kept and the stream goes on. */
import type { Readable } from 'node:stream';

export interface Captured {
  /** Undefined when there was more than the bound. */
  bytes(): Buffer | undefined;
}

export function capture(stream: Readable, limit: number): Captured {
  let chunks: Buffer[] | undefined = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) chunks = undefined;
    else chunks?.push(chunk);
  });
  return { bytes: () => chunks && Buffer.concat(chunks) };
}
