/** What a caller hands over to sign requests with. Nothing of it is kept anywhere but in the client's closure. */

/**
 * A value, or a function that is asked for it once per request: for a token that is renewed, a secret that a vault
 * hands out, or a signature. The function gets a clone of the request, whose body it may read: those are the very
 * bytes that will be sent. The request carries no credentials of the client yet.
 */
export type Provided<T> = T | ((request: Request) => T | Promise<T>);

/** An API key, a token or a signature. A token goes in bare: what comes before it, such as `Bearer`, is added. */
export type Credential = Provided<string>;

/** For HTTP Basic. Both parts are sent as UTF-8. */
export type BasicCredential = Provided<{ username: string; password: string }>;

/** By name of the document's security scheme. */
export type Credentials = Readonly<Record<string, Credential | BasicCredential | undefined>>;

/** An empty string is what an unset environment variable often becomes, so it counts as nothing. */
export function isGiven(credential: Credential | BasicCredential | undefined): boolean {
  if (typeof credential === 'object' && credential !== null) return Boolean(credential.username);
  return Boolean(credential);
}
