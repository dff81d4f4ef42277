import { ClientError } from '../../runtime/errors/client-error.js';

/** A call had no token, because `auth_token` issued none for `credentials.basic`. */
export class TokenRefused extends ClientError {
  override name = 'TokenRefused' as const;
  readonly code = 'TOKEN_REFUSED';
  /** Status of the response. 401 and 403: the credentials are wrong, or of another server. */
  override readonly status: number;
  override readonly retryable: boolean;

  constructor(status: number) {
    super({ operationId: 'authToken' }, `no token for credentials.basic and app_handle, but ${status}`);
    this.status = status;
    this.retryable = status === 429 || status >= 500;
  }
}
