/**
 * Derives requests without credentials or with wrong ones. Expired credentials and those of another app are left to
 * recipes, since they cannot be derived from valid ones.
 */
import { escapeToken, type JsonObject, type Operation } from '../../../openapi/document.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import {
  placeOf,
  readAuthorization,
  readCredential,
  schemesOf,
  withHeader,
  writeCredential,
  type CredentialPlace,
} from '../../../openapi/security.js';
import type { Negative } from './negative.js';

/**
 * @param chosen the schemes of the valid request
 * @param known whether the value of a scheme is real: a wrong value cannot be derived from a made-up one
 */
export function credentialNegatives(
  document: JsonObject,
  operation: Operation,
  chosen: readonly string[],
  known: (scheme: string) => boolean,
): Negative[] {
  const alternatives = operation.security.map(Object.keys);
  const isLawful = (schemes: readonly string[]) =>
    alternatives.some((names) => names.every((name) => schemes.includes(name)));
  if (chosen.length === 0 || isLawful([])) return [];
  // What no request has, such as a client certificate, cannot be left out of one.
  const sent = chosen.filter((scheme) => placeOf(document, scheme) !== undefined);
  if (sent.length === 0) return [];
  const some = sent.map((scheme) => [scheme, chosen.filter((one) => one !== scheme)] as const);
  const none = sent.length > 1 ? [['all', [] as string[]] as const] : [];
  const missing = [...some, ...none].filter(([, rest]) => !isLawful(rest));
  return [
    ...missing.map(([scheme, rest]) => ({
      ...negative(document, scheme, 'missing', { security: [...rest] }),
      isNamed: true,
    })),
    ...chosen
      .filter(known)
      // A credential that is optional may have any value.
      .filter((scheme) => !isLawful(chosen.filter((one) => one !== scheme)))
      .flatMap((scheme) => wrong(document, scheme)),
  ];
}

function negative(document: JsonObject, scheme: string, what: string, change: Negative['change']): Negative {
  const isKnown = Object.hasOwn(schemesOf(document), scheme);
  const clause = isKnown ? `/components/securitySchemes/${escapeToken(scheme)}` : '/security';
  const name = scheme === 'all' ? 'credentials: none' : `credential ${scheme}: ${what}`;
  return { name, clause, refusal: 'credentials', hasCurl: false, change };
}

function wrong(document: JsonObject, name: string): Negative[] {
  const place = placeOf(document, name);
  if (!place || 'refusal' in place) return [];
  const change = (to: (value: string) => string): Negative['change'] => ({
    alter: (request) => writeCredential(request, place, to(readCredential(request, place) ?? '')),
  });
  const changes: [string, Negative['change']][] = [
    ['empty', change(() => '')],
    ['malformed', { alter: (request) => malformed(request, place) }],
    ['with another character', change(tamper)],
    ['in other case', change(inOtherCase)],
    // A server that compares a part of it takes these.
    ['cut short', change((value) => value.slice(0, -1))],
    ['with more at its end', change((value) => `${value}1`)],
  ];
  if (place.scheme === 'Basic') {
    changes.push(['without the password', change((value) => value.replace(/:.*/s, ':'))]);
    changes.push(['of another user', change((value) => value.replace(/^[^:]*/, tamper))]);
  }
  if (place.scheme !== undefined) changes.push(['of another kind', { alter: underAnotherName }]);
  return changes.map(([what, alteration]) => negative(document, name, what, alteration));
}

/** For HTTP Basic not even base64. */
const malformed = (request: SentRequest, place: CredentialPlace): SentRequest =>
  place.scheme === undefined
    ? writeCredential(request, place, 'kyc-contracts')
    : withHeader(request, place.name, `${place.scheme} kyc-contracts`);

/** Changes a character before the last, since the last one of base64 may have unused bits. */
function tamper(value: string): string {
  const at = Math.max(0, value.length - 5);
  const other = value[at] === '1' ? '2' : '1';
  return `${value.slice(0, at)}${other}${value.slice(at + 1)}`;
}

/** Some databases ignore case. Hexadecimal text is valid in either case, so another character is changed. */
function inOtherCase(value: string): string {
  if (/^(0x)?[\da-f-]+$/i.test(value)) return tamper(value);
  return value.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
}

/** The same value under an undocumented authentication scheme. */
const underAnotherName = (request: SentRequest): SentRequest =>
  withHeader(request, 'authorization', `KycContracts ${readAuthorization(request.headers.authorization).text}`);
