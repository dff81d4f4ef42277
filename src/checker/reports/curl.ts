/**
 * Writes the request of a violation as a curl command that may be shared: credentials are environment variables, and
 * values that the run received are placeholders.
 */
import { curlCommand } from '../../http/curl/command.js';
import { environmentVariable } from '../../openapi/credentials.js';
import type { JsonObject } from '../../openapi/document.js';
import type { SentRequest } from '../../openapi/exchange.js';
import { essenceOf } from '../../openapi/media-type.js';
import { decodePercent } from '../../openapi/pointer.js';
import { placesOf, readCredential, type CredentialPlace } from '../../openapi/security.js';
import { hideInBody, placeholder, type IsPublic } from './curl-body.js';

export interface Repeatable {
  /** The document, whose security schemes say where credentials are. */
  document: JsonObject;
  /** Base URL of the implementation. */
  base: URL;
  request: SentRequest;
  isPublic: IsPublic;
}

export async function toCurl({ document, base, request, isPublic }: Repeatable): Promise<string> {
  const { headers, placed, query, cookies } = placeCredentials(document, request, isPublic);
  return curlCommand(
    {
      method: request.method,
      target: hideInTarget(request.target, query, isPublic),
      headers: hideInHeaders(headers, placed, cookies, isPublic),
      body: request.body && hideInBody(request.body, headers['content-type'] ?? '', isPublic),
    },
    base.href.replace(/\/$/, ''),
  );
}

/** A made-up value is public and must be shown, since a wrong credential is the subject of its case. */
const isFake = (value: string): boolean => /^(bearer +|basic +)?fake\b/i.test(value);

interface Placed {
  headers: Record<string, string>;
  /** Headers whose credential is a variable. */
  placed: ReadonlySet<string>;
  /** Variables of the members of the query and of the cookies, by name. */
  query: ReadonlyMap<string, string>;
  cookies: ReadonlyMap<string, string>;
}

/** Replaces each credential of the request by `$KYC_CONTRACTS_…`. */
function placeCredentials(document: JsonObject, request: SentRequest, isPublic: IsPublic): Placed {
  const headers = { ...request.headers };
  const placed = new Set<string>();
  const query = new Map<string, string>();
  const cookies = new Map<string, string>();
  for (const [name, place] of placesOf(document)) {
    const variable = `$${environmentVariable(name)}`;
    if (place.in === 'query') query.set(place.name, variable);
    else if (place.in === 'cookie') cookies.set(place.name, variable);
    else {
      const value = readCredential(request, place);
      const header = place.name.toLowerCase();
      const text = request.headers[header] ?? '';
      if (!value || placed.has(header) || (isFake(value) && isPublic(text))) continue;
      headers[header] = place.scheme === undefined ? variable : `${schemeIn(text, place, isPublic)} ${variable}`;
      placed.add(header);
    }
  }
  return { headers, placed, query, cookies };
}

/** The authentication scheme as it was written, where that is public. */
function schemeIn(text: string, { scheme = '' }: CredentialPlace, isPublic: IsPublic): string {
  const [written = ''] = text.trim().split(/\s/, 1);
  return isPublic(written) || scheme === 'Basic' ? written : scheme;
}

/** Common headers: their names say nothing about the sender. */
const common = new Set(
  'accept authorization cache-control content-encoding content-length content-type cookie origin prefer referer user-agent'.split(
    ' ',
  ),
);

function hideInHeaders(
  headers: Record<string, string>,
  placed: ReadonlySet<string>,
  cookies: ReadonlyMap<string, string>,
  isPublic: IsPublic,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const told = common.has(name) || isPublic(name) ? name : placeholder('name');
      if (placed.has(name)) return [told, value];
      return [told, name === 'cookie' ? sayCookies(value, cookies, isPublic) : sayHeader(name, value, isPublic)];
    }),
  );
}

function sayHeader(name: string, value: string, isPublic: IsPublic): string {
  if (isPublic(value)) return value;
  if (name === 'content-type') return sayContentType(value, isPublic);
  if (name === 'accept') return sayAccept(value, isPublic);
  return name === 'prefer' && isWish(value, isPublic)
    ? value
    : placeholder(isPublic(name) || common.has(name) ? name : 'value');
}

function sayCookies(value: string, credentials: ReadonlyMap<string, string>, isPublic: IsPublic): string {
  const pairs = value.split(/; */).map((pair) => {
    const [name = '', text = ''] = pair.split(/=(.*)/s);
    const variable = isFake(text) && isPublic(text) ? undefined : credentials.get(name);
    const shown = variable ?? (isPublic(text) ? text : placeholder('value'));
    return `${isPublic(name) ? name : placeholder('name')}=${shown}`;
  });
  return pairs.join('; ');
}

/** Media types that are common or in the document, with their weights. */
const sayAccept = (value: string, isPublic: IsPublic): string =>
  value.split(/, */).every((part) => {
    const [type = '', ...parameters] = part.split(/ *; */);
    const isKnown =
      everyday.has(type) || /^(application|audio|font|image|text|video|\*)\/\*$/.test(type) || isPublic(type);
    return isKnown && parameters.every((one) => /^q=[01](\.\d{1,3})?$/.test(one));
  })
    ? value
    : placeholder('accept');

/** The media type without parameters, which may have any text. */
export function sayContentType(value: string, isPublic: IsPublic): string {
  const essence = essenceOf(value);
  return essence && (everyday.has(essence) || isPublic(essence)) ? essence : placeholder('content-type');
}

const everyday = new Set(
  'application/json application/x-www-form-urlencoded application/octet-stream application/xml multipart/form-data text/plain'.split(
    ' ',
  ),
);

/** The preference for a mock: a status, or an example of the document. */
const isWish = (value: string, isPublic: IsPublic): boolean =>
  value.split(/[,;] */).every((part) => {
    const [, template, wanted = ''] = /^(code|example|dynamic)=(\S+)$/.exec(part) ?? [];
    return template === 'code'
      ? /^\d{3}$/.test(wanted)
      : template === 'dynamic'
        ? /^(true|false)$/.test(wanted)
        : template === 'example' && isPublic(wanted);
  });

function hideInTarget(target: string, credentials: ReadonlyMap<string, string>, isPublic: IsPublic): string {
  const [path = '', search] = target.split(/\?(.*)/s);
  const told = path.split('/').map((segment) => (isPublic(decodePercent(segment)) ? segment : placeholder('segment')));
  if (search === undefined) return told.join('/');
  const members = [...new URLSearchParams(search)].map(([name, value]) => {
    const variable = isFake(value) && isPublic(value) ? undefined : credentials.get(name);
    const shown = variable ?? (isPublic(value) ? encodeURIComponent(value) : placeholder('value'));
    return `${isPublic(name) ? encodeURIComponent(name) : placeholder('name')}=${shown}`;
  });
  return `${told.join('/')}?${members.join('&')}`;
}
