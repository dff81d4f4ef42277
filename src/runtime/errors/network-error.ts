import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/** No answer, or one that broke off. `cause` is what `fetch` said. */
export class NetworkError extends ClientError {
  override name = 'NetworkError' as const;
  readonly code = 'NETWORK';
  override readonly retryable: boolean;
  /** `no` where the connection was never made, as far as the platform tells: a browser does not. */
  override readonly sent: 'no' | 'unknown';

  constructor(call: Call, cause: unknown) {
    super(call, 'the connection failed', { cause });
    this.sent = wasNeverConnected(cause) ? 'no' : 'unknown';
    this.retryable = this.sent === 'no' || call.repeatable;
  }
}

/** Node and Bun tell by code (Node's is on the cause), Deno by message. */
function wasNeverConnected(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: { code?: string } };
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|CONNECT_TIMEOUT|ConnectionRefused|\(Connect\)/.test(
    `${code} ${cause?.code} ${String(error)}`,
  );
}
