/** The default ports of mocks. */
import { listMocked } from '../openapi/providers.js';

/** The first port for providers; 4000 is the sandbox's. */
const firstPort = 4010;

/** Providers with a fixed port; others follow by name. */
const first = ['alfred', 'sila'];

/** The default ports of some providers: each has the same port whether or not the others are served. */
export function mockPorts(providers: readonly string[]): Map<string, number> {
  const all = [...new Set([...first, ...listMocked()])];
  return new Map(providers.map((provider) => [provider, firstPort + all.indexOf(provider)]));
}
