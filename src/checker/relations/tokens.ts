/** Decodes JSON Web Tokens (RFC 7519) in a response, so that their claims can be compared. */
import { isObject, type Json } from '../../openapi/document.js';
import { parseJson } from '../../openapi/json.js';

/** The value, with `{ header, claims }` in place of each text that is a JSON Web Token. */
export function opened(value: Json): Json {
  if (typeof value === 'string') return openToken(value) ?? value;
  if (Array.isArray(value)) return value.map(opened);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, opened(member)]));
}

function openToken(text: string): Json | undefined {
  if (!/^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/.test(text)) return undefined;
  const [header, claims] = text
    .split('.')
    .slice(0, 2)
    .map((part) => parseJson(Buffer.from(part, 'base64url')));
  return isObject(header) && isObject(claims) && 'alg' in header ? { header, claims } : undefined;
}
