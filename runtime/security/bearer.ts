import { inHeader } from './header.js';
import { takesText, type SecurityScheme } from './scheme.js';

/** The scheme `Bearer` of RFC 6750. The token goes in bare. */
export function bearer(): SecurityScheme {
  return {
    ...inHeader('Authorization'),
    encode: (given) => takesText.encode(given) && `Bearer ${given as string}`,
  };
}
