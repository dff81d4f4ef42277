/** What `start` prints: where everything is, and one request to copy for each provider. */
import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../contract-tests/engine/document.js';
import { curlCommand } from '../curl/command.js';
import { firstCall } from '../curl/first-call.js';
import { generatedPath } from '../providers.js';
import { sandboxUrls } from '../sandbox/urls.js';
import type { House } from './house.js';

export async function renderWelcome({ mocks, docs, sandbox }: House): Promise<string> {
  const rows = [
    ...[...sandboxUrls(sandbox.url)].map(([name, url]): [string, string] => [`sandbox, ${name}`, url]),
    ...[...mocks].map(([provider, { url }]): [string, string] => [`mock of ${provider}`, url]),
    ['docs', docs.url] as [string, string],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, url]) => `${name.padEnd(width)}  ${url}`).join('\n');
  const calls = await Promise.all([...mocks].map(([provider, { url }]) => renderFirstCall(provider, url)));
  return [table, ...calls.flat()].join('\n\n');
}

/** Blank lines around the command, and nothing else in its paragraph, so that three clicks select it. */
async function renderFirstCall(provider: string, url: string): Promise<string[]> {
  const document = JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as JsonObject;
  const call = firstCall(document);
  if (!call) return [];
  return [
    `A first request to ${provider} (${call.operation.operationId}):`,
    await curlCommand(call.request, url, ['-i']),
  ];
}
