/** A sandbox: a stateful request handler, and functions that change its state from outside. */
import { answer } from './core/answer.js';
import { clockAt, toInstant, toMilliseconds, type Duration, type Instant } from './core/clock.js';
import type { ControlAccess } from './control/access.js';
import { control } from './control/index.js';
import { takeStub } from './core/stubs.js';
import { Deliveries } from './core/deliver.js';
import type { Reply } from './core/handler.js';
import { StateEngine } from './core/state-engine.js';
import {
  combine,
  plainFaces,
  fromRequest,
  toMessage,
  toResponse,
  type RequestMessage,
  type ResponseMessage,
} from './core/message.js';
import { checkOptions, type SandboxOptions } from './options.js';
import { problem } from './core/problem.js';
import type { Provider } from './core/provider.js';
import { defaultProviders } from './providers.js';
import { corsHeaders, isPreflight } from '../http/cors.js';
import { maxJsonBytes } from '../http/read-bytes.js';
import { readRequest, type Incoming } from './core/read-request.js';
import { RequestLog } from './core/request-log.js';
import { createRouter } from './core/router.js';
import { fromSnapshot, InvalidSnapshot, toSnapshot, type Snapshot } from './core/snapshot.js';
import { memoryStore } from './core/store/memory.js';
import { StoreFailed } from './core/store/errors.js';
import type { Transaction } from './core/transaction.js';

export interface Sandbox {
  /** Answers a request to any origin. Never rejects. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  readonly clock: SandboxClock;
  /** Restores the fresh state: no records, no webhooks, and the initial clock and ids. */
  reset(): Promise<void>;
  snapshot(): Promise<Snapshot>;
  /** @throws {TypeError} for an invalid snapshot. */
  restore(snapshot: Snapshot): Promise<void>;
  /** Applies changes due to time, and starts to send due webhooks. No timer does this. */
  tick(): Promise<void>;
  /** Waits until no webhook is being sent. */
  settled(): Promise<void>;
  /** Waits for the calls under way, aborts webhooks, which stay due, and closes the store. */
  close(): Promise<void>;
}

export interface SandboxClock {
  /** Unix milliseconds. */
  now(): number;
  /** Sets the clock, which stays frozen or runs on from there. @throws {RangeError} for a value that is no instant */
  set(instant: Instant): Promise<void>;
  /**
   * Moves the clock forward, and applies all changes due in that time.
   * @throws {RangeError} for a value that is no duration
   */
  advance(duration: Duration): Promise<void>;
}

/** Control operations that replace the state. They do not depend on the one before, which may be a broken one. */
const replacing: ReadonlySet<string> = new Set(['resetSandbox', 'restoreSnapshot']);

/** Includes the names of parameters, since violations name them as their place. */
const namesKnownTo = ({ names = [], routes }: Provider): ReadonlySet<string> =>
  new Set([...names, ...routes.flatMap(({ parameters }) => parameters.map(({ name }) => name))]);

