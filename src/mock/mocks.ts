/** Several mocks that start together and stop together. */
import type { Listening } from '../http/listen.js';
import { startMock } from './server.js';

export interface Mocks {
  /** By provider. */
  running: ReadonlyMap<string, Listening>;
  close(): Promise<void>;
}

/** All of them or none: when one cannot start, those that did are closed before the reason is thrown. */
export async function startMocks(
  ports: ReadonlyMap<string, number>,
  host?: string,
  origins?: readonly string[],
  maxJsonSize?: number,
): Promise<Mocks> {
  const running = new Map<string, Listening>();
  const close = async () => {
    await Promise.all([...running.values()].map((mock) => mock.close()));
  };
  try {
    for (const [provider, port] of ports) {
      running.set(
        provider,
        await startMock(provider, { port, origins, maxJsonSize, ...(host !== undefined && { host }) }),
      );
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { running, close };
}
