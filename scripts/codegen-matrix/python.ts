/** Python: openapi-python-client, type-checked with mypy. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDecoded, writeExamples } from './decoded.js';
import type { Language } from './language.js';
import { ProgramFailed, runProgram } from './program.js';
import { literally, pascal, snake } from './words.js';

const version = '0.29.1';
const bin = (home: string, program: string) => join(home, 'venv', 'bin', program);

export const python: Language = {
  name: 'python',
  generator: 'openapi-python-client',
  version,
  needs: ['python3'],

  async install(home) {
    await runProgram('python3', ['-m', 'venv', join(home, 'venv')]);
    const packages = [`openapi-python-client==${version}`, 'mypy==2.4.1'];
    await runProgram(bin(home, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  },

  async generate(home, document, out) {
    const output = await runProgram(
      bin(home, 'openapi-python-client'),
      ['generate', '--path', document, '--output-path', out, '--meta', 'none', '--overwrite'],
      // It formats with the ruff in its own environment, which it looks up on PATH.
      { env: { PATH: `${join(home, 'venv', 'bin')}:${process.env.PATH}` } },
    );
    return output
      .split('\n')
      .filter((line) => line.startsWith('WARNING') || line.startsWith('ERROR') || /will not be generated/.test(line));
  },

  async compile(home, out) {
    // The files that are equal for every document fail in mypy 2.4 themselves: `*args: object` in client.py.
    const untouched = /^(?:.*\/)?(client|errors|types)\.py:/;
    try {
      await runProgram(bin(home, 'mypy'), ['--strict', '--no-error-summary', '--cache-dir', join(home, 'mypy'), out]);
    } catch (error) {
      if (!(error instanceof ProgramFailed)) throw error;
      const errors = error.output.split('\n').filter((line) => line.includes(': error:') && !untouched.test(line));
      if (errors.length > 0) throw new ProgramFailed('mypy', `found ${errors.length} errors`, errors.join('\n'));
    }
  },

  async decode(home, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    const program = join(folder, 'decode.py');
    writeFileSync(program, decode);
    cpSync(out, join(folder, 'client'), { recursive: true });
    return readDecoded(await runProgram(bin(home, 'python'), [program, folder]), examples.length);
  },

  dialect: {
    extension: '.py',
    comment: /"""[\s\S]*?"""|^\s*#.*$/gm,
    operation: (operationId) => new RegExp(`^==> api/\\w+/${snake(operationId)}\\.py$`, 'm'),
    type: (schema) => new RegExp(`^class ${pascal(schema)}\\b`, 'm'),
    constant: (value) => new RegExp(`["']${literally(value)}["']`),
    uuid: (property) => new RegExp(`^    ${snake(property)}: .*\\bUUID\\b`, 'm'),
    date: (property) => new RegExp(`^    ${snake(property)}: .*\\bdatetime\\.date\\b`, 'm'),
    file: (property) => new RegExp(`^    ${snake(property)}: .*\\bFile\\b`, 'm'),
    // There is no class for a union; a function returns one of the alternatives.
    union: (_, alternatives) => alternatives.map((name) => new RegExp(`\\b${pascal(name)}\\.from_dict\\(`)),
  },
};

const decode = `
import importlib, json, pathlib, re, sys
import httpx

folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(folder))
snake = lambda name: re.sub(r"[^a-z0-9]+", "_", re.sub(r"([a-z0-9])([A-Z])", r"\\1_\\2", name).lower())
client = importlib.import_module("client").Client(base_url="http://127.0.0.1")
for index, place in enumerate(json.loads((folder / "index.json").read_text())):
    try:
        module = importlib.import_module(f"client.api.{snake(place['tag'])}.{snake(place['operationId'])}")
        response = httpx.Response(place["status"], content=(folder / f"{index}.json").read_bytes())
        body = module._parse_response(client=client, response=response)
        print(json.dumps({"index": index, "value": body.to_dict() if hasattr(body, "to_dict") else body}, separators=(",", ":")))
    except Exception as error:
        print(json.dumps({"index": index, "error": f"{type(error).__name__}: {error}"}, separators=(",", ":")))
`;
