/** Compares servers by URL, with their variables. */
import { isObject, type Json, type JsonObject } from '../openapi/document.js';
import { escapeToken } from '../openapi/pointer.js';
import type { Finding } from './findings.js';

export function compareServers(
  a: Json | undefined,
  b: Json | undefined,
  pointer: string,
  say: (finding: Finding) => void,
): void {
  const [before, after] = [serversOf(a), serversOf(b)];
  const left = new Map(after);
  for (const [url, { index, server }] of before) {
    const now = left.get(url);
    left.delete(url);
    const old = Array.isArray(a) && a.length > 0 ? `${pointer}/${index}` : undefined;
    if (now) compareVariables(url, server, now.server, { old: old ?? pointer, new: `${pointer}/${now.index}` }, say);
    else if (Array.isArray(a))
      say({ rule: 'server-removed', effect: 'fewer', message: `server ${url} was removed`, old });
  }
  if (!Array.isArray(a)) return;
  for (const [url, { index }] of left) {
    say({ rule: 'server-added', effect: 'open', message: `server ${url} was added`, new: `${pointer}/${index}` });
  }
}

interface Known {
  index: number;
  server: JsonObject;
}

/** Without servers, the API has the URL of the document. */
function serversOf(list: Json | undefined): Map<string, Known> {
  const servers = Array.isArray(list) && list.length > 0 ? list.filter(isObject) : [{ url: '/' }];
  return new Map(servers.map((server, index) => [String(server.url).replace(/(.)\/$/, '$1'), { index, server }]));
}

function compareVariables(
  url: string,
  before: JsonObject,
  after: JsonObject,
  at: { old: string; new: string },
  say: (finding: Finding) => void,
): void {
  const [a, b] = [before, after].map(({ variables }) => (isObject(variables) ? variables : {})) as [
    JsonObject,
    JsonObject,
  ];
  for (const [name, variable] of Object.entries(a)) {
    const now = b[name];
    if (!isObject(variable) || !isObject(now)) continue;
    const place = (key: string) => ({
      old: `${at.old}/variables/${escapeToken(name)}/${key}`,
      new: `${at.new}/variables/${escapeToken(name)}/${key}`,
    });
    if (variable.default !== now.default) {
      const message = `server ${url}: ${name} is ${String(now.default)} where nobody says otherwise, was ${String(variable.default)}`;
      say({ rule: 'server-variable-changed', effect: 'other', message, ...place('default') });
    }
    if (!Array.isArray(now.enum)) continue;
    const kept = now.enum;
    const lost = Array.isArray(variable.enum)
      ? variable.enum.filter((value) => !kept.includes(value))
      : ['any other value'];
    if (lost.length > 0) {
      const message = `server ${url}: ${name} cannot be ${lost.map(String).join(', ')} any more`;
      say({ rule: 'server-variable-changed', effect: 'fewer', message, ...place('enum') });
    }
  }
}
