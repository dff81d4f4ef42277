/** Credentials in a header: API keys, and the schemes of RFC 9110's `Authorization`. */
import { takesText, type SecurityScheme } from './scheme.js';

/** @param name of the header */
export function inHeader(name: string): SecurityScheme {
  return {
    ...takesText,
    isIn: ({ headers }) => headers.has(name),
    put: ({ headers }, value) => headers.set(name, value),
  };
}
