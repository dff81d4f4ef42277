/** Writes an example as a request body: JSON, form fields, or `multipart/form-data` with real bytes. */
import { ownMember } from './own.js';
import { isObject, type Json, type JsonObject } from './document.js';
import { isJson, isText, isXml } from './media-type.js';
import { formMembers } from './parameter-style.js';
import { decodePercent } from './pointer.js';

export interface EncodedBody {
  contentType: string;
  bytes: Buffer;
}

/** The boundary is fixed so that a request is the same in every run; no example contains it. */
const boundary = 'kyc-contracts-7b1f0f6e2d';

/**
 * Undefined for a media type that cannot express the value.
 * @param media the Media Type Object: its `encoding` says how the fields of a form are written
 */
export function encodeBody(mediaType: string, value: Json, media: JsonObject = {}): EncodedBody | undefined {
  // With a range, the sender chooses.
  const isRange = mediaType.endsWith('/*');
  if (isRange && mediaType !== 'text/*' && typeof value !== 'string')
    return encodeBody('application/json', value, media);
  const contentType = isRange && typeof value === 'string' ? 'text/plain' : mediaType;
  if (isJson(contentType)) return { contentType, bytes: Buffer.from(JSON.stringify(value)) };
  const encoding = isObject(media.encoding) ? media.encoding : {};
  if (contentType === 'multipart/form-data') {
    return { contentType: `${contentType}; boundary=${boundary}`, bytes: encodeMultipart(value, encoding) };
  }
  if (contentType === 'application/x-www-form-urlencoded' && isObject(value)) {
    const fields = Object.entries(value).flatMap(([name, field]) => formField(name, field, ownMember(encoding, name)));
    return { contentType, bytes: Buffer.from(fields.join('&')) };
  }
  if (typeof value === 'string') {
    const isWritten = isText(contentType) || isXml(contentType) || contentType === 'application/octet-stream';
    const bytes = readDataUrl(value)?.bytes ?? (isWritten ? Buffer.from(value) : undefined);
    return bytes && { contentType, bytes };
  }
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  return isText(contentType) && isScalar ? { contentType, bytes: Buffer.from(String(value)) } : undefined;
}

/** A list is repeated and an object is JSON, unless `encoding` has a style. */
function formField(name: string, field: Json, encoding: Json | undefined): string[] {
  const object = isObject(encoding) ? encoding : {};
  const isJsonText = isObject(field) ? !isStyled(encoding) : isJson(String(object.contentType));
  const value = isJsonText && typeof field === 'object' ? JSON.stringify(field) : field;
  return formMembers({ name, in: 'query', object }, value).map((member) => member.replaceAll('%20', '+'));
}

/** Whether an Encoding Object says how a field is written: without a style an object is JSON. */
export const isStyled = (encoding: Json | undefined): boolean =>
  isObject(encoding) && ('style' in encoding || 'explode' in encoding);

/** The media types that an Encoding Object lists for a part of a form; empty without one. */
export function mediaTypesOfPart(encoding: Json | undefined, name: string): string[] {
  const own = isObject(encoding) ? ownMember(encoding, name) : undefined;
  return isObject(own) && typeof own.contentType === 'string'
    ? own.contentType.split(',').map((type) => type.trim())
    : [];
}

function encodeMultipart(value: Json, encoding: JsonObject): Buffer {
  const parts: Buffer[] = [];
  for (const [name, field] of Object.entries(isObject(value) ? value : {})) {
    const kinds = mediaTypesOfPart(encoding, name);
    for (const item of Array.isArray(field) ? field : [field]) {
      const file = typeof item === 'string' ? readDataUrl(item) : undefined;
      // With several types the sender chooses: a file keeps its own type.
      const stated = file && kinds.includes(file.mediaType) ? file.mediaType : kinds[0];
      const type = stated ?? file?.mediaType ?? (isObject(item) ? 'application/json' : undefined);
      const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
      const filename = file ? `; filename="${quoted(file.name ?? `${name}.${file.mediaType.split('/')[1]}`)}"` : '';
      const head = `${disposition}${filename}${type && !type.includes('*') ? `\r\nContent-Type: ${type}` : ''}`;
      parts.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), file?.bytes ?? Buffer.from(asText(item)));
      parts.push(Buffer.from('\r\n'));
    }
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

/** Escapes a name for the header of a part, as browsers do. */
const quoted = (name: string): string =>
  name.replaceAll(/["\r\n]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The content of a `data:` URL. */
export interface DataFile {
  mediaType: string;
  bytes: Buffer;
  /** The file name in it: `;name=Z%C3%B6e.png` before `;base64`. */
  name?: string;
}

/** The parts of a form that are files. */
export const filesOfForm = (form: Json): [part: string, file: DataFile][] =>
  Object.entries(isObject(form) ? form : {}).flatMap(([part, value]) => {
    const file = typeof value === 'string' ? readDataUrl(value) : undefined;
    return file ? [[part, file]] : [];
  });

/** Reads a `data:` URL (RFC 2397), which holds a file in an example with its media type. */
export function readDataUrl(text: string): DataFile | undefined {
  const [head, mediaType, name] = /^data:([\w.+-]+\/[\w.+-]+)(?:;name=([\w.%~-]+))?;base64,/.exec(text) ?? [];
  if (head === undefined || mediaType === undefined) return undefined;
  // One expression over the whole URL keeps backtracking state: it exhausted the stack on a file of 20 MB.
  const data = text.slice(head.length);
  if (data === '' || /[^A-Za-z0-9+/=]/.test(data)) return undefined;
  return { mediaType, bytes: Buffer.from(data, 'base64'), ...(name !== undefined && { name: decodePercent(name) }) };
}
