import { ClientError } from '../errors/client-error.js';

/** A call could not be signed, because `auth_token` gave no token for `credentials.basic`. */
export class TokenRefused extends ClientError {
  override name = 'TokenRefused' as const;
  readonly code = 'TOKEN_REFUSED';
  readonly operationId = 'authToken';
  readonly status: number;

  constructor(status: number) {
    super(`authToken answered ${status}: check credentials.basic, app_handle and that all three are of this server.`);
    this.status = status;
  }
}
