/**
 * The hooks of one Dredd run, as a driver: Dredd's list becomes one transaction a case, each waits for the request that
 * `send` hands over, Dredd sends it through the gateway, and the transaction ends as its case does.
 */
import type { Exchange, SentRequest } from '../../openapi/exchange.js';
import { caseHeader, methodHeader, type Gateway } from '../http/gateway.js';
import { caseName, type CaseResult } from '../report.js';
import { sayViolation } from '../reports/grouped-violation.js';
import { DriverFailed, type Driver } from './driver.js';

/** The members of Dredd's transactions that are used here. */
export interface Transaction {
  name: string;
  /** The title in Dredd's reports. */
  id: string;
  protocol: string;
  host: string;
  port: string;
  fullPath: string;
  request: { method: string; uri: string; headers: Record<string, string>; body: string; bodyEncoding?: string };
  expected: { statusCode?: string };
  origin: Record<string, string>;
  real?: { statusCode: number };
  skip: boolean;
  fail?: string;
}

type Done = () => void;

export interface SessionOptions {
  results: readonly CaseResult[];
  gateway: Pick<Gateway, 'url' | 'exchangeOf'>;
  /** Seconds without a sign of life after which Dredd is taken to hang. */
  timeout: number;
  /** Whether Dredd was told to leave the transaction of this case out. @default none is */
  isLeftOut?: (result: CaseResult) => boolean;
  /** What a transaction shows for the result of its case, and errors of the run besides; it may wait. @default the result */
  verdictOf?: (result: CaseResult, index: number) => Promise<{ result: CaseResult; errors: readonly string[] }>;
}

/** One case between Dredd and the phase: either side may come first. */
interface Turn {
  arrived: Deferred<boolean>;
  next: Deferred<{ request: SentRequest } | { result: CaseResult }>;
  /** Resolves when the request has come to the gateway. */
  sent: Deferred<void>;
  result: Deferred<CaseResult>;
  isFilled: boolean;
}

