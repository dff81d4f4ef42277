/** `client.ts`: a factory that knows the document's servers and how each of its operations is signed. */
import { annotateEvidence } from './evidence.js';
import { formatTypeScript } from './format.js';
import { notice } from './notice.js';
import type { OpenApiDocument } from './openapi.js';
import { listOperations } from './operations.js';
import { describeSecurity } from './security.js';
import { nameServers } from './servers.js';
import type { Sources } from './sources.js';

export async function generateClient(provider: string, document: OpenApiDocument, sources: Sources): Promise<string> {
  const name = toPascalCase(provider);
  const servers = nameServers(document);
  const { schemes, credentials } = describeSecurity(annotateEvidence(document, sources));
  const types = [...new Set(credentials.map(({ type }) => type))].sort();
  const operations = listOperations(document).map(({ method, path, operationId, operation }) => [
    `${method.toUpperCase()} ${path}`,
    { operationId, security: (operation.security ?? document.security ?? []).map(Object.keys) },
  ]);
  const definition = { server: Object.values(servers)[0] ?? '', schemes, operations: Object.fromEntries(operations) };

  return formatTypeScript(`// ${notice(provider)}

import type { ApiClient } from '../../runtime/api-client.js';
import { createApiClient, type ClientOptions } from '../../runtime/client.js';
import type { ${types.join(', ')} } from '../../runtime/credentials.js';
import type { ClientDefinition } from '../../runtime/definition.js';
import type { paths } from './types.js';

export { InvalidCredential } from '../../runtime/invalid-credential.js';
export { MissingCredentials } from '../../runtime/missing-credentials.js';
export type * from './types.js';

/** The servers of the document, for the option \`baseUrl\`. */
export const servers = ${JSON.stringify(servers)} as const;

/** What requests are signed with. Each operation takes what its \`security\` names, and no more. */
export interface ${name}Credentials {
${credentials.map(({ name, type, required, comment }) => `${toJsDoc(comment)}\n${JSON.stringify(name)}${required ? '' : '?'}: ${type};`).join('\n')}
}

export type ${name}ClientOptions = ClientOptions<${name}Credentials>;

const definition: ClientDefinition = ${JSON.stringify(definition)};

/**
 * A client of ${toSentence(document.info.title)}: openapi-fetch's \`GET\`, \`POST\` and so on, typed by the document.
 * @example
 * const { data, error, response } = await create${name}Client({ credentials }).${exampleCall(document)}
 */
export function create${name}Client(options: ${name}ClientOptions): ApiClient<paths> {
  return createApiClient<paths, ${name}Credentials>(definition, options);
}
`);
}

/** `my-provider` → `MyProvider` */
function toPascalCase(text: string): string {
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
