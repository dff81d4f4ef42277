/** Writes a request as a curl command that can be pasted into any POSIX shell, whatever the request holds. */
import { isUtf8 } from 'node:buffer';
import { commandAnywhere, commandAtStart } from '../ci-markers.js';
import type { SentRequest } from '../../openapi/exchange.js';

/** Headers that curl sends by itself: left out, since each one is a line to read. */
const byCurl = new Set(['content-length', 'user-agent']);

/** What curl accepts by itself, whoever else is named before it. */
const takesAnything = (name: string, value: string): boolean => name === 'accept' && value.includes('*/*');

/**
 * @param base where the API is, without a slash at the end.
 * @param flags more options of curl, such as `-i`.
 */
export async function curlCommand(request: SentRequest, base: string, flags: readonly string[] = []): Promise<string> {
  const { method, target, headers, body } = request;
  const hasBody = body !== undefined && body.length > 0;
  const data = hasBody ? await dataOptions(body, headers['content-type'] ?? '') : [];
  const implied = hasBody ? 'POST' : 'GET';
  const [path = ''] = target.split('?', 1);
  const options = [
    ...flags,
    // Brackets and dots would mean something to curl.
    ...(/[[\]{}]/.test(target) ? ['-g'] : []),
    ...(/(^|\/)\.{1,2}(\/|$)/.test(path) ? ['--path-as-is'] : []),
  ];
  const lines = [
    ...(method === implied ? [] : [method === 'HEAD' && !hasBody ? '--head' : `-X ${method}`]),
    ...Object.entries(headers)
      .filter(([name, value]) => !byCurl.has(name) && !takesAnything(name, value))
      .filter(([name]) => !(name === 'content-type' && isForm(headers)))
      .map(([name, value]) => headerOption(name, value)),
    // Headers that curl makes up, or leaves out.
    ...(hasBody && !('content-type' in headers) ? [`-H 'content-type:'`] : []),
    ...(!hasBody && /^(POST|PUT|PATCH)$/.test(method) ? [`-H 'content-length: 0'`] : []),
    ...data,
  ];
  return [['curl', ...options, quoteExpanding(`${base}${target}`)].join(' '), ...lines].join(' \\\n  ');
}

/** Between single quotes a shell leaves everything alone, but for the single quote itself. */
export function quote(text: string): string {
  return `'${parted(text.replaceAll("'", String.raw`'\''`), "''")}'`;
}

/** What a CI system would obey, parted by two quotes, which a shell reads as nothing. */
const parted = (text: string, quotes: string): string =>
  text.replaceAll(commandAnywhere, `#${quotes}#`).replaceAll(commandAtStart, `:${quotes}`);

/** What stands for a credential, and the shell fills in. */
const variable = /\$KYC_CONTRACTS_[A-Z0-9_]+/;

function headerOption(name: string, value: string): string {
  const pair = /^basic (\$KYC_CONTRACTS_[A-Z0-9_]+)$/i.exec(value)?.[1];
  return name === 'authorization' && pair ? `-u "${pair}"` : `-H ${quoteExpanding(`${name}: ${value}`)}`;
}

/** Between double quotes only where a variable has to be filled in; everything else in them stands for itself. */
function quoteExpanding(text: string): string {
  if (!variable.test(text)) return quote(text);
  return `"${parted(text.replaceAll(/[\\"`]|\$(?!KYC_CONTRACTS_[A-Z0-9_])/g, String.raw`\$&`), '""')}"`;
}

const isForm = (headers: Record<string, string>) => headers['content-type']?.startsWith('multipart/form-data') === true;

/** A file's bytes have no place in a command: the reader has a file of that name, or puts another in its place. */
async function dataOptions(body: Buffer, contentType: string): Promise<string[]> {
  if (!contentType.startsWith('multipart/form-data')) {
    // What is no text cannot stand in a command either.
    return isUtf8(body) && !body.includes(0) ? [`--data-raw ${quote(body.toString('utf8'))}`] : ['--data-binary @body'];
  }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  return [...form].map(([name, value]) => {
    if (typeof value !== 'string') return `-F ${quote(`${name}=@${value.name};type=${value.type}`)}`;
    // A parsed form no longer tells the type of a part that is no file.
    if (!body.includes(`name="${name}"\r\nContent-Type: application/json\r\n`)) {
      return `--form-string ${quote(`${name}=${value}`)}`;
    }
    // To curl a semicolon ends the content. In JSON it can only stand in a string, where an escape means the same.
    return `-F ${quote(`${name}=${value.replaceAll(';', String.raw`\u003b`)};type=application/json`)}`;
  });
}
