/** The output of `start`: the URLs, their purpose, and requests to copy. */
import { readFileSync } from 'node:fs';
import { sandboxFirstCalls } from '../../src/cli/sandbox/first-calls.js';
import { curlCommand } from '../../src/http/curl/command.js';
import { exampleRequest } from '../../src/http/curl/example-request.js';
import { operationsOf, type JsonObject, type Operation } from '../../src/openapi/document.js';
import type { SentRequest } from '../../src/openapi/exchange.js';
import { generatedPath } from '../../src/openapi/providers.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import type { DevServer } from './dev-server.js';

type Rows = readonly (readonly [name: string, url: string])[];

export async function renderWelcome({ mocks, docs, sandbox }: DevServer): Promise<string> {
  const urls = sandboxUrls(sandbox.url);
  const mocked: Rows = [...mocks].map(([provider, { url }]) => [provider, url]);
  const served: [about: string, rows: Rows][] = [
    [
      'The sandbox remembers what it is sent and has a clock; the control API sets it and decides verifications:',
      [...urls],
    ],
    ['The mocks answer each request by itself, with examples; the header "Prefer: code=422" chooses which:', mocked],
    ['The docs show every operation of these, with what each statement rests on:', [['docs', docs.url]]],
  ];
  const width = Math.max(...served.flatMap(([, rows]) => rows.map(([name]) => name.length)));
  const lists = served.map(([about, rows]) =>
    [about, ...rows.map(([name, url]) => `  ${name.padEnd(width)}  ${url}`)].join('\n'),
  );
  const calls = await sandboxFirstCalls(urls, Date.now());
  return [
    ...lists,
    ...calls.flatMap(({ about, commands }) => [about, ...commands]),
    ...(await Promise.all(mocked.map(([provider, url]) => renderFirstCall(provider, url)))).flat(),
    'Ctrl-C stops it all.',
  ].join('\n\n');
}

/** The command is a paragraph of its own with blank lines around it, so that three clicks select it. */
async function renderFirstCall(provider: string, url: string): Promise<string[]> {
  const document = JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as JsonObject;
  const call = firstCall(document);
  if (!call) return [];
  return [
    `A first request to the mock of ${provider} (${call.operation.operationId}):`,
    await curlCommand(call.request, url, ['-i']),
  ];
}

/** The first call for newcomers to an API. */
export interface Call {
  operation: Operation;
  request: SentRequest;
}

/**
 * The first operation with a 202 response, by which these providers accept a person for verification; without one, the
 * first operation with a request example. Undefined if there is none.
 */
export function firstCall(document: JsonObject): Call | undefined {
  const operations = operationsOf(document);
  const accepted = operations.filter(({ responses }) => responses.has('202'));
  for (const operation of [...accepted, ...operations]) {
    const request = exampleRequest(document, operation);
    if (request) return { operation, request };
  }
  return undefined;
}
