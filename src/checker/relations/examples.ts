/** The pairs of examples in a document: of a request, and of the response with the same name. */
import { follow, isObject, type Json, type JsonObject, type Located, type Operation } from '../../openapi/document.js';
import { examplesOf } from '../../openapi/examples.js';
import { opened } from './tokens.js';
import { leavesOf, type Scalar } from './leaves.js';

export interface ExamplePair {
  /** By JSON Pointer into the body, or `path:name`, `query:name`, `header:name`. */
  sent: ReadonlyMap<string, Scalar>;
  answer: Json;
}

/** By status of the response. */
export function pairsOf(document: JsonObject, operation: Operation): Map<string, ExamplePair[]> {
  const bodies = operation.requestBody ? namedIn(document, operation.requestBody) : new Map<string, Json>();
  return new Map(
    [...operation.responses].map(([status, response]) => [
      status,
      [...namedIn(document, response)].flatMap(([name, answer]): ExamplePair[] => {
        const body = bodies.get(name);
        const parameters = operation.parameters.flatMap((parameter): [string, Scalar][] => {
          const value = examplesOf(document, parameter.object).get(name);
          return value === undefined || typeof value === 'object' ? [] : [[`${parameter.in}:${parameter.name}`, value]];
        });
        if (body === undefined && parameters.length === 0) return [];
        const fromBody = body === undefined ? [] : leavesOf(body);
        return [{ sent: new Map([...parameters, ...fromBody]), answer: opened(answer) }];
      }),
    ]),
  );
}

/** Every example of a response, by status. */
export function answersOf(document: JsonObject, operation: Operation): Map<string, Json[]> {
  return new Map(
    [...operation.responses].map(([status, one]) => [status, [...namedIn(document, one).values()].map(opened)]),
  );
}

function namedIn(document: JsonObject, holder: Located): Map<string, Json> {
  const { content } = holder.value;
  const named = new Map<string, Json>();
  for (const node of Object.values(isObject(content) ? content : {})) {
    const media = follow(document, node, '')?.value;
    for (const [name, value] of media ? examplesOf(document, media) : []) if (!named.has(name)) named.set(name, value);
  }
  return named;
}
