/**
 * A finding's request as a curl command that may be passed on: credentials are environment variables, and whatever the
 * run got from elsewhere is a placeholder.
 */
import { curlCommand } from '../../scripts/curl/command.js';
import { environmentVariable } from './credentials.js';
import { follow, isObject, type JsonObject } from './document.js';
import type { SentRequest } from './exchange.js';
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
  const { headers, query } = placeCredentials(document, request);
  return curlCommand(
    {
      method: request.method,
      target: hideInTarget(request.target, query, mayTell),
      headers: hideInHeaders(headers, mayTell),
      body: request.body && hideInBody(request.body, headers['content-type'] ?? '', mayTell),
    },
    base.href.replace(/\/$/, ''),
  );
}

/** A value that says of itself that it is none may be told, and has to be: a wrong credential is what a case is about. */
const isFake = (value: string): boolean => /^(bearer +|basic +)?fake\b/i.test(value);

/** Each credential that stands in the request gives way to `$KYC_CONTRACTS_…`. */
function placeCredentials(document: JsonObject, request: SentRequest) {
  const headers = { ...request.headers };
  const query = new Map<string, string>();
  const components = isObject(document.components) ? document.components : {};
  const schemes = isObject(components.securitySchemes) ? components.securitySchemes : {};
  for (const [name, node] of Object.entries(schemes)) {
    const scheme = follow(document, node, '')?.value;
    const variable = `$${environmentVariable(name)}`;
    const header = String(scheme?.name).toLowerCase();
    if (scheme?.type === 'apiKey' && scheme.in === 'query') query.set(String(scheme.name), variable);
    else if (scheme?.type === 'apiKey' && scheme.in === 'header' && headers[header] && !isFake(headers[header])) {
      headers[header] = variable;
    } else if (scheme?.type === 'http' || scheme?.type === 'oauth2' || scheme?.type === 'openIdConnect') {
      const isBasic = String(scheme.scheme).toLowerCase() === 'basic';
      const [kind, value] = headers.authorization?.split(' ') ?? [];
      if (!kind || !value || (kind.toLowerCase() === 'basic') !== isBasic) continue;
      if (!value.startsWith('$KYC_CONTRACTS_') && !isFakeCredential(kind, value)) {
        headers.authorization = `${kind} ${variable}`;
      }
    }
  }
  return { headers, query };
}

function isFakeCredential(kind: string, value: string): boolean {
  return isFake(kind.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString() : value);
}

/** These say how a message is written, not who is meant. */
const plain = new Set(['accept', 'accept-encoding', 'content-type', 'content-length', 'prefer', 'user-agent']);

function hideInHeaders(headers: Record<string, string>, mayTell: MayTell): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const isPlaced = value.includes('$KYC_CONTRACTS_');
      return [name, plain.has(name) || isPlaced || isFake(value) || mayTell(value) ? value : untold(name)];
    }),
  );
}

function hideInTarget(target: string, credentials: ReadonlyMap<string, string>, mayTell: MayTell): string {
  const [path = '', search] = target.split(/\?(.*)/s);
  const told = path.split('/').map((segment) => (mayTell(decode(segment)) ? segment : untold('segment')));
  if (search === undefined) return told.join('/');
  const members = [...new URLSearchParams(search)].map(([name, value]) => {
    const variable = isFake(value) ? undefined : credentials.get(name);
    const shown = variable ?? (isFake(value) || mayTell(value) ? encodeURIComponent(value) : untold('value'));
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
