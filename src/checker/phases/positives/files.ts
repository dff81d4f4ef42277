/** Small files of the kinds that documents name, to be sent in place of one another. */
import { isObject, type Json } from '../../../openapi/document.js';
import { filesOfForm, mediaTypesOfPart } from '../../../openapi/request-body.js';
import type { Variation } from './variation.js';

const samples: Readonly<Record<string, string>> = {
  // As a camera writes it: the first segment is Exif, which says how the picture is turned.
  'image/jpeg':
    '/9j/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z',
  'image/png': 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
  'application/pdf':
    'JVBERi0xLjAKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqIDIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iaiAzIDAgb2JqPDwvVHlwZS9QYWdlL01lZGlhQm94WzAgMCAzIDNdPj5lbmRvYmoKdHJhaWxlcjw8L1Jvb3QgMSAwIFI+Pg==',
};

/** Each kind that the document lists for a part of a form, where nothing else in the form says what kind it is of. */
export function kindsOfFile(encoding: Json | undefined, form: Json, clause: string): Variation[] {
  const parts = Object.entries(isObject(form) ? form : {});
  return filesOfForm(form).flatMap(([name, file]) => {
    const others = JSON.stringify(parts.filter(([one]) => one !== name));
    if (others.includes(file.mediaType)) return [];
    return mediaTypesOfPart(encoding, name).flatMap((kind): Variation[] => {
      const sample = samples[kind];
      if (sample === undefined || kind === file.mediaType) return [];
      const body = `data:${kind};base64,${sample}`;
      const apply = (sent: Json): Json => ({ ...(isObject(sent) ? sent : {}), [name]: body });
      return [{ name: `body /${name}: a file of ${kind}`, clause, at: `/${name}`, apply }];
    });
  });
}
