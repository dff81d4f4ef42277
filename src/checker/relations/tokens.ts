/** Decodes JSON Web Tokens (RFC 7519) in a response, so that their claims can be compared. */
import { isObject, type Json } from '../../openapi/document.js';
import { parseJson } from '../../openapi/json.js';
import { perObject } from '../../openapi/per-object.js';
import { isDeep } from '../validate/depth.js';

/** The JSON of an answer, with its tokens opened, read once; undefined where it is none, or is nested too deeply. */
export const openedJson = perObject((body: Buffer): Json | undefined => {
  const json = parseJson(body);
  return json === undefined || isDeep(json) ? undefined : opened(json);
});

/** The value, with `{ header, claims }` in place of each text that is a JSON Web Token. */
export function opened(value: Json): Json {
  if (typeof value === 'string') return openToken(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value);
  const before: Json[] = Object.values(value);
  const members = before.map(opened);
  // Most have no token.
  if (members.every((member, index) => member === before[index])) return value;
  return Array.isArray(value) ? members : Object.fromEntries(names.map((name, index) => [name, members[index]!]));
}

function openToken(text: string): Json | undefined {
  if (!/^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/.test(text)) return undefined;
  const [header, claims] = text
    .split('.')
    .slice(0, 2)
    .map((part) => parseJson(Buffer.from(part, 'base64url')));
  return isObject(header) && isObject(claims) && 'alg' in header ? { header, claims } : undefined;
}
