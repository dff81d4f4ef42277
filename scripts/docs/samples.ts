/**
 * The same request with our client, curl and Python. Each sample runs unchanged against the sandbox of `npm start`; the
 * base URL and the credentials are variables at the top.
 */
import { curlCommand, quote } from '../../src/http/curl/command.js';
import { createMatcher } from '../../src/openapi/match.js';
import { decodePercent } from '../../src/openapi/pointer.js';
import { placeOf } from '../../src/openapi/security.js';
import { exampleRequest } from '../../src/http/curl/example-request.js';
import { sandboxPort } from '../../src/sandbox/port.js';
import { sandboxUrls } from '../../src/sandbox/urls.js';
import { toPascalCase } from '../generate/client.js';
import {
  isObject,
  schemesOf,
  type DocumentedOperation,
  type JsonObject,
  type ProviderDocument,
} from './provider-document.js';

export interface Sample {
  language: 'ts' | 'sh' | 'python';
  label: string;
  /** The one of `sh` writes the files that it sends, and that the others read. */
  code: string;
}

const { control, ...played } = Object.fromEntries(sandboxUrls(`http://127.0.0.1:${sandboxPort}`));

/** The base URL of the sandbox in `npm start`, by document. */
export const sandboxBase: Readonly<Record<string, string>> = { ...played, sandbox: control ?? '' };

/** The fake client of the sandbox's `example_app`. */
export const sandboxClient = {
  username: 'sandbox-client-id-of-example-app-0000000001',
  password: 'sandbox-client-secret-of-example-app',
};

/** The request as sent, before it is written in a language. */
export interface SampleRequest {
  method: string;
  /** The path template, as passed to the client. */
  path: string;
  pathParameters: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  json?: unknown;
  form?: Part[];
  /** Names of the security schemes. */
  schemes: string[];
  /** Whether the success has a body other than JSON. */
  answersFile: boolean;
}

interface Part {
  name: string;
  json?: unknown;
  text?: string;
  file?: { name: string; type: string; base64: string };
}

/** Undefined if the document has no example of a required part of the request. */
export async function samplesOf(document: ProviderDocument, operation: DocumentedOperation): Promise<Sample[]> {
  const request = await sampleRequest(document, operation);
  if (!request) return [];
  return [
    // `fetch` sends no body with GET.
    ...(request.method === 'GET' && request.json !== undefined
      ? []
      : [{ language: 'ts' as const, label: 'TypeScript', code: typescript(document, request) }]),
    { language: 'sh', label: 'curl', code: await curl(document, operation, request) },
    { language: 'python', label: 'Python', code: python(document, request) },
  ];
}

async function sampleRequest(
  { bundle }: ProviderDocument,
  operation: DocumentedOperation,
): Promise<SampleRequest | undefined> {
  const made = exampleRequest(bundle, operation);
  if (!made) return undefined;
  const [pathname = '', search = ''] = made.target.split('?');
  const found = createMatcher([operation])(made.method, pathname);
  const params = found && 'route' in found ? Object.entries(found.params) : [];
  const contentType = made.headers['content-type'] ?? '';
  const body = !made.body
    ? {}
    : contentType.startsWith('multipart/')
      ? { form: await partsOf(made.body, contentType) }
      : { json: JSON.parse(made.body.toString('utf8')) as unknown };
  const parameters = operation.parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  return {
    method: operation.method,
    path: operation.path,
    pathParameters: Object.fromEntries(params.map(([name, value]) => [name, decodePercent(value)])),
    query: Object.fromEntries(new URLSearchParams(search)),
    headers: Object.fromEntries(
      parameters.flatMap((name) =>
        made.headers[name.toLowerCase()] ? [[name, made.headers[name.toLowerCase()]!]] : [],
      ),
    ),
    ...body,
    schemes: Object.keys(operation.security[0] ?? {}),
    answersFile: answersFile(operation),
  };
}

function answersFile({ responses }: DocumentedOperation): boolean {
  const [, success] = [...responses].find(([status]) => status.startsWith('2')) ?? [];
  const types = success && isObject(success.value.content!) ? Object.keys(success.value.content as JsonObject) : [];
  return types.length > 0 && !types.some((type) => type.includes('json'));
}

async function partsOf(body: Buffer, contentType: string): Promise<Part[]> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const parts = [...form].map(async ([name, value]): Promise<Part> => {
    if (typeof value !== 'string') {
      const base64 = Buffer.from(await value.arrayBuffer()).toString('base64');
      return { name, file: { name: value.name, type: value.type, base64 } };
    }
    // A parsed form no longer has the type of a part that is no file.
    return body.includes(`name="${name}"\r\nContent-Type: application/json\r\n`)
      ? { name, json: JSON.parse(value) as unknown }
      : { name, text: value };
  });
  return Promise.all(parts);
}

/** Sila refuses a `created` that is more than five minutes old. */
const now = { ts: 'Math.floor(Date.now() / 1000)', python: 'int(time.time())' };
const nowMark = '@now@';

