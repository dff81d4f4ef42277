/** The Media Type Object of a request's body. */
import {
  escapeToken,
  follow,
  isObject,
  type JsonObject,
  type Located,
  type Operation,
} from '../../../openapi/document.js';
import { essenceOf } from '../../../openapi/media-type.js';

export function mediaOf(document: JsonObject, { requestBody }: Operation, mediaType: string): Located | undefined {
  const content = requestBody?.value.content;
  if (!requestBody || !isObject(content)) return undefined;
  const key = Object.keys(content).find((one) => essenceOf(one) === mediaType);
  if (key === undefined) return undefined;
  return follow(document, content[key], `${requestBody.pointer}/content/${escapeToken(key)}`);
}
