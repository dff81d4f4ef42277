import { ClientError } from '../../runtime/errors/client-error.js';

/** Thrown before a request is sent: the user's token is more than two minutes old, or there is none yet. */
export class TokenExpired extends ClientError {
  override name = 'TokenExpired' as const;
  readonly code = 'TOKEN_EXPIRED';
  /** Unix milliseconds; undefined before the first sign-in. */
  readonly expiredAt: number | undefined;

  constructor(expiredAt: number | undefined) {
    const reason = expiredAt === undefined ? 'has not signed in yet' : 'has a token that is over two minutes old';
    super(
      { operationId: 'uploadDocument' },
      `the user ${reason}. Call signIn() first, or create the session with signInAgain: true`,
    );
    this.expiredAt = expiredAt;
  }
}
