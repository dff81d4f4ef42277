/**
 * Lets Dredd drive the cases. Dredd cannot read multi-file documents, sees one example a response, sends no
 * credentials and judges little more than the status; so it gets a view of the document with one path a case, and
 * its hooks fill in the real request before and have the real response judged after.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Case } from '../plan.js';
import type { SentRequest } from '../../openapi/exchange.js';
import { caseHeader } from '../http/gateway.js';

export interface DreddRun {
  /** Base URL that Dredd sends to. */
  endpoint: string;
  cases: readonly Case[];
  /** Makes a case's request, having done whatever must come before it; undefined when there is nothing to send. */
  prepare: (index: number) => Promise<SentRequest | undefined>;
  /** Called once a case, after its exchange; true if the case conforms. */
  responseValidator: (index: number) => Promise<boolean>;
  signal?: AbortSignal;
}

export interface DreddSummary {
  /** Cases that went through the judge, by index. */
  judged: ReadonlySet<number>;
  /** What Dredd itself counted. */
  stats: { tests: number; passes: number; failures: number; errors: number; skipped: number };
  /** What went wrong in the machinery; anything here means that the run proves nothing. */
  problems: string[];
}

interface Transaction {
  request: { method: string; uri: string; headers: Record<string, string>; body: string; bodyEncoding?: string };
  expected: { statusCode?: string };
  fullPath: string;
  real?: { statusCode: number };
  skip: boolean;
  fail?: string;
}

type Done = () => void;

const sessions: Map<string, object> = ((globalThis as Record<symbol, unknown>)[Symbol.for('kyc-contracts.dredd')] ??=
  new Map()) as Map<string, object>;

export async function runDredd(run: DreddRun): Promise<DreddSummary> {
  const Dredd = await loadDredd();
  const id = randomUUID();
  const judged = new Set<number>();
  const problems: string[] = [];
  let isHooked = false;

  sessions.set(id, {
    beforeAll: (transactions: Transaction[], done: Done) => {
      isHooked = true;
      if (transactions.length !== run.cases.length) {
        problems.push(`Dredd made ${transactions.length} transactions of ${run.cases.length} cases`);
      }
      done();
    },
    beforeEach: (transaction: Transaction, done: Done) => {
      const index = indexOf(transaction.request.uri);
      const prepare = async () => {
        const request = run.signal?.aborted ? undefined : await run.prepare(index);
        if (request) fill(transaction, index, request);
        else transaction.skip = true;
      };
      // Dredd neither awaits a hook nor hears of its rejection.
      prepare()
        .catch((error: Error) => {
          transaction.skip = true;
          problems.push(`a request could not be made: ${error.message}`);
        })
        .finally(done);
    },
    beforeEachValidation: (transaction: Transaction, done: Done) => {
      // The judge decides on every part, the status included: a case may lawfully end in another documented success.
      transaction.expected = { statusCode: String(transaction.real?.statusCode) };
      done();
    },
    afterEach: (transaction: Transaction, done: Done) => {
      const index = Number(transaction.request.headers[caseHeader] ?? Number.NaN);
      if (Number.isInteger(index) && !transaction.skip) {
        run
          .responseValidator(index)
          .then((conforms) => {
            if (!conforms) transaction.fail = 'the contract is violated';
            judged.add(index);
          })
          .catch((error: Error) => problems.push(`the judge failed: ${error.message}`))
          .finally(done);
      } else done();
    },
  });

  const dredd = new Dredd({
    endpoint: run.endpoint,
    apiDescriptions: [{ location: 'contract.json', content: JSON.stringify(viewOf(run.cases)) }],
    hookfiles: [fileURLToPath(new URL('./dredd-hooks.cjs', import.meta.url))],
    custom: { session: id },
    loglevel: 'silent',
    reporter: [],
    output: [],
  });
  try {
    const stats = await new Promise<DreddSummary['stats']>((resolve, reject) => {
      dredd.run((error, counted) => (error ? reject(error) : resolve(counted)));
    });
    if (!isHooked) problems.push('Dredd did not load the hooks');
    return { judged, stats, problems };
  } finally {
    sessions.delete(id);
  }
}

/** One path a case, so that Dredd makes exactly one transaction of each. */
function viewOf(cases: readonly Case[]): object {
  const paths = Object.fromEntries(
    cases.map(({ operation, status, example }, index) => [
      `/case/${index}`,
      {
        get: {
          summary: [operation.operationId, status, example].filter((part) => part !== null).join(' '),
          responses: {
            [/^[1-5](\d\d|XX)$/.test(status) ? status.replace('XX', '00') : '200']: {
              description: 'judged by the hook',
            },
          },
        },
      },
    ]),
  );
  return { openapi: '3.0.3', info: { title: 'cases', version: '1' }, paths };
}

const indexOf = (uri: string): number => Number(/\/case\/(\d+)$/.exec(uri)?.[1]);

function fill(transaction: Transaction, index: number, request: SentRequest): void {
  transaction.request.method = request.method;
  transaction.request.uri = request.target;
  transaction.fullPath = request.target;
  transaction.request.headers = { ...request.headers, [caseHeader]: String(index) };
  transaction.request.body = request.body?.toString('base64') ?? '';
  transaction.request.bodyEncoding = 'base64';
}

type DreddConstructor = new (configuration: object) => {
  run(callback: (error: Error | null, stats: DreddSummary['stats']) => void): void;
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
