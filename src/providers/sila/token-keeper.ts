/**
 * Keeps the app's bearer token. Source: docs/auth_token: it is valid for eight hours, and Sila returns the same one
 * while more than 30 minutes are left. So all callers share one request, and the next one is made when 30 minutes or
 * less are left.
 */
export interface TokenKeeper {
  /** Returns a valid token. Rejects with the error of `issue`, unless the old token is still valid. */
  token(): Promise<string>;
  /** Forgets a token that Sila has refused, unless a newer one has replaced it. */
  forget(refused: string | undefined): void;
}

export interface IssuedToken {
  token: string;
  /** Unix seconds. */
  expiration: number;
}

const renewal = 30 * 60;

/** @param now Unix seconds by the server's clock */
export function keepToken(issue: () => Promise<IssuedToken>, now: () => number): TokenKeeper {
  let kept: IssuedToken | undefined;
  let pending: Promise<IssuedToken> | undefined;
  const keptFor = (seconds: number) => (kept && kept.expiration - now() > seconds ? kept : undefined);

  const renew = async (): Promise<IssuedToken> => {
    try {
      return (kept = await issue());
    } catch (error) {
      // Renewal begins half an hour early: until the old token expires, a failed renewal has no effect.
      const old = keptFor(0);
      if (old) return old;
      throw error;
    } finally {
      pending = undefined;
    }
  };

  return {
    token: async () => (keptFor(renewal) ?? (await (pending ??= renew()))).token,
    forget(refused) {
      if (kept?.token === refused) kept = undefined;
    },
  };
}
