import { inHeader } from './header.js';
import { asText, type SecurityScheme } from './scheme.js';

/** The scheme `Bearer` of RFC 6750. The token goes in bare. */
export function bearer(): SecurityScheme {
  return inHeader('Authorization', (given) => asText(given) && `Bearer ${given as string}`);
}
