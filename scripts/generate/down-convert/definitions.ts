/** Moves `$defs` of a schema to the components of the document, because a 3.0 schema has no definitions. */
import { isReference, type OpenApiDocument, type Schema } from '../../../src/openapi/openapi.js';
import { fromPointer, lookUp } from '../../../src/openapi/pointer.js';
import { rewrite } from '../../../src/openapi/rewrite.js';

/** Moves the definitions that are referred to; nothing depends on the others. */
export function hoistDefinitions(document: OpenApiDocument): OpenApiDocument {
  const names = new Map<string, string>();
  const schemas: Record<string, Schema> = { ...document.components?.schemas };
  const redirect = (pointer: string): string => {
    const [, definition, rest] = /^(.*\/\$defs\/[^/]+)(.*)$/.exec(pointer) ?? [];
    if (definition === undefined) return pointer;
    if (!names.has(definition)) names.set(definition, freeName(definition, schemas));
    const name = names.get(definition) ?? '';
    schemas[name] ??= lookUp(document, definition) as Schema;
    return `/components/schemas/${name}${rest ?? ''}`;
  };
  const redirectReferences = (part: OpenApiDocument): OpenApiDocument =>
    rewrite(part, {
      enter: (node, { kind }) =>
        kind === 'schema' && isReference(node) ? { ...node, $ref: `#${redirect(node.$ref.slice(1))}` } : node,
    });

  // Moved definitions may refer to further ones, so the loop ends when a round finds none.
  let result = document;
  for (let known = -1; known !== names.size;) {
    known = names.size;
    result = redirectReferences(known === 0 ? result : withSchemas(result, schemas));
  }
  return result;
}

function withSchemas(document: OpenApiDocument, schemas: Record<string, Schema>): OpenApiDocument {
  return {
    ...document,
    components: { ...document.components, schemas: { ...schemas, ...document.components?.schemas } },
  };
}

/** `Person` and its definition `address` become `Person.address`. */
function freeName(definition: string, taken: object): string {
  const path = fromPointer(definition).filter((token) => !['components', 'schemas', '$defs'].includes(token));
  const name = path.join('.').replace(/[^\w.-]+/g, '-');
  let free = name;
  for (let serial = 2; free in taken; serial++) free = `${name}-${serial}`;
  return free;
}
