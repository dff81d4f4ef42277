/**
 * Puts each example where it is used. A tool that pairs a request example with a response example by name, or shows
 * one beside an operation, then finds it without following a reference; many of them cannot.
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
