/** The default store, for tests: it persists nothing, and the state is only in the sandbox's memory. */
import type { Store } from './store.js';

export function memoryStore(): Store {
  return {
    load: async () => [],
    transaction: async () => {},
    close: async () => {},
  };
}
