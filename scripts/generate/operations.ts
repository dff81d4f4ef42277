/**
 * `operations.ts` and `operations/<group>.ts`: each operation as a function with its own name and its documentation.
 */
import { CliError } from '../../src/openapi/cli-error.js';
import type { OpenApiDocument } from '../../src/openapi/openapi.js';
import { listOperations, type ListedOperation } from '../../src/openapi/operations.js';
import { annotateEvidence } from './evidence.js';
import { formatTypeScript } from '../format.js';
import { notice } from './notice.js';
import type { Sources } from './sources.js';

/**
 * Groups are the tags, named by `x-group` or else by the tag; functions are named by `x-method`, or else `operationId`.
 */
export async function generateOperations(
  provider: string,
  document: OpenApiDocument,
  sources: Sources,
): Promise<Record<string, string>> {
  const annotated = annotateEvidence(document, sources, { links: true });
  const groups = new Map<string, Map<string, string>>();
  for (const listed of listOperations(annotated)) {
    const { operationId, operation, method, path } = listed;
    const group = groupOf(annotated, listed);
    const name = checkName(operationId, 'x-method', operation['x-method'] ?? operationId);
    const functions = groups.get(group) ?? new Map<string, string>();
    if (functions.has(name)) throw new CliError(`${operationId}: x-method "${name}" is used twice in ${group}`, 2);
    const code = `export const ${name} = /* @__PURE__ */ operation('${method}', '${path}');`;
    groups.set(group, functions.set(name, `${toJsDoc(commentOf(listed))}\n${code}`));
  }
  const files: Record<string, string> = {};
  for (const [group, functions] of groups) {
    files[`operations/${group}.ts`] = await formatTypeScript(`// ${notice(provider)}

import { operation } from '../../../src/runtime/operations.js';

${[...functions.values()].join('\n\n')}
`);
  }
  files['operations.ts'] = await formatTypeScript(`// ${notice(provider)}

export { withOperations } from '../../src/runtime/operations.js';
${[...groups.keys()].map((group) => `export * as ${group} from './operations/${group}.js';`).join('\n')}
`);
  return files;
}

function groupOf({ tags = [] }: OpenApiDocument, { operationId, operation }: ListedOperation): string {
  const [tag = 'operations'] = operation.tags ?? [];
  const given = tags.find(({ name }) => name === tag)?.['x-group'];
  return checkName(operationId, 'x-group', given ?? toCamelCase(tag));
}

function checkName(operationId: string, keyword: string, name: unknown): string {
  const reserved = /^(delete|new|default|import|export|function|class|return|switch|in|void|with|withOperations)$/;
  if (typeof name === 'string' && /^[a-z]\w*$/.test(name) && !reserved.test(name)) return name;
  throw new CliError(`${operationId}: ${keyword} must be a name that a function may have, such as "start"`, 2);
}

/** `Classic KYC` → `classicKyc` */
function toCamelCase(text: string): string {
  const words = text
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

function commentOf({ operation, method, path }: ListedOperation): string {
  const page = operation.externalDocs?.url;
  const description = operation.description?.trim();
  const link = page && !description?.includes(page) ? `**Page:** ${page}` : undefined;
  return [operation.summary, description, link, `\`${method.toUpperCase()} ${path}\``].filter(Boolean).join('\n\n');
}

function toJsDoc(text: string): string {
  const lines = text.replaceAll('*/', '*\\/').split('\n');
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`;
}
