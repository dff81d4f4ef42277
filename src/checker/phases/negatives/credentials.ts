/**
 * What is wrong about the credentials of a request: one is missing, or all are, or one is not what was issued. What has
 * expired, or belongs to another app, is for recipes: nothing can be derived that was valid before.
 */
import { follow, isObject, type JsonObject, type Operation } from '../../../openapi/document.js';
import type { SentRequest } from '../../../openapi/exchange.js';
import type { Negative } from './negative.js';
import { withCookie, withHeader, withQuery } from './sent.js';

/**
 * @param chosen The schemes of the valid request.
 * @param known Of those, the ones whose value is real: of a made-up one nobody can say what makes it wrong.
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
  const some = chosen.map((scheme) => [scheme, chosen.filter((one) => one !== scheme)] as const);
  const none = chosen.length > 1 ? [['all', [] as string[]] as const] : [];
  const missing = [...some, ...none].filter(([, rest]) => !isLawful(rest));
  return [
    ...missing.map(([scheme, rest]) => negative(document, scheme, 'missing', { security: [...rest] })),
    ...chosen
      .filter(known)
      // Whoever may leave it out may send anything in its place.
      .filter((scheme) => !isLawful(chosen.filter((one) => one !== scheme)))
      .flatMap((scheme) => wrong(document, scheme)),
  ];
}

function negative(document: JsonObject, scheme: string, what: string, change: Negative['change']): Negative {
  const clause = schemeAt(document, scheme) ? `/components/securitySchemes/${scheme}` : '/security';
  const name = scheme === 'all' ? 'credentials: none' : `credential ${scheme}: ${what}`;
  return { name, clause, refusal: 'credentials', repeatable: false, change };
}

const schemeAt = (document: JsonObject, name: string): JsonObject | undefined => {
  const components = isObject(document.components) ? document.components : {};
  const schemes = isObject(components.securitySchemes) ? components.securitySchemes : {};
  return follow(document, schemes[name], '')?.value;
};

function wrong(document: JsonObject, name: string): Negative[] {
  const scheme = schemeAt(document, name);
  if (!scheme) return [];
  const change = (to: (value: string) => string) => ({ alter: (request: SentRequest) => rewrite(request, scheme, to) });
  return [
    negative(
      document,
      name,
      'empty',
      change(() => ''),
    ),
    negative(
      document,
      name,
      'malformed',
      change(() => 'kyc-contracts'),
    ),
    negative(document, name, 'with another character', change(isBasic(scheme) ? inBase64(tamper) : tamper)),
    ...(scheme.type === 'apiKey' ? [] : [negative(document, name, 'of another kind', { alter: underAnotherName })]),
  ];
}

const isBasic = ({ type, scheme }: JsonObject) => type === 'http' && String(scheme).toLowerCase() === 'basic';

/** Not the last one: in base64 it may hold bits that do not count. */
function tamper(value: string): string {
  const at = Math.max(0, value.length - 5);
  const other = value[at] === '1' ? '2' : '1';
  return `${value.slice(0, at)}${other}${value.slice(at + 1)}`;
}

const inBase64 = (change: (text: string) => string) => (value: string) =>
  Buffer.from(change(Buffer.from(value, 'base64').toString())).toString('base64');

/** The same value under an authentication scheme that nobody documents. */
function underAnotherName(request: SentRequest): SentRequest {
  const [, value = ''] = (request.headers.authorization ?? '').split(' ');
  return withHeader(request, 'authorization', `KycContracts ${value}`);
}

function rewrite(request: SentRequest, scheme: JsonObject, change: (value: string) => string): SentRequest {
  const name = String(scheme.name);
  if (scheme.type !== 'apiKey') {
    const [kind = '', value = ''] = (request.headers.authorization ?? '').split(' ');
    return withHeader(request, 'authorization', `${kind} ${change(value)}`.trim());
  }
  if (scheme.in === 'query') {
    const value = new URLSearchParams(request.target.split('?')[1]).get(name) ?? '';
    return withQuery(request, name, change(value));
  }
  if (scheme.in === 'cookie') {
    const cookie = (request.headers.cookie ?? '').split('; ').find((one) => one.startsWith(`${name}=`)) ?? '';
    return withCookie(request, name, change(decodeURIComponent(cookie.slice(name.length + 1))));
  }
  return withHeader(request, name, change(request.headers[name.toLowerCase()] ?? ''));
}
