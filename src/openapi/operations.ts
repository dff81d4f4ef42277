/** Lists the operations of a document with their pointers, in the document's order. */
import { CliError } from './cli-error.js';
import { methods, type Method, type OpenApiDocument, type Operation, type PathItem } from './openapi.js';
import { dereference, toPointer } from './pointer.js';

export interface ListedOperation {
  method: Method;
  path: string;
  /** A valid and unique name in TypeScript. */
  operationId: string;
  operation: Operation;
  /** JSON Pointer to the operation. */
  pointer: string;
}

/** @throws {CliError} exit code 2, for an operationId that is missing, repeated or no name in TypeScript */
export function listOperations(document: OpenApiDocument): ListedOperation[] {
  const listed = new Map<string, ListedOperation>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const { node, pointer } = dereference<PathItem>(document, item, toPointer(['paths', path]));
    for (const method of methods) {
      const operation = node[method];
      if (!operation) continue;
      const call = `${method.toUpperCase()} ${path}`;
      const { operationId } = operation;
      if (operationId === undefined)
        throw new CliError(`${call} has no operationId: give it one, it names the types`, 2);
      if (!/^[A-Za-z_$][\w$]*$/.test(operationId)) {
        throw new CliError(`${call}: operationId "${operationId}" is no name in TypeScript: use letters and digits`, 2);
      }
      if (listed.has(operationId)) throw new CliError(`${call}: operationId "${operationId}" is used twice`, 2);
      listed.set(operationId, { method, path, operationId, operation, pointer: `${pointer}/${method}` });
    }
  }
  return [...listed.values()];
}
