/** Keeps nothing: the sandbox's own memory is all there is. What tests want, and the default. */
import type { Store } from './store.js';

export function memoryStore(): Store {
  return {
    load: async () => [],
    transaction: async () => {},
    close: async () => {},
  };
}
