/** `types.ts`: the output of openapi-typescript, with the evidence in its JSDoc. */
import { annotateEvidence } from './evidence.js';
import { describeFields } from './field-comments.js';
import { formatTypeScript } from '../format.js';
import { notice } from './notice.js';
import type { OpenApiDocument } from '../../src/openapi/openapi.js';
import type { Sources } from './sources.js';
import { hintTypes } from './type-hints.js';

export async function generateTypes(provider: string, document: OpenApiDocument, sources: Sources): Promise<string> {
  const { default: openapiTS, astToString, stringToAST } = await import('openapi-typescript');
  const input = hintTypes(describeFields(annotateEvidence(document, sources, { links: true })));
  const nodes = await openapiTS(JSON.stringify(input), {
    silent: true,
    // The provider applies a default if nothing is sent, so the property stays optional.
    defaultNonNullable: false,
    // An object without described members may contain anything; openapi-typescript's default says that it is empty.
    emptyObjectsUnknown: true,
    transform(schema) {
      const hint = (schema as Record<string, unknown>)['x-ts-type'];
      return typeof hint === 'string' ? parseType(hint) : undefined;
    },
  });
  return formatTypeScript(`// ${notice(provider)}\n\n${unindentComments(astToString(nodes))}`);

  function parseType(type: string) {
    const [statement] = stringToAST(`type T = ${type};`) as import('typescript').TypeAliasDeclaration[];
    return statement?.type;
  }
}

/** openapi-typescript indents all lines of a text except the first by four, which Markdown reads as code. */
function unindentComments(code: string): string {
  return code.replace(/^( *\*) {5}/gm, '$1 ');
}
