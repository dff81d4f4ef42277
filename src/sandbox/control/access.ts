/** What the control API may touch, which is everything. Its handlers get it as their settings. */
import type { CoreState } from '../core/core-state.js';
import type { Call, Context, Handler } from '../core/handler.js';
import { problem } from '../core/problem.js';
import type { Provider, ProviderControl } from '../core/provider.js';
import type { RequestLog } from '../core/request-log.js';
import type { Snapshot } from '../core/snapshot.js';
import type { Transaction } from '../core/transaction.js';

export interface ControlAccess {
  readonly transaction: Transaction;
  readonly providers: readonly Provider[];
  readonly requestLog: RequestLog;
  /** Of pages that may control it. */
  readonly origins: readonly string[];
  /** Sets the clock, and has happen what falls due by it. @param now Unix milliseconds */
  setTime(now: number): Promise<void>;
  reset(): void;
  snapshot(): Snapshot;
  /** @throws {TypeError} for what is no snapshot. */
  restore(snapshot: Snapshot): void;
}

export type ControlCall = Call<CoreState, ControlAccess>;

/** The providers that have a certain control function, with what to call it on. */
export function controls<Name extends keyof ProviderControl>(
  { transaction, providers }: ControlAccess,
  name: Name,
): { provider: string; control: NonNullable<ProviderControl[Name]>; context: Context }[] {
  return providers.flatMap((provider) => {
    const control = provider.behaviour.control?.[name];
    return control ? [{ provider: provider.behaviour.name, control, context: transaction.contextOf(provider) }] : [];
  });
}

/**
 * Keeps websites out. A browser lets any page send requests to loopback; it names the page in `Origin`, and only pages
 * of the sandbox's own address (of which there are none) and those that its user has named may control it.
 */
export function sameOriginOnly(handler: Handler): Handler {
  return (call) => {
    const { origin, host } = call.headers;
    const { origins } = call.settings as ControlAccess;
    const isOwn = host !== undefined && origin === `http://${host}`;
    if (origin === undefined || isOwn || origins.includes(origin)) return handler(call);
    return problem(403, 'Forbidden', 'The control API answers no browser that comes from another site.');
  };
}
