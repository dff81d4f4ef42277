/** Small files, for the parts of a form that a document describes as files. */
import { isObject, type Json, type JsonObject } from './document.js';
import { essenceOf, isJson, isText, isXml } from './media-type.js';
import { ownMember } from './own.js';
import { mediaTypesOfPart, readDataUrl } from './request-body.js';
import { flatten } from './sample.js';

const samples: Readonly<Record<string, string>> = {
  // As a camera writes it: the first segment is Exif, which says how the picture is turned.
  'image/jpeg':
    '/9j/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z',
  'image/png': 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
  'application/pdf':
    'JVBERi0xLjAKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqIDIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iaiAzIDAgb2JqPDwvVHlwZS9QYWdlL01lZGlhQm94WzAgMCAzIDNdPj5lbmRvYmoKdHJhaWxlcjw8L1Jvb3QgMSAwIFI+Pg==',
};

/** A file of a media type as a `data:` URL; undefined for a type that no sample is known of. */
export const sampleFile = (mediaType: string): string | undefined =>
  samples[mediaType] === undefined ? undefined : `data:${mediaType};base64,${samples[mediaType]}`;

/**
 * A form in which each part that is a file is one, with a name: `format: binary` of OpenAPI 3.0, or in 3.1 a
 * `contentMediaType` without `contentEncoding`. A text that stands for such a part is what is in the file.
 * @param media the Media Type Object of the form
 */
function withFiles(document: JsonObject, { schema, encoding }: JsonObject, form: Json): Json {
  const properties = flatten(document, schema)?.properties;
  if (!isObject(form) || !isObject(properties)) return form;
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => {
      const node = ownMember(properties, name);
      const part = node === undefined ? undefined : flatten(document, node);
      const item = Array.isArray(value) ? flatten(document, part?.items ?? null) : part;
      if (!item || !isFile(item)) return [name, value];
      const [listed] = mediaTypesOfPart(encoding, name);
      const mediaType = [listed, item.contentMediaType]
        .map((one) => (typeof one === 'string' ? essenceOf(one) : undefined))
        .find((one) => one !== undefined && !one.includes('*'));
      const toFile = (one: Json): Json =>
        typeof one === 'string' && !readDataUrl(one) ? fileOf(mediaType ?? 'application/octet-stream', one) : one;
      return [name, Array.isArray(value) ? value.map(toFile) : toFile(value)];
    }),
  );
}

/**
 * What stands for a body in place of a sample: a form has files, and a body that is a file is one.
 * @param essence the media type, without parameters
 * @param sample of the schema; undefined without one
 */
export function withFile(
  document: JsonObject,
  essence: string,
  media: JsonObject,
  sample: Json | undefined,
): Json | undefined {
  if (essence === 'multipart/form-data') return sample === undefined ? undefined : withFiles(document, media, sample);
  const schema = media.schema === undefined ? {} : flatten(document, media.schema);
  const isOpen = schema !== undefined && Object.keys(schema).length === 0;
  const isWhole = media.schema === undefined || isOpen || (schema !== undefined && isFile(schema));
  if (!isWhole || isJson(essence) || isXml(essence) || isText(essence) || /\*|urlencoded|octet-stream/.test(essence))
    return sample;
  return fileOf(essence, '');
}

/** Whether a part of a form with this schema is a file. */
export const isFile = ({ format, contentMediaType, contentEncoding }: JsonObject): boolean =>
  format === 'binary' || (typeof contentMediaType === 'string' && contentEncoding === undefined);

const fileOf = (mediaType: string, text: string): string =>
  sampleFile(mediaType) ?? `data:${mediaType};base64,${Buffer.from(text || 'kyc-contracts').toString('base64')}`;
