/** Puts credentials where an operation's security requirements want them. */
import { follow, isObject, type JsonObject, type Operation } from './document.js';

/** Values by security scheme name: the key, the token, or `user:password` for HTTP Basic. */
export type Credentials = Readonly<Record<string, string>>;

/** `apiKey` → `KYC_CONTRACTS_API_KEY`: where a user puts the credential of a security scheme. */
export function environmentVariable(scheme: string): string {
  return `KYC_CONTRACTS_${scheme
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()}`;
}

/** The credentials that the environment holds for the document's security schemes. */
export function credentialsFromEnvironment(document: JsonObject, environment: NodeJS.ProcessEnv): Credentials {
  return Object.fromEntries(
    Object.keys(schemesOf(document)).flatMap((scheme) => {
      const value = environment[environmentVariable(scheme)];
      return value ? [[scheme, value]] : [];
    }),
  );
}

/** Headers and query members of one request; what nobody gave is visibly fake, which is all that a mock needs. */
export interface Authorization {
  headers: Record<string, string>;
  query: [name: string, value: string][];
}

/**
 * Applies the first alternative that has the overridden schemes, or else whose credentials are all given, or else the
 * first one, with fake values.
 */
export function authorize(
  document: JsonObject,
  operation: Operation,
  given: Credentials,
  overridden: Credentials = {},
): Authorization {
  const credentials = { ...given, ...overridden };
  const alternatives = operation.security;
  const has = (alternative: object, names: string[]) => names.every((name) => name in alternative);
  const requirement =
    alternatives.find((one) => Object.keys(overridden).length > 0 && has(one, Object.keys(overridden))) ??
    alternatives.find((one) => has(credentials, Object.keys(one))) ??
    alternatives[0] ??
    {};
  const authorization: Authorization = { headers: {}, query: [] };
  const cookies: string[] = [];
  for (const name of Object.keys(requirement)) {
    const scheme = follow(document, schemesOf(document)[name], '')?.value;
    if (!scheme) continue;
    const value = credentials[name];
    if (scheme.type === 'apiKey') {
      const text = value ?? `fake-${name}`;
      if (scheme.in === 'query') authorization.query.push([String(scheme.name), text]);
      else if (scheme.in === 'cookie') cookies.push(`${String(scheme.name)}=${encodeURIComponent(text)}`);
      else authorization.headers[String(scheme.name).toLowerCase()] = text;
    } else if (scheme.type === 'http' && String(scheme.scheme).toLowerCase() === 'basic') {
      const pair = Buffer.from(value ?? 'fake-user:fake-password').toString('base64');
      authorization.headers.authorization = `Basic ${pair}`;
    } else {
      authorization.headers.authorization = `Bearer ${value ?? 'fake-token'}`;
    }
  }
  if (cookies.length > 0) authorization.headers.cookie = cookies.join('; ');
  return authorization;
}

function schemesOf(document: JsonObject): JsonObject {
  const components = isObject(document.components) ? document.components : {};
  return isObject(components.securitySchemes) ? components.securitySchemes : {};
}
