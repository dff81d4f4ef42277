/** The state of a sandbox without the states of its providers. */
import type { ClockState } from './clock.js';
import type { Reply, WebhookEvent } from './handler.js';

export const coreNamespace = 'core';

export interface CoreState {
  seed: number;
  /** The number of blocks of ids that were drawn. */
  ids: number;
  clock: ClockState;
  /** Stubs by `provider/operationId`. The name of the member is that of stored states. */
  forced: Record<string, Stub[]>;
  /** Webhook events by `provider/event id`. */
  outbox: Record<string, Outgoing>;
  /** The keys of the events, by the order in which they were enqueued. */
  order: Record<number, string>;
  /** The events up to this number were removed. */
  forgotten: number;
  /** The Unix milliseconds before which a pending event is not sent, by key. */
  due: Record<string, number>;
  /** A lower bound of `due`: before this time no event needs to be looked for. */
  nextDue: number;
  /** Claims of due events, by key. Only several sandboxes of one state use them. */
  sending: Record<string, Claim>;
  /** Counts the events, to keep their order. */
  sent: number;
}

export interface Stub extends Pick<Reply, 'status' | 'headers' | 'body'> {
  times: number;
}

/** A webhook event and its status. */
export interface Outgoing {
  order: number;
  provider: string;
  event: WebhookEvent;
  status: 'pending' | 'delivered' | 'abandoned';
  attempts: { at: number; status?: number; failure?: 'timeout' | 'network' }[];
}

export interface Claim {
  /** Differs from claim to claim. */
  by: string;
  /** Unix milliseconds of the platform's clock; after that the sandbox that sends the event must have ended. */
  until: number;
}

/** Unix milliseconds that are never reached. */
export const never = Number.MAX_SAFE_INTEGER;

export function initialCore(seed: number, clock: ClockState): CoreState {
  return {
    seed,
    ids: 0,
    clock,
    forced: {},
    outbox: {},
    order: {},
    forgotten: 0,
    due: {},
    nextDue: never,
    sending: {},
    sent: 0,
  };
}
