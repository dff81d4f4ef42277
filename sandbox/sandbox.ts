/** A sandbox: a handler of requests with state, and what one can do to its state from outside. */
import type { AlfredSettings } from './alfred/index.js';
import { answer } from './answer.js';
import { checkOptions } from './check-options.js';
import { clockAt, toInstant, toMilliseconds, type Duration, type Instant } from './clock.js';
import type { ControlAccess } from './control/access.js';
import { control } from './control/index.js';
import { withCors } from './cors.js';
import { takeForced } from './forced.js';
import { Deliveries } from './deliver.js';
import type { Reply } from './handler.js';
import { Kernel } from './kernel.js';
import { listDue } from './outbox.js';
import { problem } from './problem.js';
import type { Provider } from './provider.js';
import { defaultProviders } from './providers.js';
import { maxJsonBytes } from './read-bytes.js';
import { readRequest, type Incoming } from './read-request.js';
import { ReceivedRequests } from './received.js';
import { toResponse } from './respond.js';
import { createRouter } from './router.js';
import type { SilaSettings } from './sila/index.js';
import { fromSnapshot, InvalidSnapshot, toSnapshot, type Snapshot } from './snapshot.js';
import { memoryStore } from './store/memory.js';
import { StoreFailed } from './store/store-failed.js';
import type { Store } from './store/store.js';
import type { World } from './world.js';

export interface SandboxOptions {
  /** What ids are made from: the same seed, calls and times give the same ids. @default as stored, 1 in a fresh one */
  seed?: number;
  /** Freezes the clock at an instant. @default as stored, the platform's clock in a fresh one */
  now?: Instant;
  /** Where the state is kept. One sandbox a store. @default in memory */
  store?: Store;
  /** @default Alfred and Sila */
  providers?: readonly Provider[];
  /** By provider. What each knows is said on the types of its settings. */
  settings?: SandboxSettings;
  /** Sends webhooks. @default globalThis.fetch */
  webhookFetch?: typeof fetch;
  /** Origins of the pages that may use it from a browser, such as `http://localhost:5173`. @default none */
  origins?: readonly string[];
  /**
   * Bytes that a body may have that is no form: a larger one is answered with 413. A snapshot may have eight times as
   * many; `restore` of this object has no bound. @default 1_048_576 (1 MiB)
   */
  maxJsonSize?: number;
  /** Told of defects: what a handler threw. @default console.error */
  onDefect?: (error: unknown) => void;
}

export interface SandboxSettings {
  readonly alfred?: AlfredSettings;
  readonly sila?: SilaSettings;
  readonly [provider: string]: object | undefined;
}

export interface Sandbox {
  /** Answers a request, of whatever origin. Never rejects. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  readonly clock: SandboxClock;
  /** As it was when it was fresh: no state, no webhook, the clock and the ids from the start. */
  reset(): Promise<void>;
  snapshot(): Promise<Snapshot>;
  /** @throws {TypeError} for what is no snapshot. */
  restore(snapshot: Snapshot): Promise<void>;
  /** Makes happen what time has brought, and begins to send the webhooks that are due. There is no timer that does. */
  tick(): Promise<void>;
  /** Waits until no webhook is being sent. */
  settled(): Promise<void>;
  /** Waits for the calls that are under way, breaks off webhooks, which stay due, and closes the store. */
  close(): Promise<void>;
}

export interface SandboxClock {
  /** Unix milliseconds. */
  now(): number;
  /** Frozen it stays frozen, running it runs on from there. @throws {RangeError} for what is no instant */
  set(instant: Instant): Promise<void>;
  /** Forward, and all that falls into the time happens. @throws {RangeError} for what is no duration */
  advance(duration: Duration): Promise<void>;
}

/** Names of parameters, too: a violation has them in its place. */
const namesKnownTo = ({ names = [], routes }: Provider): ReadonlySet<string> =>
  new Set([...names, ...routes.flatMap(({ parameters }) => parameters.map(({ name }) => name))]);

