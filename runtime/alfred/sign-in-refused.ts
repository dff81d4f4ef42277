import { ClientError } from '../errors/client-error.js';

/** A session could not go on, because `login-sof-kyc` refused. */
export class SignInRefused extends ClientError {
  override name = 'SignInRefused' as const;
  readonly code = 'SIGN_IN_REFUSED';
  readonly status: number;

  constructor(status: number) {
    super(`login-sof-kyc answered ${status}, so there is no token for the user. Call signIn() to see its answer.`);
    this.status = status;
  }
}