/** A value of the body, with the current time instead of the example's. */
function current(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => current(item));
  if (isObject(value as never)) {
    return Object.fromEntries(Object.entries(value as JsonObject).map(([name, item]) => [name, current(item, name)]));
  }
  return key === 'created' && typeof value === 'number' ? nowMark : value;
}

function typescript({ name, bundle }: ProviderDocument, request: SampleRequest): string {
  const isControl = name === 'sandbox';
  const className = `create${toPascalCase(name)}Client`;
  const variable = isControl ? 'control' : name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const entry = isControl ? 'kyc-contracts/sandbox/client' : `kyc-contracts/${name}`;
  const files = (request.form ?? []).filter(({ file }) => file);
  const options = [`baseUrl: '${sandboxBase[name]}',`, ...clientOptions(name, bundle, request.schemes)];
  const body = request.form
    ? formLiteral(request.form)
    : request.json === undefined
      ? undefined
      : literal(current(request.json), 1);
  const params = [
    ...(Object.keys(request.pathParameters).length > 0 ? [`path: ${literal(request.pathParameters, 2)}`] : []),
    ...(Object.keys(request.query).length > 0 ? [`query: ${literal(queryValues(request.query), 2)}`] : []),
    ...(Object.keys(request.headers).length > 0 ? [`header: ${literal(request.headers, 2)}`] : []),
  ];
  const call = [
    ...(params.length > 0 ? [`params: { ${params.join(', ')} },`] : []),
    ...(body ? [`body: ${body},`] : []),
    ...(request.answersFile ? [`parseAs: 'arrayBuffer',`] : []),
  ];
  const options_ = call.length > 0 ? `, {\n${call.map((line) => `  ${line}`).join('\n')}\n}` : '';
  return [
    ...(files.length > 0 ? [`import { openAsBlob } from 'node:fs';`] : []),
    `import { ${className} } from '${entry}';`,
    '',
    `const ${variable} = ${className}({\n${options.map((line) => `  ${line}`).join('\n')}\n});`,
    `const { status, data, error } = await ${variable}.${request.method}('${request.path}'${options_});`,
    'console.log(status, data ?? error);',
  ].join('\n');
}

function clientOptions(name: string, bundle: JsonObject, schemes: readonly string[]): string[] {
  if (schemes.length === 0) return name === 'sandbox' ? ['credentials: {},'] : [];
  const kinds = schemesOf(bundle);
  // A client with both schemes fetches the token itself.
  const basic = `basic: { username: '${sandboxClient.username}', password: '${sandboxClient.password}' }`;
  if (schemes.includes('bearer') && kinds.basic) return [`app_handle: 'example_app',`, `credentials: { ${basic} },`];
  if (schemes.includes('basic')) return [`credentials: { ${basic} },`];
  return [`credentials: { ${schemes.map((scheme) => `${scheme}: ${credential(scheme)}`).join(', ')} },`];
}

const credential = (scheme: string) => (scheme === 'userToken' ? `process.env.USER_TOKEN ?? ''` : `'fake-${scheme}'`);

function formLiteral(parts: readonly Part[]): string {
  const members = parts.map(({ name, json, text, file }) => {
    const value = file
      ? `new File([await openAsBlob('${file.name}')], '${file.name}', { type: '${file.type}' })`
      : json === undefined
        ? literal(text, 2)
        : literal(current(json), 2);
    return `    ${key(name)}: ${value},`;
  });
  return `{\n${members.join('\n')}\n  }`;
}

const queryValues = (query: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      /^\d+$/.test(value) ? Number(value) : value === 'true' || value === 'false' ? value === 'true' : value,
    ]),
  );

