/**
 * The app's bearer token. Sources: docs/auth_token (eight hours; the same token while more than 30 minutes are left),
 * docs/authenticating-with-an-auth-token (refusals with status and message).
 */
import { readJwt, signJwt } from './jwt.js';
import { defaults, type AppSettings, type SilaSettings } from './settings.js';
import { appsOf, seconds, type Token } from './state.js';
import type { SilaContext } from './handler-types.js';

const lifetime = 8 * 60 * 60;
const renewal = 30 * 60;

/**
 * At exactly 30 minutes a new token is issued: the page says "more than" for the old one and "less than" for the new
 * one.
 */
export function issueToken(context: SilaContext, app: AppSettings): Token {
  const now = seconds(context);
  const known = context.state.tokens[app.handle];
  if (known && known.expiration - now > renewal) return known;
  return (context.state.tokens[app.handle] = makeToken(app, now, environmentOf(context.settings)));
}

/** @param issued Unix seconds */
export function makeToken(app: AppSettings, issued: number, environment: string): Token {
  const expiration = issued + lifetime;
  const token = signJwt({ iat: issued, exp: expiration, client_id: app.clientId }, keyOf(environment));
  return { token, expiration };
}

export type TokenRefusal = 'malformed' | 'other environment' | 'expired' | 'other app';

/** The app of the token, or the reason of the refusal. */
export function readToken(context: SilaContext, token: string): { app: AppSettings } | { refused: TokenRefusal } {
  const jwt = readJwt(token);
  if (!jwt) return { refused: 'malformed' };
  // A well-formed token that this environment has not issued is treated as one of the other environment.
  if (!jwt.isSealedWith(keyOf(environmentOf(context.settings)))) return { refused: 'other environment' };
  if (jwt.claims.exp <= seconds(context)) return { refused: 'expired' };
  const app = appsOf(context.settings).find(({ clientId }) => clientId === jwt.claims.client_id);
  return app ? { app } : { refused: 'other app' };
}

/** The key is no secret. It only distinguishes the tokens of the two environments. */
const keyOf = (environment: string): string => `kyc-contracts ${environment} token key`;

export const environmentOf = (settings: SilaSettings): string => settings.environment ?? defaults.environment;
