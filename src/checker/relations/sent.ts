/** The values of a request, by place. */
import { unescapeToken, type Json, type Operation } from '../../openapi/document.js';
import type { SentRequest } from '../../openapi/exchange.js';
import { parseJson } from '../../openapi/json.js';
import { perObject } from '../../openapi/per-object.js';
import { leavesOf, type Scalar } from './leaves.js';

/** By JSON Pointer into the body, or `path:name`, `query:name`. Of a form, what is text and what is JSON, but no file. */
export function sentIn(operation: Operation, { target, headers, body }: SentRequest): Map<string, Scalar> {
  const [path = '', query = ''] = target.split('?');
  const { names, pattern } = templateOf(operation);
  const values = pattern.exec(path)?.slice(1) ?? [];
  const inPath = names.map((name, index): [string, Scalar] => [`path:${name}`, decode(values[index] ?? '')]);
  const inQuery = [...new URLSearchParams(query)].map(([name, value]): [string, Scalar] => [`query:${name}`, value]);
  const json = body === undefined ? undefined : readBody(headers['content-type'] ?? '', body);
  return new Map([...inPath, ...inQuery, ...(json === undefined ? [] : leavesOf(json))]);
}

/** A path template whose target may have the path of a server before it. */
const templateOf = perObject(({ path }: Operation) => {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const pattern = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^{}]+\}/g, '([^/]*)');
  return { names, pattern: new RegExp(`${pattern}$`) };
});

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Characters of a field that may come back. */
const longestText = 1000;

/** Bytes of a part of a form that is read; a larger one is a file. */
const largestPart = 65_536;

function readBody(contentType: string, body: Buffer): Json | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType))
    return Object.fromEntries([...new URLSearchParams(body.toString())].filter(([name]) => !name.includes('[')));
  if (boundary === undefined) return parseJson(body.toString());
  const parts = partsOf(body, boundary).flatMap((part): [string, Json][] => {
    if (part.length > largestPart) return [];
    const [, head = '', name, content] =
      /^([^]*?\bname="([^"]*)"[^]*?)\r\n\r\n([^]*)\r\n$/.exec(part.toString('latin1')) ?? [];
    if (name === undefined || content === undefined) return [];
    const text = Buffer.from(content, 'latin1').toString();
    const json = parseJson(text);
    if (typeof json === 'object' && json !== null) return [[unescapeToken(name), json]];
    return /\bfilename\*?=/i.test(head) || text.length > longestText ? [] : [[unescapeToken(name), text]];
  });
  return Object.fromEntries(parts);
}

/** What stands between the boundaries of a form. */
function partsOf(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Buffer[] = [];
  for (let from = body.indexOf(mark), to; from >= 0; from = to) {
    from += mark.length;
    to = body.indexOf(mark, from);
    parts.push(body.subarray(from, to < 0 ? undefined : to));
  }
  return parts;
}
