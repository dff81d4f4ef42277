/** `client.ts`: a factory with the document's servers and the credentials of each operation. */
import { tabulateOperations } from './client-definition.js';
import { annotateEvidence } from './evidence.js';
import { formatTypeScript } from '../format.js';
import { notice } from './notice.js';
import type { OpenApiDocument, Server } from '../../src/openapi/openapi.js';
import { listOperations } from '../../src/openapi/operations.js';
import { packageVersion } from '../../src/openapi/providers.js';
import { describeSecurity } from './security.js';
import type { Sources } from './sources.js';

export async function generateClient(provider: string, document: OpenApiDocument, sources: Sources): Promise<string> {
  const name = toPascalCase(provider);
  const { schemes, credentials } = describeSecurity(annotateEvidence(document, sources, { links: true }));
  const types = [...new Set(credentials.map(({ type }) => type))].sort();
  const kinds = [...new Set(schemes.map(({ call }) => call))].sort();
  const { security, operations, failure } = tabulateOperations(document);

  return formatTypeScript(`// ${notice(provider)}

import type { ApiClient } from '../../src/runtime/api-client.js';
import { createApiClient, type ClientOptions } from '../../src/runtime/client.js';
import type { ClientDefinition } from '../../src/runtime/definition.js';
import type { ErrorCodeOf } from '../../src/runtime/error-code.js';
${types.length > 0 ? `import type { ${types.join(', ')} } from '../../src/runtime/security/credentials.js';` : ''}
${kinds.length > 0 ? `import { ${kinds.join(', ')} } from '../../src/runtime/security/scheme.js';` : ''}
import type { ClientExtension } from '../../src/runtime/extension.js';
import type { components, paths } from './types.js';

export * from '../../src/runtime/public.js';
export type * from './types.js';

/** The servers of the document, by the names that the option \`server\` takes. */
export const servers = ${JSON.stringify(nameServers(document))} as const;

/** What requests are signed with. Each operation takes what its \`security\` names, and no more. */
export interface ${name}Credentials {
${credentials.map(({ name, type, required, comment }) => `${toJsDoc(comment)}\n${JSON.stringify(name)}${required ? '' : '?'}: ${type};`).join('\n')}
}

${
  credentials.length > 0
    ? `export type ${name}ClientOptions = ClientOptions<${name}Credentials, keyof typeof servers>;`
    : `/** There are no credentials. */
export type ${name}ClientOptions = Partial<ClientOptions<${name}Credentials, keyof typeof servers>>;`
}

/** The codes of failures that the document has. More may come. */
export type ${name}ErrorCode = ErrorCodeOf<components${failure ? `, ${JSON.stringify(failure.code)}` : ''}>;

const definition: ClientDefinition = {
  agent: ${JSON.stringify(`kyc-contracts/${packageVersion}`)},
  servers,
  schemes: { ${schemes.map(({ name, call, argument }) => `${JSON.stringify(name)}: /* @__PURE__ */ ${call}(${argument === undefined ? '' : JSON.stringify(argument)})`).join(', ')} },
  security: ${JSON.stringify(security)},
  operations: ${JSON.stringify(operations)},
  ${failure ? `failure: ${JSON.stringify(failure)},` : ''}
};

/**
 * A client of ${toSentence(document.info.title)}: openapi-fetch's \`GET\`, \`POST\` and so on, typed by the document.
 * @example
 * const { data, error, status } = await create${name}Client({ credentials }).${exampleCall(document)}
 */
export function create${name}Client<Throws extends boolean = false>(
  options${credentials.length > 0 ? '' : '?'}: ${name}ClientOptions & { throwOnError?: Throws },
  extension?: ClientExtension,
): ApiClient<paths, Throws> {
  return createApiClient<paths, ${name}Credentials, Throws>(definition, options${credentials.length > 0 ? '' : ` as ${name}ClientOptions & { credentials: ${name}Credentials }`}, extension);
}
`);
}

/** `my-provider` → `MyProvider` */
export function toPascalCase(text: string): string {
  return text.replace(/(?:^|[^A-Za-z\d]+)([A-Za-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

function exampleCall(document: OpenApiDocument): string {
  const [first] = listOperations(document);
  return first ? `${first.method.toUpperCase()}('${first.path}', { … });` : "GET('/…');";
}

function toSentence(text: string): string {
  return text.replaceAll('*/', '*\\/').replace(/\s+/g, ' ');
}

function toJsDoc(text: string): string {
  const lines = text.replaceAll('*/', '*\\/').split('\n');
  return lines.length === 1 ? `/** ${text} */` : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`;
}

/**
 * The servers of a document by name, which is the first word of the server's description, such as `sandbox`. A repeated
 * `production` is `production3`, so that no client takes it by default.
 */
export function nameServers({ servers = [] }: OpenApiDocument): Record<string, string> {
  const named: Record<string, string> = {};
  servers.forEach((server, index) => {
    const word = /^[a-z]+/i.exec(server.description ?? '')?.[0].toLowerCase();
    named[word === undefined || word in named ? `${word ?? 'server'}${index + 1}` : word] = expand(server);
  });
  return named;
}

/** Replaces variables by their defaults. */
function expand({ url, variables = {} }: Server): string {
  return url.replace(/\{([^{}]+)\}/g, (braced, name: string) => variables[name]?.default ?? braced);
}