export class DreddSession implements Driver {
  readonly #options: SessionOptions;
  readonly #turns: Turn[];
  readonly #indexes = new Map<Transaction, number>();
  readonly #failure = deferred<never>();
  readonly #closed = deferred<void>();
  #failed: DriverFailed | undefined;
  /** Whether Dredd has called a hook. */
  isHooked = false;
  /** Whether it was given up. */
  isHung = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#turns = options.results.map(() => ({
      arrived: deferred(),
      next: deferred(),
      sent: deferred(),
      result: deferred(),
      isFilled: false,
    }));
    // A failure that no call waits for is thrown by the next one.
    this.#failure.promise.catch(() => {});
  }

  async begin(index: number): Promise<boolean> {
    return this.#within(this.#turn(index).arrived.promise);
  }

  async send(index: number, request: SentRequest): Promise<Exchange> {
    const turn = this.#turn(index);
    const exchange = this.#options.gateway.exchangeOf(String(index), turn.sent.resolve, request.expects);
    turn.next.resolve({ request });
    await this.#within(turn.sent.promise);
    // From here on the gateway bounds the time.
    return exchange;
  }

  end(index: number, result: CaseResult): void {
    const turn = this.#turns[index];
    turn?.next.resolve({ result });
    turn?.result.resolve(result);
  }

  async close(): Promise<{ problems: string[] }> {
    this.#closed.resolve();
    return { problems: [] };
  }

  /** Rejects what waits now or later: no request is sent any more. */
  fail(message: string): void {
    this.#failed ??= new DriverFailed(message);
    this.#failure.reject(this.#failed);
  }

  /** Puts one transaction a case in the place of those that Dredd has made of the document. */
  beforeAll(transactions: Transaction[], done: Done): void {
    this.isHooked = true;
    const { results, gateway } = this.#options;
    const made = results.map((result) => transactionOf(result, new URL(gateway.url)));
    made.forEach((transaction, index) => this.#indexes.set(transaction, index));
    transactions.splice(0, transactions.length, ...made);
    done();
  }

  beforeEach(transaction: Transaction, done: Done): void {
    void this.#prepare(transaction).then(done);
  }

  async #prepare(transaction: Transaction): Promise<void> {
    const index = this.#indexes.get(transaction);
    // Another hook file of the user's has added it.
    if (index === undefined) return;
    const turn = this.#turn(index);
    const isLeftOut = this.#options.isLeftOut?.(this.#options.results[index] as CaseResult) ?? false;
    turn.arrived.resolve(!isLeftOut);
    const next = await Promise.race([turn.next.promise, this.#closed.promise]);
    if (next && 'request' in next) {
      turn.isFilled = true;
      fill(transaction, index, next.request);
    } else await this.#show(transaction, index, next?.result);
  }

  beforeEachValidation(transaction: Transaction, done: Done): void {
    // The phase validates every part, the status included: a case may lawfully end in another documented success.
    if (this.#indexes.has(transaction)) transaction.expected = { statusCode: String(transaction.real?.statusCode) };
    done();
  }

  afterEach(transaction: Transaction, done: Done): void {
    void this.#settle(transaction).then(done);
  }

  async #settle(transaction: Transaction): Promise<void> {
    const index = this.#indexes.get(transaction);
    if (index === undefined) return;
    const turn = this.#turn(index);
    if (!turn.isFilled) return;
    const result = this.#options.results[index] as CaseResult;
    // Dredd's reports print requests whole, credentials included.
    Object.assign(transaction.request, { method: result.method, uri: result.path, headers: {}, body: '' });
    transaction.expected = expectedOf(result);
    if (!transaction.real) turn.sent.reject(new Error('Dredd did not send its request'));
    await this.#show(
      transaction,
      index,
      (await Promise.race([turn.result.promise, this.#closed.promise])) ?? undefined,
    );
  }

  /** @param result Left out for a case that the phase did not come to. */
  async #show(
    transaction: Transaction,
    index: number,
    result: CaseResult = this.#options.results[index] as CaseResult,
  ): Promise<void> {
    const verdict = (await this.#options.verdictOf?.(result, index)) ?? { result, errors: [] };
    const { outcome, violations, curl, reason } = verdict.result;
    if (outcome === 'failed' || verdict.errors.length > 0) {
      const command = curl === undefined ? [] : [`repeat it: ${curl}`];
      transaction.fail = [...violations.map(sayViolation), ...verdict.errors, ...command].join('\n');
    } else if (outcome === 'skipped') {
      transaction.skip = true;
      transaction.id = `${transaction.name} (${reason})`;
    }
  }

  #turn(index: number): Turn {
    const turn = this.#turns[index];
    if (!turn) throw new DriverFailed('Dredd ended before the last case');
    return turn;
  }

  async #within<Value>(promise: Promise<Value>): Promise<Value> {
    if (this.#failed) throw this.#failed;
    const { timeout } = this.#options;
    const timer = setTimeout(() => {
      this.isHung = true;
      this.fail(`Dredd did nothing for ${timeout} s: it was given up`);
    }, timeout * 1000);
    try {
      return await Promise.race([promise, this.#failure.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

export function transactionOf(result: CaseResult, { hostname, port }: URL): Transaction {
  const { operationId, method, path, example } = result;
  const name = caseName(result);
  return {
    name,
    id: name,
    protocol: 'http:',
    host: hostname,
    port,
    fullPath: path,
    request: { method, uri: path, headers: {}, body: '' },
    expected: expectedOf(result),
    origin: {
      filename: '',
      apiName: '',
      resourceGroupName: '',
      resourceName: path,
      actionName: operationId,
      exampleName: example ?? '',
    },
    skip: false,
  };
}

const expectedOf = ({ status }: CaseResult) => ({ statusCode: String(status) });

function fill(transaction: Transaction, index: number, request: SentRequest): void {
  transaction.fullPath = request.target;
  Object.assign(transaction.request, {
    // The client inside Dredd sends no HEAD, since Dredd gives it a body of no bytes.
    method: request.method === 'HEAD' ? 'GET' : request.method,
    uri: request.target,
    headers: { ...request.headers, [caseHeader]: String(index), [methodHeader]: request.method },
    body: request.body?.toString('base64') ?? '',
    bodyEncoding: 'base64',
  });
}

interface Deferred<Value> {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
  reject: (error: Error) => void;
}

export function deferred<Value>(): Deferred<Value> {
  let resolve: Deferred<Value>['resolve'] = () => {};
  let reject: Deferred<Value>['reject'] = () => {};
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
