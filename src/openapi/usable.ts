/** Refuses a document with parts of the wrong type, which all readers depend on. */
import { CliError } from './cli-error.js';
import { isObject, type Json, type JsonObject } from './document.js';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * @param name the document, as the message names it
 * @throws {CliError} exit code 2, naming the part
 */
export function refuseUnusable({ paths = {}, components = {} }: JsonObject, name = 'the document'): void {
  const fault = faultOf(paths, components);
  if (fault) throw new CliError(`${name} cannot be used: ${fault}`, 2);
}

function faultOf(paths: Json, components: Json): string | undefined {
  if (!isObject(components)) return '"components" must be an object';
  if (!isObject(paths)) return '"paths" must be an object';
  for (const [path, item] of Object.entries(paths)) {
    if (path.startsWith('x-')) continue;
    if (!isObject(item)) return `"${path}" must be an object`;
    for (const method of methods.filter((one) => one in item)) {
      const fault = faultOfOperation(`${method.toUpperCase()} ${path}`, item[method]);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function faultOfOperation(name: string, operation: Json | undefined): string | undefined {
  if (!isObject(operation)) return `${name} must be an object`;
  const { responses = {}, parameters = [] } = operation;
  if (!isObject(responses)) return `"responses" of ${name} must be an object by status`;
  if (!Array.isArray(parameters)) return `"parameters" of ${name} must be a list`;
  return parameters.every(isObject) ? undefined : `"parameters" of ${name} must be objects`;
}
