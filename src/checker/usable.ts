/** Refuses a document with parts of the wrong type, where the check depends on them. */
import { CliError } from '../openapi/cli-error.js';
import { isObject, type Json, type JsonObject } from '../openapi/document.js';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** @throws {CliError} exit code 2, naming the part. */
export function refuseUnusable({ paths = {} }: JsonObject): void {
  if (!isObject(paths)) throw unusable('"paths"', 'an object');
  for (const [path, item] of Object.entries(paths)) {
    if (!isObject(item)) throw unusable(`"${path}"`, 'an object');
    for (const method of methods.filter((name) => name in item))
      refuseOperation(`${method.toUpperCase()} ${path}`, item[method]);
  }
}

function refuseOperation(name: string, operation: Json | undefined): void {
  if (!isObject(operation)) throw unusable(name, 'an object');
  const { responses = {}, parameters = [] } = operation;
  if (!isObject(responses)) throw unusable(`"responses" of ${name}`, 'an object by status');
  if (!Array.isArray(parameters)) throw unusable(`"parameters" of ${name}`, 'a list');
}

const unusable = (part: string, expected: string): CliError =>
  new CliError(`the document cannot be used: ${part} must be ${expected}`, 2);
