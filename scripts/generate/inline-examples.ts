/**
 * Moves each example to its place of use. Many tools that pair request and response examples by name, or show one
 * beside an operation, cannot follow a reference.
 */
import type { OpenApiDocument } from '../../src/openapi/openapi.js';
import { dereference } from '../../src/openapi/pointer.js';
import { rewrite } from '../../src/openapi/rewrite.js';

export function inlineExamples(document: OpenApiDocument): OpenApiDocument {
  const inlined = rewrite(document, {
    enter: (node, { kind }) => (kind === 'example' ? dereference(document, node).node : node),
  });
  delete inlined.components?.examples;
  return inlined;
}
