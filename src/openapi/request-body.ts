/** Writes an example as a request body: JSON, form fields, or `multipart/form-data` with real bytes. */
import { isObject, type Json } from './document.js';
import { isJson, isText } from './media-type.js';

export interface EncodedBody {
  contentType: string;
  bytes: Buffer;
}

/** The boundary is fixed so that a request is the same in every run; no example contains it. */
const boundary = 'kyc-contracts-7b1f0f6e2d';

/** Undefined for a media type that examples cannot be written in. */
export function encodeBody(mediaType: string, value: Json): EncodedBody | undefined {
  if (isJson(mediaType)) return { contentType: mediaType, bytes: Buffer.from(JSON.stringify(value)) };
  if (mediaType === 'multipart/form-data') {
    return { contentType: `${mediaType}; boundary=${boundary}`, bytes: encodeMultipart(value) };
  }
  if (mediaType === 'application/x-www-form-urlencoded' && isObject(value)) {
    const fields = Object.entries(value).map(([name, field]): [string, string] => [name, asText(field)]);
    return { contentType: mediaType, bytes: Buffer.from(new URLSearchParams(fields).toString()) };
  }
  if (typeof value === 'string' && (isText(mediaType) || readDataUrl(value))) {
    return { contentType: mediaType, bytes: readDataUrl(value)?.bytes ?? Buffer.from(value) };
  }
  return undefined;
}

function encodeMultipart(value: Json): Buffer {
  const parts: Buffer[] = [];
  for (const [name, field] of Object.entries(isObject(value) ? value : {})) {
    for (const item of Array.isArray(field) ? field : [field]) {
      const file = typeof item === 'string' ? readDataUrl(item) : undefined;
      const disposition = `Content-Disposition: form-data; name="${name}"`;
      const head = file
        ? `${disposition}; filename="${name}.${file.mediaType.split('/')[1]}"\r\nContent-Type: ${file.mediaType}`
        : isObject(item)
          ? `${disposition}\r\nContent-Type: application/json`
          : disposition;
      parts.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), file?.bytes ?? Buffer.from(asText(item)));
      parts.push(Buffer.from('\r\n'));
    }
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A file in an example is a `data:` URL (RFC 2397): it says its media type and holds its bytes. */
function readDataUrl(text: string): { mediaType: string; bytes: Buffer } | undefined {
  const match = /^data:([\w.+-]+\/[\w.+-]+);base64,([A-Za-z0-9+/=]+)$/.exec(text);
  return match ? { mediaType: match[1] as string, bytes: Buffer.from(match[2] as string, 'base64') } : undefined;
}
