import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/** No complete response in time. Unless `sent` is `no`, the provider may have acted. */
export class TimeoutError extends ClientError {
  override name = 'TimeoutError' as const;
  readonly code = 'TIMEOUT';
  declare readonly retryable: boolean;
  /** `no` if the time ended before the request left, for example while a vault was asked for a credential. */
  declare readonly sent: 'no' | 'unknown';

  /** @param after milliseconds */
  constructor(call: Call, after: number, hasLeft: boolean) {
    super(call, `no complete answer within ${after} ms`);
    this.sent = hasLeft ? 'unknown' : 'no';
    this.retryable = !hasLeft || call.repeatable;
  }
}
