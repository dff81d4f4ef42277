/** What a sandbox keeps besides its providers' states. */
import type { ClockState } from './clock.js';
import type { Reply, WebhookEvent } from './handler.js';

export const coreNamespace = 'core';

export interface CoreState {
  seed: number;
  /** How many blocks of ids have been drawn. */
  ids: number;
  clock: ClockState;
  /** The stubs by `provider/operationId`. Stored states have this name. */
  forced: Record<string, Stub[]>;
  /** By `provider/event id`. */
  outbox: Record<string, Outgoing>;
  /** Their keys by the order in which they were enqueued. */
  order: Record<number, string>;
  /** Up to which of these there are none any more. */
  forgotten: number;
  /** Of those that are pending, the Unix milliseconds before which they are not sent. */
  due: Record<string, number>;
  /** None of `due` is earlier: before that there is nothing to look for. */
  nextDue: number;
  /** Of those that are due, which of several sandboxes sends it. Empty where there is one. */
  sending: Record<string, { by: string; until: number }>;
  /** Numbers the events, to keep their order. */
  sent: number;
}

export interface Stub extends Pick<Reply, 'status' | 'headers' | 'body'> {
  times: number;
}

/** A webhook event, and what became of it. */
export interface Outgoing {
  order: number;
  provider: string;
  event: WebhookEvent;
  status: 'pending' | 'delivered' | 'abandoned';
  attempts: { at: number; status?: number; failure?: 'timeout' | 'network' }[];
}

/** Unix milliseconds that do not come. */
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
