/** Finds the example that a request asks for by name, whatever its media type. */
import type { HttpOperation } from './operation.js';

/**
 * The operation without the media types that lack the example. Prism settles on a media type before it looks for the
 * example, and answers 500 when it is not there; and a client that takes anything, such as curl, says nothing better.
 */
export function withPreferredExample(operation: HttpOperation, name: string | undefined): HttpOperation {
  if (name === undefined) return operation;
  const responses = operation.responses.map((response) => {
    const holding = response.contents?.filter(({ examples = [] }) =>
      examples.some((example) => isNamed(example, name)),
    );
    return holding?.length ? { ...response, contents: holding } : response;
  });
  return { ...operation, responses: responses as HttpOperation['responses'] };
}

const isNamed = (example: object, name: string) => 'key' in example && example.key === name;
