/** What the control API can access, which is everything. Its handlers receive it as their settings. */
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
  /** Origins of the pages that may use the control API. */
  readonly origins: readonly string[];
  /** Sets the clock, and runs everything that is due by then. @param now Unix milliseconds */
  setTime(now: number): Promise<void>;
  reset(): void;
  snapshot(): Snapshot;
  /** @throws {TypeError} for an invalid snapshot. */
  restore(snapshot: Snapshot): void;
}

export type ControlCall = Call<CoreState, ControlAccess>;

/** The providers that have a control function, each with the function and its context. */
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
 * Refuses requests from other websites, since a browser lets any page send requests to loopback. `Origin` names the
 * page: it must be the sandbox's own address, which serves no pages, or one that the user has allowed.
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
