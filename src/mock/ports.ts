/** Where each mock listens by default. */
import { listMocked } from '../openapi/providers.js';

/** The first of these that a provider could have; 4000 is left to the sandbox. */
const firstPort = 4010;

/** They keep their ports whatever is added: others come after them, by name. */
const first = ['alfred', 'sila'];

/** The default ports of some providers: a provider has the same port whether it is served alone or with all others. */
export function mockPorts(providers: readonly string[]): Map<string, number> {
  const all = [...new Set([...first, ...listMocked()])];
  return new Map(providers.map((provider) => [provider, firstPort + all.indexOf(provider)]));
}
