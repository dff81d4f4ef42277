/** Credentials in a header: API keys, and the schemes of RFC 9110's `Authorization`. */
import { asText, type SecurityScheme } from './scheme.js';

/** @param name of the header */
export function inHeader(name: string, encode: SecurityScheme['encode'] = asText): SecurityScheme {
  return {
    encode,
    isIn: ({ headers }) => headers.has(name),
    put: ({ headers }, value) => headers.set(name, value),
  };
}
