/**
 * Dredd as a driver. It gets a document with one path a case; its hook waits for the request that `send` hands over,
 * Dredd sends it through the gateway, and `send` resolves with the exchange that the gateway kept.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Exchange, SentRequest } from '../../openapi/exchange.js';
import { caseHeader, type Gateway } from '../http/gateway.js';
import type { Driver } from './driver.js';

interface Transaction {
  request: { method: string; uri: string; headers: Record<string, string>; body: string; bodyEncoding?: string };
  expected: { statusCode?: string };
  fullPath: string;
  real?: { statusCode: number };
  skip: boolean;
}

type Done = () => void;

interface Wanted {
  index: number;
  request: SentRequest;
  resolve: (exchange: Exchange) => void;
  reject: (error: Error) => void;
}

const sessions: Map<string, object> = ((globalThis as Record<symbol, unknown>)[Symbol.for('kyc-contracts.dredd')] ??=
  new Map()) as Map<string, object>;

/** @param count How many cases there are at most; `send` takes their indexes in rising order, one at a time. */
export async function openDredd(count: number, gateway: Pick<Gateway, 'url' | 'exchangeOf'>): Promise<Driver> {
  const Dredd = await loadDredd();
  const id = randomUUID();
  const problems: string[] = [];
  let isHooked = false;
  let ended: Error | undefined;
  let isClosed = false;
  let wanted: Wanted | undefined;
  let wake: Done = () => {};

  /** The request of the transaction at `index`; undefined when it is left out. */
  const take = async (index: number): Promise<Wanted | undefined> => {
    while (!wanted && !isClosed) await new Promise<void>((resolve) => (wake = resolve));
    return wanted?.index === index ? wanted : undefined;
  };
  const settle = (index: number): void => {
    if (wanted?.index !== index) return;
    const { resolve, reject } = wanted;
    wanted = undefined;
    const exchange = gateway.exchangeOf(String(index));
    if (exchange) resolve(exchange);
    else reject(new Error('Dredd did not send a request'));
  };

  sessions.set(id, {
    beforeAll: (transactions: Transaction[], done: Done) => {
      isHooked = true;
      if (transactions.length !== count)
        problems.push(`Dredd made ${transactions.length} transactions of ${count} cases`);
      done();
    },
    beforeEach: (transaction: Transaction, done: Done) => {
      const index = Number(/\/case\/(\d+)$/.exec(transaction.request.uri)?.[1]);
      void take(index).then((found) => {
        if (found) fill(transaction, index, found.request);
        else transaction.skip = true;
        done();
      });
    },
    beforeEachValidation: (transaction: Transaction, done: Done) => {
      // The phase judges every part, the status included: a case may lawfully end in another documented success.
      transaction.expected = { statusCode: String(transaction.real?.statusCode) };
      done();
    },
    afterEach: (transaction: Transaction, done: Done) => {
      if (!transaction.skip) settle(Number(transaction.request.headers[caseHeader]));
      done();
    },
  });

  const dredd = new Dredd({
    endpoint: gateway.url,
    apiDescriptions: [{ location: 'contract.json', content: JSON.stringify(viewOf(count)) }],
    hookfiles: [fileURLToPath(new URL('./dredd-hooks.cjs', import.meta.url))],
    custom: { session: id },
    loglevel: 'silent',
    reporter: [],
    output: [],
  });
  const finished = new Promise<void>((resolve) => {
    dredd.run((error) => {
      if (error) problems.push(`Dredd failed: ${error.message}`);
      if (!isHooked) problems.push('Dredd did not load the hooks');
      sessions.delete(id);
      ended = new Error('Dredd ended before the last case');
      wanted?.reject(ended);
      wanted = undefined;
      resolve();
    });
  });

  return {
    send: (index, request) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        if (wanted) return reject(new Error('Dredd takes one request at a time'));
        wanted = { index, request, resolve, reject };
        wake();
      }),
    close: async () => {
      isClosed = true;
      wake();
      await finished;
      return { problems };
    },
  };
}

/** One path a case, so that Dredd makes exactly one transaction of each. */
function viewOf(count: number): object {
  const get = { responses: { 200: { description: 'judged by the phase' } } };
  const paths = Object.fromEntries(Array.from({ length: count }, (_, index) => [`/case/${index}`, { get }]));
  return { openapi: '3.0.3', info: { title: 'cases', version: '1' }, paths };
}

function fill(transaction: Transaction, index: number, request: SentRequest): void {
  transaction.request.method = request.method;
  transaction.request.uri = request.target;
  transaction.fullPath = request.target;
  transaction.request.headers = { ...request.headers, [caseHeader]: String(index) };
  transaction.request.body = request.body?.toString('base64') ?? '';
  transaction.request.bodyEncoding = 'base64';
}

type DreddConstructor = new (configuration: object) => {
  run(callback: (error: Error | null) => void): void;
};

/**
 * Loads Dredd without its voice and its grip. Its console reporter prints whole requests, credentials included, and
 * cannot be switched off by an option; its dependencies of 2015 warn about themselves, which is no news to a user; and
 * one of them ends the process on any unhandled rejection or exception, whoever's it is.
 */
async function loadDredd(): Promise<DreddConstructor> {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  const kept = fatalEvents.map((event) => ({ event, listeners: process.listeners(event) }));
  try {
    // @ts-expect-error Dredd has no types.
    const { default: dredd } = (await import('dredd')) as { default: { default: DreddConstructor } };
    const require = createRequire(import.meta.url);
    const reporter = require('dredd/build/reporters/reporterOutputLogger') as { default: WinstonLogger };
    reporter.default.transports.console.silent = true;
    return dredd.default ?? dredd;
  } finally {
    process.emitWarning = emitWarning;
    for (const { event, listeners } of kept) {
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
