/**
 * A finding's request as a curl command that may be passed on: credentials are environment variables, and whatever the
 * run got from elsewhere is a placeholder.
 */
import { curlCommand } from '../../scripts/curl/command.js';
import { environmentVariable } from './credentials.js';
import { follow, isObject, type JsonObject } from './document.js';
import type { SentRequest } from './exchange.js';
import { essenceOf } from './media-type.js';
import { hideInBody, untold, type MayTell } from './repeat-body.js';

export interface Repeatable {
  /** Whose security schemes say where credentials stand. */
  document: JsonObject;
  /** Base URL of the implementation. */
  base: URL;
  request: SentRequest;
  mayTell: MayTell;
}

export async function repeatCommand({ document, base, request, mayTell }: Repeatable): Promise<string> {
  const { headers, placed, query } = placeCredentials(document, request, mayTell);
  return curlCommand(
    {
      method: request.method,
      target: hideInTarget(request.target, query, mayTell),
      headers: hideInHeaders(headers, placed, mayTell),
      body: request.body && hideInBody(request.body, headers['content-type'] ?? '', mayTell),
    },
    base.href.replace(/\/$/, ''),
  );
}

/** A value that says of itself that it is none may be told, and has to be: a wrong credential is what a case is about. */
const isFake = (value: string): boolean => /^(bearer +|basic +)?fake\b/i.test(value);

/** Each credential that stands in the request gives way to `$KYC_CONTRACTS_…`. */
function placeCredentials(document: JsonObject, request: SentRequest, mayTell: MayTell) {
  const headers = { ...request.headers };
  const placed = new Set<string>();
  const query = new Map<string, string>();
  const components = isObject(document.components) ? document.components : {};
  const schemes = isObject(components.securitySchemes) ? components.securitySchemes : {};
  for (const [name, node] of Object.entries(schemes)) {
    const scheme = follow(document, node, '')?.value;
    const variable = `$${environmentVariable(name)}`;
    const header = String(scheme?.name).toLowerCase();
    if (scheme?.type === 'apiKey' && scheme.in === 'query') query.set(String(scheme.name), variable);
    else if (scheme?.type === 'apiKey' && scheme.in === 'header' && headers[header]) {
      if (placed.has(header) || (isFake(headers[header]) && mayTell(headers[header]))) continue;
      headers[header] = variable;
      placed.add(header);
    } else if (scheme?.type === 'http' || scheme?.type === 'oauth2' || scheme?.type === 'openIdConnect') {
      const isBasic = String(scheme.scheme).toLowerCase() === 'basic';
      const [kind, value] = headers.authorization?.split(' ') ?? [];
      if (!kind || !value || placed.has('authorization') || (kind.toLowerCase() === 'basic') !== isBasic) continue;
      if (isFakeCredential(kind, value) && mayTell(headers.authorization ?? '')) continue;
      headers.authorization = `${mayTell(kind) || isBasic ? kind : 'Bearer'} ${variable}`;
      placed.add('authorization');
    }
  }
  return { headers, placed, query };
}

function isFakeCredential(kind: string, value: string): boolean {
  return isFake(kind.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString() : value);
}

/** Everybody's, whatever the document: their names say nothing of who sends them. */
const common = new Set(
  'accept authorization cache-control content-encoding content-length content-type cookie origin prefer referer user-agent'.split(
    ' ',
  ),
);

function hideInHeaders(
  headers: Record<string, string>,
  placed: ReadonlySet<string>,
  mayTell: MayTell,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const told = common.has(name) || mayTell(name) ? name : untold('name');
      return [told, placed.has(name) ? value : sayHeader(name, value, mayTell)];
    }),
  );
}

function sayHeader(name: string, value: string, mayTell: MayTell): string {
  if (mayTell(value)) return value;
  if (name === 'content-type') return sayContentType(value, mayTell);
  return name === 'prefer' && isWish(value, mayTell)
    ? value
    : untold(mayTell(name) || common.has(name) ? name : 'value');
}

/** The type alone: a parameter may be anything. */
export function sayContentType(value: string, mayTell: MayTell): string {
  const essence = essenceOf(value);
  return essence && (everyday.has(essence) || mayTell(essence)) ? essence : untold('content-type');
}

const everyday = new Set(
  'application/json application/x-www-form-urlencoded application/octet-stream application/xml multipart/form-data text/plain'.split(
    ' ',
  ),
);

/** What a mock is asked for: a status, or an example of the document. */
const isWish = (value: string, mayTell: MayTell): boolean =>
  value.split(/[,;] */).every((part) => {
    const [, wish, wanted = ''] = /^(code|example|dynamic)=(\S+)$/.exec(part) ?? [];
    return wish === 'code'
      ? /^\d{3}$/.test(wanted)
      : wish === 'dynamic'
        ? /^(true|false)$/.test(wanted)
        : wish === 'example' && mayTell(wanted);
  });

function hideInTarget(target: string, credentials: ReadonlyMap<string, string>, mayTell: MayTell): string {
  const [path = '', search] = target.split(/\?(.*)/s);
  const told = path.split('/').map((segment) => (mayTell(decode(segment)) ? segment : untold('segment')));
  if (search === undefined) return told.join('/');
  const members = [...new URLSearchParams(search)].map(([name, value]) => {
    const variable = isFake(value) && mayTell(value) ? undefined : credentials.get(name);
    const shown = variable ?? (mayTell(value) ? encodeURIComponent(value) : untold('value'));
    return `${mayTell(name) ? encodeURIComponent(name) : untold('name')}=${shown}`;
  });
  return `${told.join('/')}?${members.join('&')}`;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
