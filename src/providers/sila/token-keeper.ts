/**
 * The app's bearer token. Source: docs/auth_token: eight hours; asked again with more than 30 minutes left, Sila gives the
 * same one. So it is fetched once for all who wait, and again when 30 minutes or less are left.
 */
export interface TokenKeeper {
  /** A token that is good for now. Rejects with what `issue` rejects with, unless the old one still has time left. */
  token(): Promise<string>;
  /** Forgets a token that Sila has refused; another one, which somebody fetched meanwhile, stays. */
  forget(refused: string | undefined): void;
}

export interface IssuedToken {
  token: string;
  /** Unix seconds. */
  expiration: number;
}

const renewal = 30 * 60;

/** @param now Unix seconds, by the clock that counts: the server's */
export function keepToken(issue: () => Promise<IssuedToken>, now: () => number): TokenKeeper {
  let kept: IssuedToken | undefined;
  let pending: Promise<IssuedToken> | undefined;
  const keptFor = (seconds: number) => (kept && kept.expiration - now() > seconds ? kept : undefined);

  const renew = async (): Promise<IssuedToken> => {
    try {
      return (kept = await issue());
    } catch (error) {
      // Renewal comes half an hour early: until then its failure is nobody's.
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
