/**
 * Finds credentials of a request that its response repeats: they would end in logs and caches. A property is allowed to
 * have one if the document names it so.
 */
import { escapeToken, isObject, type Json, type JsonObject } from '../../openapi/document.js';
import type { ReceivedResponse, SentRequest } from '../../openapi/exchange.js';
import { parseJson } from '../../openapi/json.js';
import { fromBase64, placesOf, readAuthorization, readCredential } from '../../openapi/security.js';
import type { Violation } from './response.js';
import { isDeep } from './depth.js';
import { redactPointer } from './redact.js';

/** Shorter values may occur by chance. */
const shortest = 8;

/** The secrets in the request, by the document's security schemes; never the user's name. */
export function credentialsIn(document: JsonObject, request: SentRequest): string[] {
  const found = [...placesOf(document).values()].flatMap((place) => {
    if (place.scheme === undefined) return [readCredential(request, place) ?? ''];
    // It is a secret under an undocumented scheme, too.
    const { scheme, text } = readAuthorization(request.headers.authorization);
    const password = (fromBase64(text) ?? '').split(':').slice(1).join(':');
    return scheme === 'basic' ? [text, password] : [text];
  });
  return [...new Set(found)].filter((credential) => credential.length >= shortest);
}

/** Characters of a text that are searched: a trace begins early. */
const searched = 100_000;

/**
 * Lines of a stack trace, as the common runtimes write them, and a URL with a password. Each repetition has a bound, so
 * that the time grows with the text, whatever a target writes.
 */
const internals = [
  /(^|\n)[^\S\n]{0,40}at \S[^\n]{0,200}[:(]\S{1,200}:\d{1,9}(:\d{1,9})?\)?(\n|$)/,
  /Traceback \(most recent call last\)/,
  /\n[^\S\n]{0,40}File "[^"\n]{1,300}", line \d/,
  /(^|\n)goroutine \d{1,9} \[/,
  /(^|\n)#\d{1,9} \S{1,300}\(\d{1,9}\): /,
  /[a-z\d+.-]:\/\/[^\s/:@]{1,200}:[^\s/:@]{1,200}@[\w.-]/i,
];

/** What is meant for the log of a target, in a failure of a request that does not hold it itself. */
export function findInternals(
  { body: sent }: SentRequest,
  { status, body }: ReceivedResponse,
  known: ReadonlySet<string>,
): Omit<Violation, 'clause'>[] {
  if (status < 400) return [];
  const own = sent?.toString() ?? '';
  const isOne = (text: string) =>
    internals.some((pattern) => {
      const [found] = pattern.exec(text.slice(0, searched)) ?? [];
      return found !== undefined && !own.includes(found.trim());
    });
  return placesIn(readBody(body), isOne).map((tokens) => ({
    code: 'leak-internals',
    kind: 'leak',
    pointer: pointerOf(tokens, known),
    message: 'shows a stack trace, or a URL with a password',
  }));
}

/** @param known the property names of the document, which a violation may name */
export function findLeaks(
  document: JsonObject,
  request: SentRequest,
  { headers, body }: ReceivedResponse,
  known: ReadonlySet<string>,
): Violation[] {
  const secrets = credentialsIn(document, request);
  const written = secrets.flatMap(renderings);
  const holds = (text: string) => written.some((secret) => text.includes(secret));
  if (secrets.length === 0) return [];
  const sayName = (name: string) => (headerNames(document).has(name.toLowerCase()) ? name : 'a header');
  const inHeaders = Object.entries(headers).flatMap(([name, values]) => (values.some(holds) ? [sayName(name)] : []));
  const inBody = placesIn(readBody(body), holds).filter((tokens) => !isShown(tokens, known));
  return [...inHeaders, ...inBody.map((tokens) => pointerOf(tokens, known))].map((pointer) => ({
    code: 'leak-credential',
    kind: 'leak',
    pointer,
    message: 'repeats a credential that the request carried',
    clause: '/components/securitySchemes',
  }));
}

/** A secret counts as repeated in encoded form, too. */
function renderings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const padless = bytes.toString('base64').replace(/=+$/, '');
  return [secret, padless, bytes.toString('base64url'), bytes.toString('hex'), encodeURIComponent(secret)];
}

/** The documented headers, and those that any response may have. */
function headerNames(document: JsonObject): ReadonlySet<string> {
  const names = new Set(['authorization', 'content-location', 'location', 'set-cookie', 'www-authenticate']);
  const visit = (node: Json | undefined): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isObject(node)) return;
    if (isObject(node.headers)) Object.keys(node.headers).forEach((name) => names.add(name.toLowerCase()));
    if (node.in === 'header') names.add(String(node.name).toLowerCase());
    Object.values(node).forEach(visit);
  };
  visit(document);
  return names;
}

const pointerOf = (tokens: readonly string[], known: ReadonlySet<string>): string =>
  redactPointer({ pointer: tokens.map((token) => `/${escapeToken(token)}`).join('') }, known);

/** The paths to each text that contains one. */
function placesIn(value: Json, holds: (text: string) => boolean, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return holds(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => placesIn(member, holds, [...path, key]));
}

function isShown(path: readonly string[], known: ReadonlySet<string>): boolean {
  const name = path.findLast((token) => !/^\d+$/.test(token));
  return name !== undefined && known.has(name) && /token|secret|key|password|signature|credential/i.test(name);
}

/** A body that is no JSON is one text. */
function readBody(body: Buffer): Json {
  const value = parseJson(body);
  return value === undefined || isDeep(value) ? body.toString() : value;
}
