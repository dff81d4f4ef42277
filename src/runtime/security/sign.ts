/** Signs each request as its operation's `security` asks. */
import type { Call, ClientDefinition } from '../definition.js';
import { InvalidCredential } from '../errors/invalid-credential.js';
import { MissingCredentials } from '../errors/missing-credentials.js';
import { isGiven, type Credentials } from './credentials.js';

/**
 * Takes the first alternative for which everything is at hand. A header that the caller set for one call counts as
 * given and stays as it is.
 */
export function signer({ schemes }: ClientDefinition, credentials: Credentials) {
  return async (call: Call, request: Request): Promise<Request | undefined> => {
    const { security } = call;
    if (security.length === 0) return undefined;

    const isSet = (name: string) => isGiven(credentials[name]) || schemes[name]?.isIn(request);
    const chosen = security.find((names) => names.every(isSet));
    if (!chosen) throw new MissingCredentials(call, [...new Set(security.flat())].filter(isSet));

    // First all values, then all headers: a function sees the request as the caller made it, whatever its turn.
    const values: (readonly [name: string, value: string])[] = [];
    for (const name of chosen) {
      const scheme = schemes[name]!;
      if (scheme.isIn(request)) continue;
      const credential = credentials[name];
      const value = scheme.encode(typeof credential === 'function' ? await credential(request.clone()) : credential);
      if (!value) throw new InvalidCredential(call, name, `must be ${scheme.takes ?? 'a string that is not empty'}`);
      values.push([name, value]);
    }
    let signed = request;
    for (const [name, value] of values) {
      try {
        // Some platforms let control characters through.
        if (/[\0-\x08\x0a-\x1f\x7f]/.test(value)) throw new TypeError();
        signed = schemes[name]!.put(signed, value) ?? signed;
      } catch {
        // The platform's own error quotes the value, so it must not be passed on, not even as a cause.
        throw new InvalidCredential(call, name, 'has a character that no HTTP header may have');
      }
    }
    return signed;
  };
}
