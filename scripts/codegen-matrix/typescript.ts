/** TypeScript with OpenAPI Generator (typescript-fetch), compiled and run by the installed TypeScript and Node.js. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';
import { readDecoded, writeExamples } from './decoded.js';
import type { Language } from './language.js';
import { generateWith, installGenerator, needs, version } from './openapi-generator.js';
import { runProgram } from './program.js';
import { camel, literally } from './words.js';

const installed = (file: string) => join(packageRoot, 'node_modules', file);

export const typescript: Language = {
  name: 'typescript',
  generator: 'openapi-generator typescript-fetch',
  version,
  needs,
  install: installGenerator,

  async generate(home, document, out) {
    return generateWith(home, {
      generator: 'typescript-fetch',
      document,
      out,
      properties: ['importFileExtension=.ts'],
    });
  },

  async compile(_, out) {
    const options = '--noEmit --strict --skipLibCheck --allowImportingTsExtensions --target es2022 --module esnext';
    const rest = ['--moduleResolution', 'bundler', '--lib', 'es2022,dom,dom.iterable'];
    await runProgram(process.execPath, [installed('typescript/bin/tsc'), ...options.split(' '), ...rest, 'index.ts'], {
      cwd: out,
    });
  },

  async decode(_, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(join(out, 'decode.mts'), decode);
    const program = ['--import', installed('tsx/dist/loader.mjs'), join(out, 'decode.mts'), folder];
    return readDecoded(await runProgram(process.execPath, program), examples.length);
  },

  dialect: {
    extension: '.ts',
    comment: /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
    operation: (operationId) => new RegExp(`^    async ${camel(operationId)}\\(`, 'm'),
    type: (schema) => new RegExp(`^export interface (Model)?${schema} `, 'm'),
    constant: (value) => new RegExp(`: '${literally(value)}'`),
    // These are strings in TypeScript, as in JSON; a date is a Date.
    uuid: (property) => new RegExp(`^    ${camel(property)}\\??: (string|Array<string>)`, 'm'),
    date: (property) => new RegExp(`^    ${camel(property)}\\??: Date\\b`, 'm'),
    file: (property) => new RegExp(`^    ${camel(property)}\\??: Blob\\b`, 'm'),
    union: (schema) => [new RegExp(`^export type ${schema} = `, 'm')],
  },
};

const decode = `
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as client from './index.ts';

const folder = process.argv[2]!;
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
for (const [at, { schema }] of index.entries()) {
  const functions = client as unknown as Record<string, (value: unknown) => unknown>;
  const call = (verb: string) => functions[\`\${schema}\${verb}JSON\`] ?? functions[\`Model\${schema}\${verb}JSON\`]!;
  try {
    const body = call('From')(JSON.parse(readFileSync(join(folder, \`\${at}.json\`), 'utf8')));
    console.log(JSON.stringify({ index: at, value: call('To')(body) }));
  } catch (error) {
    console.log(JSON.stringify({ index: at, error: String(error) }));
  }
}
`;
