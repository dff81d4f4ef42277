/** Derives files of a media type that the Encoding Object of their part does not list. */
import { escapeToken, isObject, type JsonObject, type Operation } from '../../../openapi/document.js';
import { matchMediaType } from '../../../openapi/media-type.js';
import { encodeBody, filesOfForm, mediaTypesOfPart } from '../../../openapi/request-body.js';
import { mediaOf } from './media.js';
import type { BodyValue } from '../../../openapi/request.js';
import type { Negative } from './negative.js';

const text = `data:text/plain;base64,${Buffer.from('kyc-contracts').toString('base64')}`;

export function unlistedFiles(document: JsonObject, operation: Operation, { mediaType, value }: BodyValue): Negative[] {
  const media = mediaOf(document, operation, mediaType);
  if (!media || mediaType !== 'multipart/form-data') return [];
  return filesOfForm(value).flatMap(([name]): Negative[] => {
    const listed = mediaTypesOfPart(media.value.encoding, name);
    if (listed.length === 0 || matchMediaType(listed, 'text/plain')) return [];
    return [
      {
        name: `body /${name}: a file of text/plain`,
        clause: `${media.pointer}/encoding/${escapeToken(name)}/contentType`,
        pointer: `/${escapeToken(name)}`,
        refusal: 'request',
        hasCurl: true,
        // The Encoding Object is left out, since it would give the file a listed type.
        change: { encode: (_, sent) => encodeBody(mediaType, isObject(sent) ? { ...sent, [name]: text } : sent) },
      },
    ];
  });
}
