/**
 * Gives the parts of `types.ts` names, which an editor shows instead of whole types: an interface for each schema and
 * each operation, and `<Operation>Request`, `<Operation>Response` and `<Operation>Error` for its bodies.
 */
import ts from 'typescript';
import { CliError } from '../../src/openapi/cli-error.js';
import type { MediaType, OpenApiDocument, RequestBody, Response } from '../../src/openapi/openapi.js';
import { listOperations, type ListedOperation } from '../../src/openapi/operations.js';
import { dereference } from '../../src/openapi/pointer.js';
import { formatTypeScript } from '../format.js';

/** Names that would hide another type in types.ts or in a module that imports it. */
const reserved = new Set(
  `paths components operations webhooks $defs Array Awaited Document Element Exclude Extract Node Omit Partial Pick
  Readonly Record Required`.split(/\s+/),
);

/** @param code `types.ts` of openapi-typescript */
export async function nameTypes(code: string, document: OpenApiDocument): Promise<string> {
  const file = ts.createSourceFile('types.ts', code, ts.ScriptTarget.Latest, true);
  const schemas = membersOf(memberOf(declarationOf(file, 'components'), 'schemas'));
  const operations = membersOf(declarationOf(file, 'operations'));
  // As a named part of an `error`, a union would hide the name of the whole.
  const isInPlace = ({ type }: ts.PropertySignature) =>
    type !== undefined && ts.isUnionTypeNode(type) && type.types.every(ts.isIndexedAccessTypeNode);
  const names = new Map(schemas.map(({ name }) => [name.getText(), nameOfSchema(name.getText())]));
  const inPlace = new Set(schemas.filter(isInPlace).map(({ name }) => name.getText()));
  const taken = new Set(names.values());
  const found = listOperations(document);
  const ids = new Set(found.map(({ operationId }) => operationId));
  const edits: { start: number; end: number; text: string }[] = [];
  const hoisted: string[] = [];
  const commentOf = (member: ts.Node) => code.slice(member.getFullStart(), member.getStart());
  const hoist = (member: ts.PropertySignature, name: string) => {
    const type = member.type!;
    const isObject = ts.isTypeLiteralNode(type);
    hoisted.push(
      `${commentOf(member)}export ${isObject ? 'interface' : 'type'} ${name} ${isObject ? '' : '='} ${type.getText()}`,
    );
    edits.push({ start: type.getStart(), end: type.getEnd(), text: name });
  };
  for (const member of schemas) {
    const name = names.get(member.name.getText());
    if (name && !inPlace.has(member.name.getText())) hoist(member, name);
    else if (name)
      hoisted.push(`${commentOf(member)}export type ${name} = components['schemas']['${member.name.getText()}'];`);
  }
  for (const member of operations) {
    const id = member.name.getText();
    hoist(member, nameOfOperation(id));
    // The user answers a webhook, so it has no client types.
    if (!ids.has(id)) continue;
    const error = `/** Of any of its failures. */\nerror: ${toTypeName(id)}Error;\n}`;
    hoisted.push(hoisted.pop()!.replace(/\}$/, error));
  }
  for (const operation of found) hoisted.push(...bodiesOf(document, operation, names, taken));

  edits.sort((a, b) => a.start - b.start);
  const kept = edits.map(({ start, text }, at) => `${code.slice(edits[at - 1]?.end ?? 0, start)}${text}`).join('');
  const named = `${kept}${code.slice(edits.at(-1)?.end ?? 0)}\n${hoisted.join('\n\n')}\n`
    .replace(/components\['schemas'\]\['(\w+)'\]/g, (whole, name: string) =>
      inPlace.has(name) ? whole : (names.get(name) ?? whole),
    )
    .replace(/\boperations\['(\w+)'\]/g, (_, name: string) => nameOfOperation(name));
  return formatTypeScript(named);
}

/** `kyc` → `Kyc`, the prefix of the names of its types. */
export function toTypeName(operationId: string): string {
  return operationId.charAt(0).toUpperCase() + operationId.slice(1);
}

const nameOfOperation = (operationId: string) => `${toTypeName(operationId)}Operation`;

/** @returns undefined for a name that is invalid in TypeScript */
function nameOfSchema(name: string): string | undefined {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return undefined;
  return reserved.has(name) || name in globalThis ? `${name}Body` : name;
}

function bodiesOf(
  document: OpenApiDocument,
  listed: ListedOperation,
  names: ReadonlyMap<string, string | undefined>,
  taken: ReadonlySet<string | undefined>,
): string[] {
  const { operationId, operation, method, path } = listed;
  const own = nameOfOperation(operationId);
  const call = `${method.toUpperCase()} ${path}`;
  const typesOf = (content: Record<string, MediaType> = {}, place: string) =>
    Object.entries(content).map(([media, { schema }]) => {
      const reference = (schema as { $ref?: string } | undefined)?.$ref;
      const name = reference && names.get(reference.replace('#/components/schemas/', ''));
      return name ?? `${place}['content'][${JSON.stringify(media)}]`;
    });
  const responses = Object.entries(operation.responses ?? {}).filter(([status]) => !status.startsWith('x-'));
  const those = (isFailure: boolean) =>
    responses
      .filter(([status]) => status.startsWith('2') !== isFailure)
      .flatMap(([status, response]) => {
        const { content } = dereference<Response>(document, response).node;
        const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
        return typesOf(content, `${own}['responses'][${key}]`);
      });
  const body = operation.requestBody && dereference<RequestBody>(document, operation.requestBody).node;
  const bodies: [string, string, string[]][] = [
    ['Request', `Body of ${call}.`, typesOf(body?.content, `NonNullable<${own}['requestBody']>`)],
    ['Response', `Body of a success of ${call}.`, those(false)],
    ['Error', `Bodies of the failures of ${call} that the document has.`, those(true)],
  ];
  return bodies.flatMap(([kind, comment, all]) => {
    const name = `${toTypeName(operationId)}${kind}`;
    const types = [...new Set(all)];
    if (types.length === 1 && types[0] === name) return [];
    if (taken.has(name)) {
      throw new CliError(`${operationId}: ${name} is the name of another schema than its ${kind.toLowerCase()} has`, 2);
    }
    return [`/** ${comment} */\nexport type ${name} = ${types.join(' | ') || 'undefined'};`];
  });
}

function declarationOf(file: ts.SourceFile, name: string): ts.Node | undefined {
  return file.statements.find(
    (one) => (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) && one.name.text === name,
  );
}

function memberOf(node: ts.Node | undefined, name: string): ts.Node | undefined {
  return membersOf(node).find((one) => one.name.getText() === name)?.type;
}

function membersOf(node: ts.Node | undefined): ts.PropertySignature[] {
  const isObject = node && (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node));
  return isObject ? [...node.members].filter(ts.isPropertySignature) : [];
}
