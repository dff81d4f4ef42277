import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/** The answer was not there, or not complete, in time. Whether the provider has acted is unknown. */
export class TimeoutError extends ClientError {
  override name = 'TimeoutError' as const;
  readonly code = 'TIMEOUT';

  /** @param after milliseconds */
  constructor(call: Call, after: number) {
    super(call, `no complete answer within ${after} ms`);
  }
}