/** @throws {TypeError} for a number that makes no sense */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  checkOptions(options);
  const { seed, now, providers = defaultProviders, settings = {}, webhookFetch = globalThis.fetch } = options;
  const { origins = [], store = memoryStore(), onDefect = (error: unknown) => console.error(error) } = options;
  const { maxJsonSize = maxJsonBytes } = options;
  if (!Number.isSafeInteger(maxJsonSize) || maxJsonSize < 1) {
    throw new TypeError('maxJsonSize: expected a whole number of bytes, 1 or more');
  }
  const clock = now === undefined ? undefined : clockAt(toInstant(now), true);
  const kernel = new Kernel({ providers, store, settings, seed, clock });
  const deliveries = new Deliveries(kernel, providers, webhookFetch);
  const received = new ReceivedRequests();
  const namesOf = new Map(providers.map((provider) => [provider, namesKnownTo(provider)]));
  const route = createRouter([...providers, control]);

  /** A transaction that time comes before, and webhooks after. */
  const run = async <T>(touched: readonly Provider[], work: (world: World) => T | Promise<T>): Promise<T> => {
    const [result, due] = await kernel.transaction(async (world) => {
      await passTime(world, touched);
      const result = await work(world);
      return [result, world.replacement ? new Map() : listDue(world.core, world.now)] as const;
    });
    deliveries.start(due);
    return result;
  };

  const access = (world: World): ControlAccess => ({
    world,
    providers,
    received,
    origins,
    setTime: async (time) => {
      world.core.clock = clockAt(time, world.core.clock.frozenAt !== null);
      await passTime(world, providers);
    },
    reset: () => {
      received.clear();
      world.replacement = [];
    },
    snapshot: () => toSnapshot(world.entries()),
    restore: (snapshot) => {
      const entries = fromSnapshot(snapshot);
      const fault = kernel.findFault(entries);
      if (fault) throw new InvalidSnapshot(`/entries/${fault.index}${fault.pointer}`, fault.message);
      world.replacement = entries;
    },
  });

  const answerControl = (incoming: Incoming) =>
    run(providers, async (world) => {
      const context = { ...world.contextOf(control), state: world.core, settings: access(world) };
      return (await answer(control, context, incoming)).reply;
    });

  const answerProvider = (provider: Provider, incoming: Incoming) =>
    run([provider], async (world) => {
      const forced = takeForced(world.core, `${provider.behaviour.name}/${incoming.route.operationId}`);
      const context = world.contextOf(provider);
      const { call, reply, violations } = await answer(provider, context, incoming, forced);
      const { name } = provider.behaviour;
      const names = namesOf.get(provider);
      received.add(name, incoming.route.path, call, reply, forced !== undefined, violations, names ?? new Set());
      return reply;
    });

  const reply = async (request: Request): Promise<Reply> => {
    const url = new URL(request.url);
    const match = route(request.method, url.pathname);
    if (!match) return problem(404, 'Not found', 'Neither a provider nor the sandbox has this path.');
    if ('allowed' in match) {
      const Allow = match.allowed.join(', ');
      return problem(405, 'Method not allowed', `This path knows ${Allow}.`, { Allow });
    }
    const incoming = await readRequest(request, url, match.route, match.params, maxJsonSize);
    if (incoming === 'cut off') return problem(400, 'Bad request', 'The body ended before its end.');
    if ('tooLarge' in incoming) return problem(413, 'Content too large', `More than ${incoming.tooLarge} bytes.`);
    return match.service === control ? answerControl(incoming) : answerProvider(match.service, incoming);
  };

  const respond = withCors(origins, async (request) => {
    const answered = await reply(request);
    // What needed no state may be the first thing that is answered, and the clock is part of what is stored.
    await kernel.loaded();
    return toResponse(answered, kernel.now);
  });

  /** Stands on nothing that may itself be what is broken: the state, or whoever is told. */
  const defect = (error: unknown): Response => {
    try {
      onDefect(error);
    } catch {
      // Not the caller's business.
    }
    if (error instanceof StoreFailed) return toResponse(problem(500, 'Not stored', error.message), Date.now());
    let now = Date.now();
    try {
      now = kernel.now;
    } catch {
      // The platform's time will do.
    }
    return toResponse(
      problem(500, 'Internal server error', 'A defect of the sandbox. Nothing has been changed.'),
      Number.isFinite(now) ? now : Date.now(),
    );
  };

  return {
    fetch: async (input, init) => {
      try {
        // A request as it is: a server may have given it a body that no constructor would let a GET have.
        return await respond(input instanceof Request && !init ? input : new Request(input, init));
      } catch (error) {
        return defect(error);
      }
    },
    clock: {
      now: () => kernel.now,
      set: (instant) => {
        const time = toInstant(instant);
        return run(providers, (world) => access(world).setTime(time));
      },
      advance: (duration) => {
        const milliseconds = toMilliseconds(duration);
        return run(providers, (world) => access(world).setTime(toInstant(world.now + milliseconds)));
      },
    },
    reset: () => run([], (world) => access(world).reset()),
    snapshot: () => run([], (world) => access(world).snapshot()),
    restore: (snapshot) => run([], (world) => access(world).restore(snapshot)),
    tick: () => run(providers, () => {}),
    settled: () => deliveries.settled(),
    close: async () => {
      await deliveries.stop();
      await kernel.close();
    },
  };
}

/** What time alone brings. */
async function passTime(world: World, providers: readonly Provider[]): Promise<void> {
  for (const provider of providers) await provider.behaviour.advance?.(world.contextOf(provider));
}
