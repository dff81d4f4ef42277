import { bodiless, repeatable, type Call, type ClientDefinition } from './definition.js';

/** @param path the path template. One that the document lacks is a call too, for those who do not use the types. */
export function toCall({ operations, security, failure }: ClientDefinition, method: string, path: string): Call {
  const [operationId = path, index = -1, flags = 0] = operations[`${method} ${path}`] ?? [];
  return {
    operationId,
    method,
    path,
    repeatable: (flags & repeatable) > 0,
    bodiless: (flags & bodiless) > 0,
    security: security[index] ?? [],
    failure,
  };
}
