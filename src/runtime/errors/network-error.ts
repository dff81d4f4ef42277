import type { Call } from '../definition.js';
import { ClientError } from './client-error.js';

/** No answer, or one that broke off. `cause` is what `fetch` said. */
export class NetworkError extends ClientError {
  override name = 'NetworkError' as const;
  readonly code = 'NETWORK';

  constructor(call: Call, cause: unknown) {
    super(call, 'the connection failed', { cause });
  }
}
