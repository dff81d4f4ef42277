import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/** No response, or one that broke off. `cause` is the error of `fetch`. */
export class NetworkError extends ClientError {
  override name = 'NetworkError' as const;
  readonly code = 'NETWORK';
  declare readonly retryable: boolean;
  /** `no` if no connection was made and the platform says so: a browser does not. */
  declare readonly sent: 'no' | 'unknown';

  constructor(call: Call, cause: unknown) {
    super(call, 'the connection failed', { cause });
    this.sent = wasNeverConnected(cause) ? 'no' : 'unknown';
    this.retryable = this.sent === 'no' || call.repeatable;
  }
}

/** Node and Bun report it by a code (Node on the cause), Deno by a message (of late on the cause, too). */
function wasNeverConnected(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: { code?: string } };
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|CONNECT_TIMEOUT|ConnectionRefused|\(Connect\)/.test(
    [code, cause?.code, error, cause].join(),
  );
}
