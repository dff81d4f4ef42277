/** The options of a sandbox, and their check. */
import { maxJsonBytes } from '../http/read-bytes.js';
import { checkNumbers, notNegative, positive, whole } from '../runtime/numeric-options.js';
import type { AlfredCustomersSettings } from './alfred-customers/index.js';
import type { AlfredSettings } from './alfred/index.js';
import type { Instant } from './core/clock.js';
import type { Provider } from './core/provider.js';
import type { SharedStore, Store } from './core/store/store.js';
import { defaultProviders } from './providers.js';
import type { SilaSettings } from './sila/index.js';

export interface SandboxOptions {
  /** The seed of ids: the same seed, calls and times give the same ids. @default as stored, 1 in a fresh sandbox */
  seed?: number;
  /** Freezes the clock at an instant. @default as stored, the platform's clock in a fresh sandbox */
  now?: Instant;
  /** Where the state is kept: a `Store` has one sandbox, a `SharedStore` has several. @default in memory */
  store?: Store | SharedStore;
  /** @default all providers of this package */
  providers?: readonly Provider[];
  /** Settings by provider; each type documents its own. */
  settings?: SandboxSettings;
  /** Sends webhooks. @default globalThis.fetch */
  webhookFetch?: typeof fetch;
  /** Origins of the pages that may use the sandbox from a browser, such as `http://localhost:5173`. @default none */
  origins?: readonly string[];
  /**
   * The largest body, in bytes, that is neither a form nor a snapshot. A larger one gets 413.
   * @default 1_048_576 (1 MiB)
   */
  maxJsonSize?: number;
  /** Called with each error that a handler throws. @default console.error */
  onDefect?: (error: unknown) => void;
}

export interface SandboxSettings {
  readonly alfred?: AlfredSettings;
  readonly 'alfred-customers'?: AlfredCustomersSettings;
  readonly sila?: SilaSettings;
  readonly [provider: string]: object | undefined;
}

/** The names of all members of a type: the compiler compares them with it. */
type NamesOf<T> = Record<keyof T, true>;

const optionNames: NamesOf<SandboxOptions> = {
  seed: true,
  now: true,
  store: true,
  providers: true,
  settings: true,
  webhookFetch: true,
  origins: true,
  maxJsonSize: true,
  onDefect: true,
};
const alfredNames: NamesOf<AlfredSettings> = { partners: true, knownSessionsOnly: true, tokenSecret: true };
const customersNames: NamesOf<AlfredCustomersSettings> = { partners: true, reviewDelay: true, examples: true };
const silaNames: NamesOf<SilaSettings> = {
  apps: true,
  flows: true,
  environment: true,
  verificationDelay: true,
  rateLimits: true,
  webhooks: true,
  examples: true,
};
const webhookNames: NamesOf<NonNullable<SilaSettings['webhooks']>> = {
  endpoints: true,
  retries: true,
  retryDelay: true,
};

/** @throws {TypeError} for an unknown option or setting, and a number out of range; it names the option */
export function checkOptions(options: SandboxOptions): void {
  const { seed, settings = {}, providers = defaultProviders, maxJsonSize = maxJsonBytes } = options;
  checkNames('', options, optionNames);
  const known = Object.fromEntries(providers.map(({ behaviour }) => [behaviour.name, true] as const));
  checkNames('settings.', settings, known);
  checkNames('settings.alfred.', settings.alfred, alfredNames);
  checkNames('settings.alfred-customers.', settings['alfred-customers'], customersNames);
  checkNames('settings.sila.', settings.sila, silaNames);
  checkNames('settings.sila.webhooks.', settings.sila?.webhooks, webhookNames);
  checkNumbers({ seed }, whole);
  if (!Number.isSafeInteger(maxJsonSize) || maxJsonSize < 1) {
    throw new TypeError('maxJsonSize: expected a whole number of bytes, 1 or more');
  }
  const { reviewDelay } = settings['alfred-customers'] ?? {};
  if (reviewDelay !== 'decision') checkNumbers({ 'settings.alfred-customers.reviewDelay': reviewDelay }, notNegative);
  const { verificationDelay, webhooks = {}, rateLimits = {} } = settings.sila ?? {};
  const at = 'settings.sila';
  if (verificationDelay !== 'decision') checkNumbers({ [`${at}.verificationDelay`]: verificationDelay }, notNegative);
  checkNumbers({ [`${at}.webhooks.retries`]: webhooks.retries }, whole);
  checkNumbers({ [`${at}.webhooks.retryDelay`]: webhooks.retryDelay }, notNegative);
  for (const [name, { limit, window }] of Object.entries(rateLimits)) {
    checkNumbers({ [`${at}.rateLimits.${name}.limit`]: limit }, whole);
    checkNumbers({ [`${at}.rateLimits.${name}.window`]: window }, positive);
  }
}

/** A misspelt name would leave its default in place without a word. */
function checkNames(place: string, given: object | undefined, known: Readonly<Record<string, true>>): void {
  const name = Object.keys(given ?? {}).find((one) => !Object.hasOwn(known, one));
  if (name !== undefined)
    throw new TypeError(`${place}${name} is no option of a sandbox. Known: ${Object.keys(known).join(', ')}.`);
}
