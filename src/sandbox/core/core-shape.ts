/** The shape of the stored state of a sandbox without the states of its providers. */
import { earliest, latest } from './clock.js';
import type { CoreState, Stub, Outgoing } from './core-state.js';
import { findStubError } from './stubs.js';
import type { WebhookEvent } from './handler.js';
import {
  collection,
  count,
  fixed,
  integer,
  list,
  mapOf,
  nullOr,
  object,
  oneOf,
  rule,
  text,
  type Shape,
  type StateShape,
} from './shape.js';

const instant = integer(earliest, latest);
const anything = rule((value) => value !== undefined, 'must be JSON');

const stub: Shape = (value) => {
  const misfit = object<Stub>(
    { status: integer(200, 599), times: integer(1, 1000) },
    { headers: mapOf(text), body: anything },
  )(value);
  const error = misfit ? undefined : findStubError(value as Stub);
  return error ? [error.instancePath, error.message] : misfit;
};

export const coreShape: StateShape<CoreState> = {
  seed: integer(),
  ids: count,
  clock: fixed({
    frozenAt: nullOr(instant),
    // The offset is relative to the platform's clock, which is between 1970 and 2100.
    offset: integer(earliest - Date.UTC(1970, 0), latest),
  }),
  forced: collection(list(stub)),
  outbox: collection(
    object<Outgoing>({
      order: count,
      provider: text,
      event: object<WebhookEvent>({ id: text, url: text, headers: mapOf(text), body: text }, { dueAt: integer() }),
      status: oneOf('pending', 'delivered', 'abandoned'),
      attempts: list(
        object<Outgoing['attempts'][number]>(
          { at: instant },
          { status: integer(100, 999), failure: oneOf('timeout', 'network') },
        ),
      ),
    }),
  ),
  order: collection(text),
  forgotten: count,
  due: collection(instant),
  nextDue: integer(),
  sending: collection(object<CoreState['sending'][string]>({ by: text, until: count })),
  sent: count,
};
