/** Puts credentials where an operation's security requirements want them. */
import { follow, isObject, type JsonObject, type Operation } from './document.js';

/** A value that is known, or one that is made from the exact bytes of a body. */
export type Credential = string | ((body: Buffer) => string);

/** By security scheme name: the key, the token, the signature, or `user:password` for HTTP Basic. */
export type Credentials = Readonly<Record<string, Credential>>;

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
 * The schemes to send: those that are wished, or else the first alternative of the operation that has what is
 * overridden, or for which all is given, or could be obtained; or else the first one, with fake values.
 */
export function chooseSchemes(
  { security }: Pick<Operation, 'security'>,
  template: { security?: readonly string[]; credentials?: object },
  given: object,
  obtainable: object,
  document?: JsonObject,
): readonly string[] {
  if (template.security) return template.security;
  const all = security.map((alternative) => Object.keys(alternative));
  const sendable = document ? all.filter((names) => names.every((name) => !refusalOf(document, name))) : all;
  const alternatives = sendable.length > 0 ? sendable : all;
  const overridden = Object.keys(template.credentials ?? {});
  const within = (known: object) => alternatives.find((names) => names.every((name) => Object.hasOwn(known, name)));
  return (
    (overridden.length > 0 && alternatives.find((names) => overridden.every((name) => names.includes(name)))) ||
    within(given) ||
    within({ ...given, ...obtainable }) ||
    alternatives[0] ||
    []
  );
}

/** What is not known goes out as a visibly fake value. */
export function authorize(
  document: JsonObject,
  chosen: readonly string[],
  credentials: Credentials,
  body: Buffer | undefined,
): Authorization {
  const authorization: Authorization = { headers: {}, query: [] };
  const cookies: string[] = [];
  for (const name of chosen) {
    const scheme = follow(document, schemesOf(document)[name], '')?.value;
    if (!scheme) continue;
    const known = credentials[name];
    const value = typeof known === 'function' ? known(body ?? Buffer.alloc(0)) : known;
    if (scheme.type === 'apiKey') {
      const text = value ?? `fake-${name}`;
      if (scheme.in === 'query') authorization.query.push([String(scheme.name), text]);
      else if (scheme.in === 'cookie') cookies.push(`${String(scheme.name)}=${encodeURIComponent(text)}`);
      else authorization.headers[String(scheme.name).toLowerCase()] = text;
    } else if (scheme.type === 'http' && String(scheme.scheme).toLowerCase() === 'basic') {
      const pair = Buffer.from(value ?? 'fake-user:fake-password').toString('base64');
      authorization.headers.authorization = `Basic ${pair}`;
    } else if (scheme.type === 'http' && String(scheme.scheme).toLowerCase() !== 'bearer') {
      authorization.headers.authorization = `${String(scheme.scheme)} ${value ?? 'fake-token'}`;
    } else if (scheme.type !== 'mutualTLS') {
      authorization.headers.authorization = `Bearer ${value ?? 'fake-token'}`;
    }
  }
  if (cookies.length > 0) authorization.headers.cookie = cookies.join('; ');
  return authorization;
}

/** Why none of an operation's alternatives can be sent, in words; undefined where one can, or none is needed. */
export function refusedSchemes(document: JsonObject, { security }: Pick<Operation, 'security'>): string | undefined {
  const reasons = security.map((alternative) =>
    Object.keys(alternative)
      .map((name) => refusalOf(document, name))
      .find((reason) => reason !== undefined),
  );
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

/** Schemes of RFC 7235 that answer a challenge, so that no fixed value will do. */
const challenged = /^(digest|hoba|mutual|negotiate|ntlm|scram-.*|vapid|dpop)$/i;

function refusalOf(document: JsonObject, name: string): string | undefined {
  const scheme = follow(document, schemesOf(document)[name], '')?.value;
  if (!scheme) return `"security" names the scheme "${name}", which components.securitySchemes does not have: add it`;
  const kind = String(scheme.scheme);
  if (scheme.type === 'http' && challenged.test(kind)) {
    return `HTTP authentication of scheme "${kind}" cannot be sent: basic, bearer and API keys can`;
  }
  return undefined;
}

export function schemesOf(document: JsonObject): JsonObject {
  const components = isObject(document.components) ? document.components : {};
  return isObject(components.securitySchemes) ? components.securitySchemes : {};
}
