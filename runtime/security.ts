/** Signs each request as its operation's `security` asks: a middleware of openapi-fetch. */
import type { Middleware } from 'openapi-fetch';
import { authorize, isAuthorized, resolveCredential } from './authorize.js';
import { isGiven, type Credentials } from './credentials.js';
import type { ClientDefinition } from './definition.js';
import { MissingCredentials } from './missing-credentials.js';

/**
 * Takes the first alternative for which everything is at hand. A header that the caller set for one call counts as
 * given and stays as it is.
 */
export function securityMiddleware({ schemes, operations }: ClientDefinition, credentials: Credentials): Middleware {
  return {
    async onRequest({ request, schemaPath }) {
      const call = `${request.method} ${schemaPath}`;
      const operation = operations[call];
      if (!operation || operation.security.length === 0) return undefined;

      const isSet = (name: string) => {
        const scheme = schemes[name];
        return isGiven(credentials[name]) || (scheme !== undefined && isAuthorized(request, scheme));
      };
      const chosen = operation.security.find((alternative) => alternative.every(isSet));
      if (!chosen) throw new MissingCredentials(call, operation, [...new Set(operation.security.flat())].filter(isSet));

      // First all values, then all headers: a function sees the request as the caller made it, whatever its turn.
      const values: { name: string; value: string }[] = [];
      for (const name of chosen) {
        const scheme = schemes[name];
        if (!scheme || isAuthorized(request, scheme)) continue;
        values.push({ name, value: await resolveCredential(name, scheme, credentials[name], request) });
      }
      return values.reduce((signed, { name, value }) => authorize(name, schemes[name]!, value, signed), request);
    },
  };
}
