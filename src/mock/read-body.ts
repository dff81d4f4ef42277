/** Reads a request's body for Prism, and refuses bodies that no document allows. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { essenceOf, isJson } from '../openapi/media-type.js';
import { decodeBody, knownCodings } from '../http/content-coding.js';
import { maxFormBytes, maxJsonBytes, readIncoming } from '../http/read-bytes.js';
import { readForm } from '../openapi/form.js';
import { Refusal } from './refusal.js';

export interface PrismBody {
  body: unknown;
  /** The headers without the content coding, with a length: without one Prism ignores the body's type. */
  headers: IncomingHttpHeaders;
}

/** @throws {Refusal} 400 for an unreadable body, 413 for one too large, 415 for an unknown type or coding */
export async function readBody(request: IncomingMessage, maxJsonSize = maxJsonBytes): Promise<PrismBody> {
  const isForm = essenceOf(request.headers['content-type'] ?? '') === 'multipart/form-data';
  const limit = isForm ? maxFormBytes : maxJsonSize;
  const read = await readIncoming(request, limit);
  if (!read) throw new Refusal(413, `The body is larger than ${limit} bytes.`);
  const decoded = decodeBody(Buffer.from(read.buffer), request.headers['content-encoding'], limit);
  if ('error' in decoded) {
    const status = { unknown: 415, broken: 400, 'too large': 413 }[decoded.kind];
    const accept: Record<string, string> = status === 415 ? { 'accept-encoding': knownCodings.join(', ') } : {};
    throw new Refusal(status, `The body ${decoded.error}.`, accept);
  }
  const { bytes } = decoded;
  // For Prism, null is no body and an empty text is one.
  if (bytes.length === 0) return { body: null, headers: request.headers };

  const { 'content-encoding': _, ...sent } = request.headers;
  const headers = { ...sent, 'content-length': String(bytes.length) };
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

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new Refusal(400, `The JSON body cannot be read: ${(error as Error).message}`);
  }
}
