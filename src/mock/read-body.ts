/** Reads a request's body into what Prism wants to see, and refuses what no document could mean. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { essenceOf, isJson } from '../openapi/media-type.js';
import { maxJsonBytes } from '../http/read-bytes.js';
import { readForm } from '../openapi/form.js';
import { Refusal } from './refusal.js';

/** Of a form. More than the largest upload that any of the providers documents (20 MB), and little enough for a laptop. */
const maxFormBytes = 32 * 1024 * 1024;

export interface PrismBody {
  body: unknown;
  /** As sent, and the length of a body that came without: Prism asks for its type only where it sees a length. */
  headers: IncomingHttpHeaders;
}

/** @throws {Refusal} 400 for a body that cannot be parsed, 413 for one too large, 415 for a type that is none. */
export async function readBody(request: IncomingMessage, maxJsonSize = maxJsonBytes): Promise<PrismBody> {
  const isForm = essenceOf(request.headers['content-type'] ?? '') === 'multipart/form-data';
  const bytes = await readBytes(request, isForm ? maxFormBytes : maxJsonSize);
  // Prism tells "no body" from "an empty one" by null.
  if (bytes.length === 0) return { body: null, headers: request.headers };

  const headers = { ...request.headers, 'content-length': String(bytes.length) };
  const contentType = headers['content-type'] ?? 'application/octet-stream';
  const mediaType = essenceOf(contentType);
  if (mediaType === undefined) throw new Refusal(415, 'The Content-Type is not a media type.');
  if (isJson(mediaType)) return { body: parseJson(bytes), headers };
  if (mediaType === 'multipart/form-data') {
    const form = await readForm(bytes, contentType).catch((error: Error) => {
      throw new Refusal(400, `The multipart/form-data body cannot be read: ${error.message}`);
    });
    return { body: form, headers };
  }
  return { body: bytes.toString('utf8'), headers };
}

/** Leaves the connection open on refusal, so that the 413 can be sent. */
async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (limit: number) => new Refusal(413, `The body is larger than ${limit} bytes.`);

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new Refusal(400, `The JSON body cannot be read: ${(error as Error).message}`);
  }
}
