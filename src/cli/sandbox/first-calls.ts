/** Example requests for each provider of a sandbox: with credentials that it accepts, in an order that works. */
import { readFileSync } from 'node:fs';
import { defaults } from '../../sandbox/sila/settings.js';
import { curlCommand, quote } from '../../http/curl/command.js';
import { generatedPath } from '../../openapi/providers.js';

export interface FirstCalls {
  /** The title above the first command. */
  readonly about: string;
  /** Shell commands, in order. */
  readonly commands: readonly string[];
}

/**
 * @param urls base URLs by name, as `sandboxUrls` returns them
 * @param now the sandbox's clock, in Unix milliseconds
 */
export async function sandboxFirstCalls(urls: ReadonlyMap<string, string>, now: number): Promise<FirstCalls[]> {
  return Promise.all([
    alfredCalls(urls.get('alfred') ?? ''),
    alfredCustomersCalls(urls.get('alfred-customers') ?? ''),
    silaCalls(urls.get('sila') ?? '', now),
  ]);
}

const partner = { 'API-Key': 'fake-key', 'API-Secret': 'fake-secret' };

async function alfredCalls(url: string): Promise<FirstCalls> {
  const headers = { ...partner, 'content-type': 'application/json' };
  const body = bodyOf('alfred', '/my-info', 'deposit');
  return {
    about: 'Alfred in the sandbox takes any API-Key and API-Secret. A session for a deposit:',
    commands: [await curlCommand({ method: 'POST', target: '/my-info', headers, body }, url, ['-i'])],
  };
}

async function alfredCustomersCalls(url: string): Promise<FirstCalls> {
  const target = '/customers/create';
  const headers = { ...partner, 'content-type': 'application/json' };
  const body = bodyOf('alfred-customers', target, 'individual');
  return {
    about: "So does Alfred's customers API. A customer, a person in Mexico:",
    commands: [await curlCommand({ method: 'POST', target, headers, body }, url, ['-i'])],
  };
}

async function silaCalls(url: string, now: number): Promise<FirstCalls> {
  const [{ handle, clientId, clientSecret }] = defaults.apps as [(typeof defaults.apps)[number]];
  // Sila refuses requests older than five minutes, so the shell inserts the time unless the sandbox's clock differs.
  const isReal = Math.abs(now - Date.now()) < 60_000;
  const created = isReal ? `'"$(date +%s)"'` : Math.floor(now / 1000);
  const post = async (target: string, example: string, flags: string[], more: Record<string, string> = {}) => {
    const headers = { 'content-type': 'application/json', ...more };
    const body = bodyOf('sila', target, example);
    const command = await curlCommand({ method: 'POST', target, headers, body }, url, flags);
    return command.replace(/"created":\d+/, `"created":${created}`);
  };
  const user = quote(`${clientId}:${clientSecret}`);
  const token = await post('/0.2/auth_token', 'issuesToken', ['-s', `-u ${user}`]);
  const register = await post('/0.2/register', 'individual', ['-i'], { authorization: 'TOKEN' });
  return {
    about:
      `Sila in the sandbox knows the app ${handle}, with client id ${clientId}\n` +
      `and client secret ${clientSecret}. A token, and a person registered with it:`,
    commands: [
      `TOKEN=$(${token} \\\n  | sed -E 's/.*"token":"([^"]+)".*/\\1/')`,
      register.replace(`'authorization: TOKEN'`, '"authorization: Bearer $TOKEN"'),
    ],
  };
}

/** The body of a named example in a provider's document. */
function bodyOf(provider: string, path: string, example: string): Buffer {
  const { paths } = JSON.parse(readFileSync(generatedPath(provider, 'openapi.json'), 'utf8')) as {
    paths: Record<string, { post: { requestBody: { content: Record<string, { examples: any }> } } }>;
  };
  const { value } = paths[path]!.post.requestBody.content['application/json']!.examples[example];
  return Buffer.from(JSON.stringify(value));
}