/** @throws {TypeError} for an unknown option or setting, and a number out of range */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  checkOptions(options);
  const { seed, now, providers = defaultProviders, settings = {}, webhookFetch = globalThis.fetch } = options;
  const { origins = [], store = memoryStore(), onDefect = (error: unknown) => console.error(error) } = options;
  const { maxJsonSize = maxJsonBytes } = options;
  const clock = now === undefined ? undefined : clockAt(toInstant(now), true);
  const engine = new StateEngine({ providers, store, settings, seed, clock });
  const deliveries = new Deliveries(engine, providers, webhookFetch);
  const requestLog = new RequestLog();
  const namesOf = new Map(providers.map((provider) => [provider, namesKnownTo(provider)]));
  const route = createRouter([...providers, control]);

  /** Runs a transaction after the changes due to time, and then sends webhooks. */
  const run = async <T>(
    touched: readonly Provider[],
    work: (transaction: Transaction) => T | Promise<T>,
  ): Promise<T> => {
    const [result, due] = await engine.transaction(async (transaction) => {
      await passTime(transaction, touched);
      const result = await work(transaction);
      if (!transaction.replacement) return [result, deliveries.due(transaction)] as const;
      deliveries.forget();
      return [result, undefined] as const;
    });
    if (due) deliveries.start(due);
    return result;
  };

  const access = (transaction: Transaction): ControlAccess => ({
    transaction,
    providers,
    requestLog,
    origins,
    setTime: async (time) => {
      transaction.core.clock = clockAt(time, transaction.core.clock.frozenAt !== null);
      await passTime(transaction, providers);
    },
    reset: () => {
      requestLog.clear();
      transaction.replacement = [];
    },
    snapshot: () => toSnapshot(transaction.entries()),
    restore: (snapshot) => {
      const entries = fromSnapshot(snapshot);
      const error = engine.findError(entries);
      if (error) throw new InvalidSnapshot(`/entries/${error.index}${error.pointer}`, error.message);
      transaction.replacement = entries;
    },
  });

  const answerControl = (incoming: Incoming) =>
    run(replacing.has(incoming.route.operationId) ? [] : providers, async (transaction) => {
      const context = { ...transaction.contextOf(control), state: transaction.core, settings: access(transaction) };
      return (await answer(control, context, incoming)).reply;
    });

  const answerProvider = (provider: Provider, incoming: Incoming) =>
    run([provider], async (transaction) => {
      const stub = takeStub(transaction.core, `${provider.behaviour.name}/${incoming.route.operationId}`);
      const context = transaction.contextOf(provider);
      const { call, reply, violations } = await answer(provider, context, incoming, stub);
      const { name } = provider.behaviour;
      const names = namesOf.get(provider);
      requestLog.add(name, incoming.route.path, call, reply, stub !== undefined, violations, names ?? new Set());
      return reply;
    });

  const reply = async (request: RequestMessage): Promise<Reply> => {
    const match = route(request.method, request.path);
    if (!match) return problem(404, 'Not found', 'Neither a provider nor the sandbox has this path.');
    if ('allowed' in match) {
      const Allow = match.allowed.join(', ');
      return problem(405, 'Method not allowed', `This path knows ${Allow}.`, { Allow });
    }
    const { untypedBody } = match.service.behaviour;
    const incoming = await readRequest(request, match.route, match.params, maxJsonSize, untypedBody);
    if (incoming === 'cut off') return problem(400, 'Bad request', 'The body ended before its end.');
    if ('tooLarge' in incoming) return problem(413, 'Content too large', `More than ${incoming.tooLarge} bytes.`);
    return match.service === control ? answerControl(incoming) : answerProvider(match.service, incoming);
  };

  /**
   * Allows pages of other sites only if the user names them: real clients of these providers have a secret, which must
   * not be in a page.
   */
  const respond = async (request: RequestMessage): Promise<ResponseMessage> => {
    const page = { method: request.method, header: (name: string) => request.headers[name] };
    const isLetIn = origins.includes(request.headers['origin'] ?? '');
    if (isLetIn && isPreflight(page)) return { status: 204, headers: corsHeaders(page), body: null };
    const answered = await reply(request);
    // This may be the first response, and the clock is part of the stored state.
    await engine.loaded();
    const message = toMessage(answered, engine.now);
    if (!isLetIn) return message;
    return {
      ...message,
      headers: combine([...Object.entries(message.headers), ...Object.entries(corsHeaders(page))]),
    };
  };

  /** Uses nothing that may be broken itself, such as the state or the `onDefect` callback. */
  const defect = (error: unknown): ResponseMessage => {
    try {
      onDefect(error);
    } catch {
      // An error of the callback does not concern the caller.
    }
    if (error instanceof StoreFailed) return toMessage(problem(500, 'Not stored', error.message), Date.now());
    let now = Date.now();
    try {
      now = engine.now;
    } catch {
      // The platform's time is good enough here.
    }
    return toMessage(
      problem(500, 'Internal server error', 'A defect of the sandbox. Nothing has been changed.'),
      Number.isFinite(now) ? now : Date.now(),
    );
  };

  const handle = async (request: RequestMessage): Promise<ResponseMessage> => {
    try {
      return await respond(request);
    } catch (error) {
      return defect(error);
    }
  };

  const answerFetch: Sandbox['fetch'] = async (input, init) => {
    try {
      // The request is used unchanged: a server may have given a GET a body, which the constructor would refuse.
      const request = input instanceof Request && !init ? input : new Request(input, init);
      return toResponse(await handle(fromRequest(request)));
    } catch (error) {
      return toResponse(defect(error));
    }
  };
  plainFaces.set(answerFetch, handle);

  return {
    fetch: answerFetch,
    clock: {
      now: () => engine.now,
      set: (instant) => {
        const time = toInstant(instant);
        return run(providers, (transaction) => access(transaction).setTime(time));
      },
      advance: (duration) => {
        const milliseconds = toMilliseconds(duration);
        return run(providers, (transaction) => access(transaction).setTime(toInstant(transaction.now + milliseconds)));
      },
    },
    reset: () => run([], (transaction) => access(transaction).reset()),
    // Copies, since the caller may change what it has got or given, and a record is never changed in place.
    snapshot: () => run([], (transaction) => structuredClone(access(transaction).snapshot())),
    restore: async (snapshot) => {
      const given = structuredClone(snapshot);
      await run([], (transaction) => access(transaction).restore(given));
    },
    tick: () => run(providers, () => {}),
    settled: () => deliveries.settled(),
    close: async () => {
      await deliveries.stop();
      await engine.close();
    },
  };
}

/** Applies changes due to time. */
async function passTime(transaction: Transaction, providers: readonly Provider[]): Promise<void> {
  for (const provider of providers) await provider.behaviour.advance?.(transaction.contextOf(provider));
}
