/** The caller's credentials. They are kept only in the client's closure. */

/**
 * A value, or a function that is called once per request, for a token that is renewed, a secret from a vault, or a
 * signature. The function receives a clone of the request, without the client's credentials, and may read its body,
 * which has the exact bytes that will be sent.
 */
export type Provided<T> = T | ((request: Request) => T | Promise<T>);

/** An API key, a token or a signature. A token is given without its prefix: the client adds `Bearer`. */
export type Credential = Provided<string>;

/** For HTTP Basic. Both parts are encoded as UTF-8. */
export type BasicCredential = Provided<{ username: string; password: string }>;

/** By name of the document's security scheme. */
export type Credentials = Readonly<Record<string, Credential | BasicCredential | undefined>>;

/** An empty string counts as no credential, since an unset environment variable often becomes one. */
export function isGiven(credential: Credential | BasicCredential | undefined): boolean {
  return Boolean(typeof credential === 'object' ? credential?.username : credential);
}