const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteTs(name));
const quoteTs = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** A JavaScript value, on one line if it fits. */
function literal(value: unknown, depth: number): string {
  if (value === nowMark) return now.ts;
  if (typeof value === 'string') return quoteTs(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isArray = Array.isArray(value);
  const members = isArray
    ? value.map((item) => literal(item, depth + 1))
    : Object.entries(value).map(([name, item]) => `${key(name)}: ${literal(item, depth + 1)}`);
  if (members.length === 0) return isArray ? '[]' : '{}';
  const [open, close] = isArray ? ['[', ']'] : ['{ ', ' }'];
  const line = `${open}${members.join(', ')}${close}`;
  if (line.length + depth * 2 <= 76 && !line.includes('\n')) return line;
  const pad = '  '.repeat(depth + 1);
  return `${open.trim()}\n${members.map((member) => `${pad}${member},`).join('\n')}\n${'  '.repeat(depth)}${close.trim()}`;
}

async function curl(
  document: ProviderDocument,
  operation: DocumentedOperation,
  request: SampleRequest,
): Promise<string> {
  const { name, bundle } = document;
  const made = exampleRequest(bundle, operation)!;
  const base = sandboxBase[name] ?? '';
  const needsToken = request.schemes.includes('bearer');
  const headers = { ...made.headers };
  if (needsToken) headers.authorization = 'TOKEN';
  if (request.schemes.includes('basic')) headers.authorization = 'BASIC';
  if (request.schemes.includes('userToken')) headers[headerOf(bundle, 'userToken').toLowerCase()] = 'USER_TOKEN';
  const command = (await curlCommand({ ...made, headers }, base))
    .replace(/"created":\d+/, `"created":'"$(date +%s)"'`)
    .replace(`-H 'authorization: TOKEN'`, '-H "authorization: Bearer $TOKEN"')
    .replace(`-H 'authorization: BASIC'`, `-u ${quote(`${sandboxClient.username}:${sandboxClient.password}`)}`)
    .replace(/-H '([\w-]+): USER_TOKEN'/, '-H "$1: $USER_TOKEN"');
  const files = (request.form ?? []).flatMap(({ file }) =>
    file ? [`echo ${file.base64} | base64 -d > ${file.name}`] : [],
  );
  if (!needsToken) return [...files, command].join('\n');
  const body = `'{"header":{"app_handle":"example_app","created":'"$(date +%s)"'}}'`;
  return [
    ...files,
    `TOKEN=$(curl -s ${base}/0.2/auth_token -u ${quote(`${sandboxClient.username}:${sandboxClient.password}`)} \\`,
    `  -H 'content-type: application/json' --data-raw ${body} | sed -E 's/.*"token":"([^"]+)".*/\\1/')`,
    command,
  ].join('\n');
}

function python({ name, bundle }: ProviderDocument, request: SampleRequest): string {
  const base = sandboxBase[name] ?? '';
  const usesTime = JSON.stringify(current(request.json ?? request.form ?? null)).includes(nowMark);
  const needsToken = request.schemes.includes('bearer');
  const pathname = request.path.replace(/\{([^}]+)\}/g, (_, name: string) => request.pathParameters[name] ?? '');
  const headers: [string, string][] = Object.entries(request.headers).map(([name, value]) => [name, py(value)]);
  for (const scheme of request.schemes) {
    if (scheme === 'bearer') headers.push(['Authorization', `f"Bearer {token}"`]);
    else if (scheme === 'userToken') headers.push([headerOf(bundle, scheme), `os.environ["USER_TOKEN"]`]);
    else if (scheme !== 'basic') headers.push([headerOf(bundle, scheme), py(`fake-${scheme}`)]);
  }
  const client = `auth=(${py(sandboxClient.username)}, ${py(sandboxClient.password)})`;
  const files = request.form?.map(({ name, json, text, file }) => {
    const value = file
      ? `(${py(file.name)}, open(${py(file.name)}, "rb"), ${py(file.type)})`
      : json === undefined
        ? `(None, ${py(text)})`
        : `(None, json.dumps(${py(current(json), 2)}), "application/json")`;
    return `        ${py(name)}: ${value},`;
  });
  const options = [
    ...(request.schemes.includes('basic') ? [client] : []),
    ...(headers.length > 0 ? [`headers={${headers.map(([name, value]) => `${py(name)}: ${value}`).join(', ')}}`] : []),
    ...(Object.keys(request.query).length > 0 ? [`params=${py(request.query, 1)}`] : []),
    ...(request.json === undefined ? [] : [`json=${py(current(request.json), 1)}`]),
    ...(files ? [`files={\n${files.join('\n')}\n    }`] : []),
  ];
  const imports = [
    ...(request.form?.some(({ json }) => json !== undefined) ? ['import json'] : []),
    ...(request.schemes.includes('userToken') ? ['import os'] : []),
    ...(usesTime || needsToken ? ['import time'] : []),
    ...(usesTime || needsToken || request.form || request.schemes.includes('userToken') ? [''] : []),
    'import requests',
  ];
  const token = [
    'token = requests.post(',
    '    f"{base}/0.2/auth_token",',
    `    ${client},`,
    '    json={"header": {"app_handle": "example_app", "created": int(time.time())}},',
    ').json()["access_token"]["token"]',
  ];
  const lines = [`f"{base}${pathname}"`, ...options].map((option) => `    ${option},`).join('\n');
  return [
    ...imports,
    '',
    `base = "${base}"`,
    ...(needsToken ? token : []),
    `response = requests.${request.method.toLowerCase()}(\n${lines}\n)`,
    'print(response.status_code, response.text)',
  ].join('\n');
}

/** A Python value, on one line if it fits. */
function py(value: unknown, depth = 0): string {
  if (value === nowMark) return now.python;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  const isArray = Array.isArray(value);
  const members = isArray
    ? value.map((item) => py(item, depth + 1))
    : Object.entries(value!).map(([name, item]) => `${JSON.stringify(name)}: ${py(item, depth + 1)}`);
  const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
  const line = `${open}${members.join(', ')}${close}`;
  if (line.length + depth * 4 <= 76 && !line.includes('\n')) return line;
  const pad = '    '.repeat(depth + 1);
  return `${open}\n${members.map((member) => `${pad}${member},`).join('\n')}\n${'    '.repeat(depth)}${close}`;
}

/** The name of an API key's header. */
function headerOf(bundle: JsonObject, scheme: string): string {
  const place = placeOf(bundle, scheme);
  return place && 'name' in place ? place.name : scheme;
}
