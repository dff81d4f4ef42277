/** Several mocks that start together and stop together. */
import type { Listening } from '../http/listen.js';
import { startMock, type MockOptions } from './server.js';

export interface Mocks {
  /** By provider. */
  running: ReadonlyMap<string, Listening>;
  close(): Promise<void>;
}

/**
 * Starts all mocks or none: if one fails, the others are closed before the error is thrown.
 * @param ports by provider
 */
export async function startMocks(
  ports: ReadonlyMap<string, number>,
  options: Omit<MockOptions, 'port'> = {},
): Promise<Mocks> {
  const running = new Map<string, Listening>();
  const close = async () => {
    await Promise.all([...running.values()].map((mock) => mock.close()));
  };
  try {
    for (const [provider, port] of ports) running.set(provider, await startMock(provider, { ...options, port }));
  } catch (error) {
    await close();
    throw error;
  }
  return { running, close };
}
