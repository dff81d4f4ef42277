/** Chooses the credentials of a request: those of one alternative of its security requirements. */
import { ownMember } from './own.js';
import type { JsonObject, Operation } from './document.js';
import type { SentRequest } from './exchange.js';
import { placeOf, schemesOf, writeCredential, type CredentialPlace } from './security.js';

/** A known value, or a function that makes it from the exact bytes of a body. */
export type Credential = string | ((body: Buffer) => string);

/** By security scheme name: the key, the token, the signature, or `user:password` for HTTP Basic. */
export type Credentials = Readonly<Record<string, Credential>>;

/**
 * The environment variable of a security scheme: `apiKey` → `KYC_CONTRACTS_API_KEY`.
 * @param client `OTHER_` for that of another client
 */
export function environmentVariable(scheme: string, client = ''): string {
  return `KYC_CONTRACTS_${client}${scheme
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()}`;
}

/**
 * The credentials in the environment for the document's security schemes.
 * @param client `OTHER_` for those of another client
 */
export function credentialsFromEnvironment(
  document: JsonObject,
  environment: NodeJS.ProcessEnv,
  client = '',
): Credentials {
  const schemes = Object.keys(schemesOf(document));
  // A document may have `apiKey` and `otherApiKey`.
  const own = new Set(client === '' ? [] : schemes.map((scheme) => environmentVariable(scheme)));
  return Object.fromEntries(
    schemes.flatMap((scheme) => {
      const name = environmentVariable(scheme, client);
      const value = own.has(name) ? undefined : environment[name];
      return value ? [[scheme, value]] : [];
    }),
  );
}

/**
 * The schemes to send: those of the template; or the first alternative with an overridden credential; or the first
 * whose credentials are all known or can be obtained; or the first one, with fake values.
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

/** Adds the credentials of the chosen schemes. Unknown ones get a visibly fake value. */
export function authorize(
  document: JsonObject,
  request: SentRequest,
  chosen: readonly string[],
  credentials: Credentials,
): SentRequest {
  let authorized = request;
  for (const name of chosen) {
    const place = placeOf(document, name);
    if (!place || 'refusal' in place) continue;
    const known = ownMember(credentials, name);
    const value = typeof known === 'function' ? known(request.body ?? Buffer.alloc(0)) : known;
    authorized = writeCredential(authorized, place, value ?? fakeOf(name, place));
  }
  return authorized;
}

function fakeOf(name: string, { scheme }: CredentialPlace): string {
  if (scheme === undefined) return `fake-${name}`;
  return scheme === 'Basic' ? 'fake-user:fake-password' : 'fake-token';
}

/** Why no alternative can be sent; undefined where one can, or none is needed. */
export function refusedSchemes(document: JsonObject, { security }: Pick<Operation, 'security'>): string | undefined {
  const reasons = security.map((alternative) =>
    Object.keys(alternative)
      .map((name) => refusalOf(document, name))
      .find((reason) => reason !== undefined),
  );
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

function refusalOf(document: JsonObject, name: string): string | undefined {
  const place = placeOf(document, name);
  return place && 'refusal' in place ? place.refusal : undefined;
}
