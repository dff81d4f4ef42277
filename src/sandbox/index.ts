/**
 * A stateful sandbox of the providers for tests in any runtime, without port and timers, with one clock.
 * @module kyc-contracts/sandbox
 * @example
 * const sandbox = createSandbox({ now: '2026-01-31T12:00:00Z' });
 * const alfred = createAlfredClient({ credentials, fetch: sandbox.fetch });
 * await sandbox.clock.advance({ minutes: 2 });
 */
export { alfredCustomers, type AlfredCustomersSettings } from './alfred-customers/index.js';
export { alfred, type AlfredSettings } from './alfred/index.js';
export type { Duration, Instant } from './core/clock.js';
export type * from './core/handler.js';
export type * from './core/provider.js';
export { createSandbox, type Sandbox, type SandboxClock } from './sandbox.js';
export type { SandboxOptions, SandboxSettings } from './options.js';
export { sila, type SilaSettings } from './sila/index.js';
export type { Snapshot } from './core/snapshot.js';
export { memoryStore } from './core/store/memory.js';
export type * from './core/store/store.js';
