/**
 * `validators.js` and `validators.d.ts`: a function for each JSON body, compiled by Ajv ahead of time. They need no
 * package at run time and evaluate no code, so they work under a Content-Security-Policy.
 */
import { CliError } from '../../src/openapi/cli-error.js';
import { boundErrors } from '../../src/openapi/bound-errors.js';
import { packageRoot } from '../../src/openapi/providers.js';
import { formatTypeScript } from '../format.js';
import { linearUniqueItems } from '../../src/openapi/unique-items.js';
import { listBodies, type JsonBody } from './json-bodies.js';
import { notice } from './notice.js';
import type { OpenApiDocument } from '../../src/openapi/openapi.js';
import { toReference, toSchema } from './document-schema.js';

export async function generateValidators(provider: string, document: OpenApiDocument) {
  const bodies = listBodies(document);
  return {
    'validators.js': await bundleModules(await compile(document, bodies), `// ${notice(provider)}`),
    'validators.d.ts': await formatTypeScript(declare(provider, bodies)),
  };
}

/**
 * Functions per module. For each further one Ajv copies all code so far, so its stack and time grow with the square.
 * Code that several modules need is repeated in each.
 */
const moduleSize = 500;

/**
 * @returns modules that belong together
 * @throws {CliError} exit code 2, for a schema that Ajv refuses, such as one with a misspelt keyword.
 */
async function compile(document: OpenApiDocument, bodies: readonly JsonBody[]): Promise<string[]> {
  const [{ Ajv2020 }, { default: addFormats }, { default: standaloneCode }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv-formats'),
    import('ajv/dist/standalone/index.js'),
  ]);
  const ajv = new Ajv2020({
    strict: true,
    // These options forbid a form that is common in OpenAPI: `properties` in a branch whose `type` is outside of it.
    strictTypes: false,
    strictRequired: false,
    inlineRefs: false,
    // A report lists all violations of a body, not only the first one.
    allErrors: true,
    code: { source: true, esm: true },
  });
  // Only these two keywords need the evaluated members. To record them always would tie every function to the module,
  // so that a consumer who imports one function would get all.
  ajv.opts.unevaluated = /"unevaluated(Items|Properties)"/.test(JSON.stringify(document));
  (addFormats as unknown as typeof addFormats.default)(ajv);
  linearUniqueItems(ajv);
  ajv.addSchema(toSchema(document), 'document');
  for (const { name, schemas } of bodies) {
    const references = schemas.map((pointer) => ({ $ref: `document${toReference(pointer)}` }));
    try {
      const schema = references.length === 1 ? references[0]! : { anyOf: references };
      ajv.addSchema(schema, name).getSchema(name);
    } catch (cause) {
      throw new CliError(`no validator for ${name}: ${(cause as Error).message}`, 2, { cause });
    }
  }
  const standalone = standaloneCode as unknown as typeof standaloneCode.default;
  const modules: string[] = [];
  for (let at = 0; at < Math.max(bodies.length, 1); at += moduleSize) {
    const names = bodies.slice(at, at + moduleSize).map(({ name }) => [name, name]);
    modules.push(boundErrors(standalone(ajv, Object.fromEntries(names)), document));
  }
  return modules;
}

function declare(provider: string, bodies: readonly JsonBody[]): string {
  const guards = bodies.map(
    ({ name, type, comment }) => `/** ${comment} */\nexport declare const ${name}: Validator<${type}>;`,
  );
  return `// ${notice(provider)}

import type { Validator } from '../../src/runtime/validator.js';
import type { operations } from './types.js';

export type { Validator, Violation } from '../../src/runtime/validator.js';

${guards.join('\n\n')}
`;
}

/**
 * Bundles the modules into one without imports; the parts of Ajv's run time are included.
 * @param banner first line of the result
 */
async function bundleModules(modules: readonly string[], banner: string): Promise<string> {
  const { build } = await import('esbuild');
  const [only = '', ...others] = modules;
  const contents = others.length === 0 ? only : modules.map((_, at) => `export * from 'module:${at}';`).join('\n');
  const result = await build({
    stdin: { contents, resolveDir: packageRoot, sourcefile: 'validators.js', loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['main'],
    banner: { js: banner },
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
    // Paths of modules are part of comments and names, so they must not depend on the location of this folder.
    absWorkingDir: packageRoot,
    preserveSymlinks: true,
    plugins: [
      {
        name: 'modules',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^module:/ }, ({ path }) => ({
            path: path.slice('module:'.length),
            namespace: 'module',
          }));
          onLoad({ filter: /./, namespace: 'module' }, ({ path }) => ({
            contents: modules[Number(path)]!,
            resolveDir: packageRoot,
          }));
        },
      },
    ],
  });
  return result.outputFiles[0]?.text ?? '';
}
