/** Writes any request as a curl command that works in a POSIX shell. */
import { isUtf8 } from 'node:buffer';
import { commandAnywhere, commandAtStart } from '../ci-markers.js';
import type { SentRequest } from '../../openapi/exchange.js';

/** Headers that curl sends by itself, which are left out. */
const byCurl = new Set(['content-length', 'user-agent']);

/** Whether the header accepts anything, as curl's own does. */
const takesAnything = (name: string, value: string): boolean => name === 'accept' && value.includes('*/*');

/**
 * @param base URL of the API, without a slash at the end
 * @param flags more options of curl, such as `-i`
 */
export async function curlCommand(request: SentRequest, base: string, flags: readonly string[] = []): Promise<string> {
  const { method, target, headers, body } = request;
  const hasBody = body !== undefined && body.length > 0;
  const isMultipart = headers['content-type']?.startsWith('multipart/form-data') === true;
  const form = hasBody && isMultipart ? await formIn(body) : undefined;
  const data = !hasBody ? [] : form ? formOptions(form, body) : [dataOption(body, isMultipart)];
  const implied = hasBody ? 'POST' : 'GET';
  const [path = ''] = target.split('?', 1);
  const options = [
    ...flags,
    // Brackets and dots have a meaning for curl.
    ...(/[[\]{}]/.test(target) ? ['-g'] : []),
    ...(/(^|\/)\.{1,2}(\/|$)/.test(path) ? ['--path-as-is'] : []),
  ];
  const lines = [
    ...(method === implied ? [] : [method === 'HEAD' && !hasBody ? '--head' : `-X ${method}`]),
    ...Object.entries(headers)
      .filter(([name, value]) => !byCurl.has(name) && !takesAnything(name, value))
      // curl chooses a boundary of its own.
      .filter(([name]) => !(name === 'content-type' && form))
      .map(([name, value]) => headerOption(name, value)),
    // Headers that curl adds or leaves out.
    ...(hasBody && !('content-type' in headers) ? [`-H 'content-type:'`] : []),
    ...(!hasBody && /^(POST|PUT|PATCH)$/.test(method) ? [`-H 'content-length: 0'`] : []),
    ...data,
  ];
  return [['curl', ...options, quoteExpanding(`${base}${target}`)].join(' '), ...lines].join(' \\\n  ');
}

/** Quotes text for a shell. Between single quotes only the single quote is special. */
export function quote(text: string): string {
  return `'${parted(text.replaceAll("'", String.raw`'\''`), "''")}'`;
}

/** Splits the markers of CI systems by two quotes, which a shell ignores. */
const parted = (text: string, quotes: string): string =>
  text.replaceAll(commandAnywhere, `#${quotes}#`).replaceAll(commandAtStart, `:${quotes}`);

/** A shell variable in place of a credential. */
const variable = /\$KYC_CONTRACTS_[A-Z0-9_]+/;

function headerOption(name: string, value: string): string {
  const pair = /^basic (\$KYC_CONTRACTS_[A-Z0-9_]+)$/i.exec(value)?.[1];
  return name === 'authorization' && pair ? `-u "${pair}"` : `-H ${quoteExpanding(`${name}: ${value}`)}`;
}

/** Uses double quotes only around variables; all else in them is escaped. */
function quoteExpanding(text: string): string {
  if (!variable.test(text)) return quote(text);
  return `"${parted(text.replaceAll(/[\\"`]|\$(?!KYC_CONTRACTS_[A-Z0-9_])/g, String.raw`\$&`), '""')}"`;
}

/** A form by the boundary of its first part: its header may have another. Undefined for what is none. */
async function formIn(body: Buffer): Promise<FormData | undefined> {
  const [, boundary] = /(?:^|\r\n)--([^\r\n"]{1,70})\r\n/.exec(body.toString('latin1')) ?? [];
  if (boundary === undefined) return undefined;
  const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  return new Response(new Uint8Array(body), { headers }).formData().catch(() => undefined);
}

/** Names a file in place of bytes that are no text, or that say they are a form and are none: anything may be in them. */
const dataOption = (body: Buffer, isMultipart: boolean): string =>
  !isMultipart && isUtf8(body) && !body.includes(0)
    ? `--data-raw ${quote(body.toString('utf8'))}`
    : '--data-binary @body';

/** Names a file in place of its bytes, which do not fit into a command. */
function formOptions(form: FormData, body: Buffer): string[] {
  return [...form].map(([name, value]) => {
    if (typeof value !== 'string') return `-F ${quote(`${name}=@${value.name};type=${value.type}`)}`;
    // A parsed form has no type for a part that is no file.
    if (!body.includes(`name="${name}"\r\nContent-Type: application/json\r\n`)) {
      return `--form-string ${quote(`${name}=${value}`)}`;
    }
    // A semicolon ends the content for curl. In JSON it is only in strings, where an escape is equal.
    return `-F ${quote(`${name}=${value.replaceAll(';', String.raw`\u003b`)};type=application/json`)}`;
  });
}
