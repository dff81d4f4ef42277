/** Python with OpenAPI Generator (pydantic), type-checked with mypy and the generator's own mypy settings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDecoded, writeExamples } from './decoded.js';
import type { Language } from './language.js';
import { generateWith, installGenerator, needs, version } from './openapi-generator.js';
import { runProgram } from './program.js';
import { literally, pascal, snake } from './words.js';

const bin = (home: string, program: string) => join(home, 'venv', 'bin', program);

export const pydantic: Language = {
  name: 'pydantic',
  generator: 'openapi-generator python',
  version,
  needs: [...needs, 'python3'],

  async install(home) {
    await installGenerator(home);
    await runProgram('python3', ['-m', 'venv', join(home, 'venv')]);
    const packages = [
      'pydantic==2.12.5',
      'urllib3==2.7.0',
      'python-dateutil==2.9.0.post0',
      'typing-extensions',
      'mypy==2.4.1',
    ];
    await runProgram(bin(home, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  },

  async generate(home, document, out) {
    return generateWith(home, { generator: 'python', document, out, properties: ['packageName=kyc_client'] });
  },

  async compile(home, out) {
    const options = ['--ignore-missing-imports', '--no-error-summary', '--cache-dir', join(home, 'mypy')];
    await runProgram(bin(home, 'mypy'), [...options, join(out, 'kyc_client')]);
  },

  async decode(home, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    writeFileSync(join(out, 'decode.py'), decode);
    return readDecoded(await runProgram(bin(home, 'python'), [join(out, 'decode.py'), folder]), examples.length);
  },

  dialect: {
    extension: '.py',
    comment: /"""[\s\S]*?"""|^\s*#.*$/gm,
    operation: (operationId) => new RegExp(`^    def ${snake(operationId)}\\(`, 'm'),
    type: (schema) => new RegExp(`^class ${pascal(schema)}\\(`, 'm'),
    constant: (value) => new RegExp(`["']${literally(value)}["']`),
    uuid: (property) => new RegExp(`^    ${snake(property)}: .*\\bUUID\\b`, 'm'),
    date: (property) => new RegExp(`^    ${snake(property)}: .*\\bdate\\b`, 'm'),
    file: (property) => new RegExp(`^        ${snake(property)}: .*\\bStrictBytes\\b`, 'm'),
    union: (schema) => [new RegExp(`^class ${pascal(schema)}\\([^]*?oneof_schema_1_validator`, 'm')],
  },
};

const decode = `
import json, pathlib, sys
import kyc_client.models as models

folder = pathlib.Path(sys.argv[1])
for index, place in enumerate(json.loads((folder / "index.json").read_text())):
    try:
        body = getattr(models, place["schema"]).from_json((folder / f"{index}.json").read_text())
        answer = {"index": index, "value": json.loads(body.to_json())}
    except Exception as error:
        answer = {"index": index, "error": f"{type(error).__name__}: {error}".replace("\\n", " ")}
    print(json.dumps(answer, separators=(",", ":")))
`;
