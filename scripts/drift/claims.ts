/** Claims of newly read pages, and the values of the document at the same places. */
import { isDeepStrictEqual } from 'node:util';
import { CliError } from '../../src/openapi/cli-error.js';
import { escapeToken, follow, isObject, operationsOf, type Json, type JsonObject } from '../../src/openapi/document.js';
import { fromPointer, lookUp } from '../../src/openapi/pointer.js';
import { parseYaml } from '../../src/openapi/yaml.js';
import { isPastDay, type Sources } from '../generate/sources.js';

export interface Claim {
  page: string;
  /** `YYYY-MM-DD`. */
  date: string;
  operation?: string;
  pointer: string;
  /** Undefined if the page no longer mentions it. */
  value?: Json;
}

export interface Compared {
  claim: Claim;
  verdict: 'confirmed' | 'moved' | 'new';
  says: string;
}

/** @throws {CliError} exit code 2, for the first invalid claim, with its number. */
export function readClaims(text: string, file: string, sources: Sources): Claim[] {
  let list: unknown;
  try {
    list = parseYaml(text);
  } catch (error) {
    throw new CliError(`${file} is not well-formed YAML: ${(error as Error).message.split('\n')[0]}`, 2);
  }
  if (!Array.isArray(list)) throw new CliError(`${file}: expected a list of claims (see --help)`, 2);
  return list.map((claim: unknown, index) => {
    const where = `${file}: claim ${index + 1}`;
    if (!isObject(claim as Json)) throw new CliError(`${where} is no object with page, date, pointer and value`, 2);
    const { page, date, operation, pointer, ...rest } = claim as JsonObject;
    if (typeof page !== 'string' || !Object.hasOwn(sources, page)) {
      throw new CliError(
        `${where}: "${String(page)}" is not in spec/sources.yaml: add the page there, or correct the id`,
        2,
      );
    }
    if (typeof date !== 'string' || !isPastDay(date)) {
      throw new CliError(`${where}: date has to be a day in quotes, such as '2026-11-26', and not to come`, 2);
    }
    if (typeof pointer !== 'string' || !/^(\/|$)/.test(pointer)) {
      throw new CliError(`${where}: pointer has to be a JSON Pointer, such as /responses/200`, 2);
    }
    if (operation !== undefined && typeof operation !== 'string') {
      throw new CliError(`${where}: operation has to be an operationId`, 2);
    }
    const unknown = Object.keys(rest).find((key) => key !== 'value' && key !== 'note');
    if (unknown !== undefined) throw new CliError(`${where}: "${unknown}" is no part of a claim`, 2);
    return {
      page,
      date,
      pointer,
      ...(operation !== undefined && { operation }),
      ...('value' in rest && { value: rest.value! }),
    };
  });
}

export function compareClaims(document: JsonObject, claims: readonly Claim[]): Compared[] {
  const operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
  return claims.map((claim) => {
    const place = `${claim.operation ?? 'the document'} ${claim.pointer}`;
    const operation = claim.operation === undefined ? undefined : operations.get(claim.operation);
    if (claim.operation !== undefined && !operation) {
      return { claim, verdict: 'new', says: `${claim.operation} is no operation of the document` };
    }
    const start = operation ? lookUp(document, `/paths/${escapeToken(operation.path)}`) : document;
    const from =
      operation && isObject(start as Json) ? (start as JsonObject)[operation.method.toLowerCase()] : (start as Json);
    const value = resolve(document, from, fromPointer(claim.pointer));
    if (isDeepStrictEqual(value, claim.value)) return { claim, verdict: 'confirmed', says: place };
    if (value === undefined)
      return { claim, verdict: 'new', says: `${place} is ${show(claim.value)}; the document says nothing` };
    return { claim, verdict: 'moved', says: `${place} is ${show(claim.value)}; the document says ${show(value)}` };
  });
}

/** Follows references, and searches `allOf` for members that are not beside it. */
function resolve(document: JsonObject, node: Json | undefined, tokens: readonly string[]): Json | undefined {
  const value = isObject(node) && typeof node.$ref === 'string' ? follow(document, node, '')?.value : node;
  const [token, ...rest] = tokens;
  if (token === undefined) return value;
  if (Array.isArray(value)) return resolve(document, value[Number(token)], rest);
  if (!isObject(value)) return undefined;
  const own = Object.hasOwn(value, token) ? resolve(document, value[token], rest) : undefined;
  if (own !== undefined || !Array.isArray(value.allOf)) return own;
  return value.allOf.map((part) => resolve(document, part, tokens)).find((found) => found !== undefined);
}

const show = (value: Json | undefined): string => {
  const text = JSON.stringify(value) ?? 'not there any more';
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
};

/**
 * Updates the day of each page whose claims are all confirmed, if it is newer. The rest of the text stays unchanged.
 */
export function renew(text: string, compared: readonly Compared[]): { text: string; renewed: string[] } {
  const pages = new Map<string, string>();
  for (const { claim } of compared) if (claim.date > (pages.get(claim.page) ?? '')) pages.set(claim.page, claim.date);
  for (const { claim, verdict } of compared) if (verdict !== 'confirmed') pages.delete(claim.page);
  const renewed: string[] = [];
  let result = text;
  for (const [page, date] of pages) {
    const entry = new RegExp(
      String.raw`^(${page.replaceAll(/[^\w-]/g, String.raw`\$&`)}:\n(?: .*\n)*?  read: )(['"]?)(\d{4}-\d\d-\d\d)\2`,
      'm',
    );
    result = result.replace(entry, (whole, before: string, quote: string, day: string) => {
      if (day >= date) return whole;
      renewed.push(page);
      return `${before}${quote}${date}${quote}`;
    });
  }
  return { text: result, renewed };
}
