/** Runs Dredd in this process, as a driver of the examples phase. */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Gateway } from '../http/gateway.js';
import type { CaseResult } from '../report.js';
import { DreddSession, deferred } from './dredd-session.js';
import type { Driver } from './driver.js';

const sessions: Map<string, object> = ((globalThis as Record<symbol, unknown>)[Symbol.for('kyc-contracts.dredd')] ??=
  new Map()) as Map<string, object>;

/** Seconds besides those of an exchange: a loaded machine is slow, too. */
const slack = 30;

/** @param timeout seconds without a sign of life after which Dredd is given up. @default those of an exchange, and 30 */
export async function openDredd(
  results: readonly CaseResult[],
  gateway: Pick<Gateway, 'url' | 'exchangeOf' | 'timeout'>,
  timeout: number = gateway.timeout + slack,
): Promise<Driver> {
  const Dredd = loadDredd();
  const id = randomUUID();
  const problems: string[] = [];
  const session = new DreddSession({ results, gateway, timeout });
  const finished = deferred<void>();
  sessions.set(id, session);
  new Dredd({
    endpoint: gateway.url,
    apiDescriptions: [{ location: 'contract.json', content: JSON.stringify(anyDocument) }],
    hookfiles: [fileURLToPath(new URL('./dredd-driver-hooks.cjs', import.meta.url))],
    custom: { session: id },
    loglevel: 'silent',
    reporter: [],
    output: [],
  }).run((error) => {
    if (error) problems.push(`Dredd failed: ${error.message}`);
    if (!session.isHooked) problems.push('Dredd did not load the hooks');
    sessions.delete(id);
    session.fail('Dredd ended before the last case');
    finished.resolve();
  });

  return {
    begin: (index) => session.begin(index),
    send: (index, request) => session.send(index, request),
    end: (index, result) => session.end(index, result),
    close: async () => {
      await session.close();
      const giveUp = new AbortController();
      const hung = delay(timeout * 1000, 'hung', { signal: giveUp.signal }).catch(() => undefined);
      // That Dredd was given up is reported already.
      if (!session.isHung && (await Promise.race([finished.promise, hung])) === 'hung')
        problems.push('Dredd did not end');
      giveUp.abort();
      sessions.delete(id);
      return { problems };
    },
  };
}

/** Dredd needs one; the session puts the cases in the place of what it makes of it. */
const anyDocument = {
  openapi: '3.0.3',
  info: { title: 'cases', version: '1' },
  paths: { '/': { get: { responses: { 200: { description: 'validated by the phase' } } } } },
};

type DreddConstructor = new (configuration: object) => {
  run(callback: (error: Error | null) => void): void;
};

/**
 * Loads Dredd, and undoes its console output and its process listeners: its reporter prints whole requests, credentials
 * included, and one of its dependencies ends the process on any unhandled rejection. Synchronous, so that nobody
 * else's warning is lost and nobody else's listener removed meanwhile.
 */
export function loadDredd(require = createRequire(import.meta.url)): DreddConstructor {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  const kept = new Map(fatalEvents.map((event) => [event, process.listeners(event)]));
  try {
    const Dredd = require('dredd') as DreddConstructor;
    const reporter = require('dredd/build/reporters/reporterOutputLogger') as { default: WinstonLogger };
    reporter.default.transports.console.silent = true;
    return Dredd;
  } finally {
    process.emitWarning = emitWarning;
    for (const [event, listeners] of kept) {
      for (const listener of process.listeners(event)) {
        if (!listeners.includes(listener)) process.removeListener(event, listener);
      }
    }
  }
}

const fatalEvents = ['unhandledRejection', 'uncaughtException'] as unknown as 'exit'[];

interface WinstonLogger {
  transports: { console: { silent: boolean } };
}
