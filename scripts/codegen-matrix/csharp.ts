/** C#: OpenAPI Generator, built by dotnet. */
import type { Language } from './language.js';
import { generateWith, installGenerator, needs, version } from './openapi-generator.js';
import { runProgram } from './program.js';
import { literally, pascal } from './words.js';

export const csharp: Language = {
  name: 'csharp',
  generator: 'openapi-generator csharp',
  version,
  needs: [...needs, 'dotnet'],
  install: installGenerator,

  async generate(home, document, out) {
    return generateWith(home, {
      generator: 'csharp',
      document,
      out,
      properties: ['packageName=Kyc', 'library=httpclient'],
    });
  },

  async compile(_, out) {
    await runProgram('dotnet', ['build', '--nologo', '--verbosity', 'quiet', 'src/Kyc'], { cwd: out });
  },

  dialect: {
    extension: '.cs',
    comment: /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
    operation: (operationId) => new RegExp(`\\b${pascal(operationId)}Async\\(`),
    type: (schema) => new RegExp(`\\b(class|enum) ${schema}\\b`),
    constant: (value) => new RegExp(`Value = "${literally(value)}"`),
    uuid: (property) => new RegExp(`\\bGuid\\??>? ${pascal(property)}\\b`),
    date: (property) => new RegExp(`\\bDate(Only|Time)\\??>? ${pascal(property)}\\b`),
    file: (property) => new RegExp(`\\bFileParameter\\??>? ${property}\\b`),
    union: (schema) => [new RegExp(`class ${schema} : AbstractOpenAPISchema`)],
  },
};
