/**
 * Validates a document against the rules of OpenAPI that generation depends on, and reports problems with their place.
 */
import { problemAt, throwIfAny } from '../../src/openapi/problem.js';
import { createLocalResolver, loadRedocly } from '../../src/openapi/redocly.js';

/** Redocly's rules. `npm run lint` has many more; without these, generated code would be wrong or not compile. */
const rules = {
  struct: 'error',
  'operation-operationId': 'error',
  'operation-operationId-unique': 'error',
  'path-parameters-defined': 'error',
  'security-defined': 'error',
} as const;

/**
 * @param allowRefs folders into which the document may refer, beside its own
 * @throws {CliError} exit code 2, one line `file:line:column what is wrong` for each problem
 */
export async function checkStructure(file: string, allowRefs: readonly string[] = []): Promise<void> {
  const redocly = await loadRedocly();
  const config = await redocly.createConfig({ rules });
  const found = await redocly.lint({
    ref: file,
    config,
    externalRefResolver: createLocalResolver(redocly, file, allowRefs),
  });
  const problems = found.flatMap(({ message, location: [place] }) =>
    place?.pointer === undefined ? [] : [problemAt(redocly, place.source, place.pointer, firstLine(message))],
  );
  throwIfAny(problems);
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? '';
}
