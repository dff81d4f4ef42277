/** Adds credentials to each request according to the `security` of its operation. */
import type { Call, ClientDefinition } from '../definition.js';
import { InvalidCredential } from '../errors/invalid-credential.js';
import { MissingCredentials } from '../errors/missing-credentials.js';
import { unsendable, unsendableCharacter } from '../sendable-headers.js';
import { isGiven, type Credentials } from './credentials.js';

/**
 * Uses the first alternative with complete credentials. A header that the caller has set for one call counts as a
 * credential and is not changed.
 */
export function signer({ schemes }: ClientDefinition, credentials: Credentials) {
  return async (call: Call, request: Request): Promise<Request | undefined> => {
    const { security } = call;
    if (security.length === 0) return undefined;

    const isSet = (name: string) => isGiven(credentials[name]) || schemes[name]?.isIn(request);
    const chosen = security.find((names) => names.every(isSet));
    if (!chosen) throw new MissingCredentials(call, [...new Set(security.flat())].filter(isSet));

    // All values are computed before any header is set, so that each function receives the caller's request.
    const values: (readonly [name: string, value: string])[] = [];
    for (const name of chosen) {
      const scheme = schemes[name]!;
      if (scheme.isIn(request)) continue;
      const credential = credentials[name];
      const value = scheme.encode(typeof credential === 'function' ? await credential(request.clone()) : credential);
      if (!value) throw new InvalidCredential(call, name, `must be ${scheme.takes ?? 'a string that is not empty'}`);
      // The platform's error would quote the value.
      if (unsendable.test(value)) throw new InvalidCredential(call, name, `has ${unsendableCharacter}`);
      values.push([name, value]);
    }
    let signed = request;
    for (const [name, value] of values) signed = schemes[name]!.put(signed, value) ?? signed;
    return signed;
  };
}
