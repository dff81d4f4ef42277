/** Go with ogen, built and vetted. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDecoded, writeExamples } from './decoded.js';
import type { Example } from './examples.js';
import { goEnvironment as env } from './go.js';
import type { Language } from './language.js';
import { runProgram } from './program.js';
import { literally, pascal } from './words.js';

const version = '1.24.0';

export const ogen: Language = {
  name: 'ogen',
  generator: 'ogen',
  version,
  needs: ['go'],

  async install(home) {
    const target = `github.com/ogen-go/ogen/cmd/ogen@v${version}`;
    await runProgram('go', ['install', target], { cwd: home, env: { ...env, GOBIN: join(home, 'bin') } });
  },

  async generate(home, document, out) {
    writeFileSync(
      join(out, 'go.mod'),
      `module kyc.test/matrix\n\ngo 1.25\n\nrequire github.com/ogen-go/ogen v${version}\n`,
    );
    writeFileSync(join(out, 'ogen.yml'), 'generator:\n  ignore_not_implemented: ["all"]\n');
    const options = [
      '--config',
      join(out, 'ogen.yml'),
      '--target',
      join(out, 'client'),
      '--package',
      'client',
      '--clean',
    ];
    const output = await runProgram(join(home, 'bin', 'ogen'), [...options, document]);
    const skipped = output.split('\n').flatMap((line) => /Skipping (operation|webhook)/i.exec(line)?.input ?? []);
    return skipped.map((line) => line.replace(/^.*INFO\s*/, ''));
  },

  async compile(_, out) {
    await runProgram('go', ['mod', 'tidy'], { cwd: out, env });
    await runProgram('go', ['build', './...'], { cwd: out, env });
    await runProgram('go', ['vet', './...'], { cwd: out, env });
  },

  async decode(_, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    mkdirSync(join(out, 'decode'));
    writeFileSync(join(out, 'decode', 'main.go'), decode(examples, declaredTypes(out)));
    return readDecoded(await runProgram('go', ['run', './decode', folder], { cwd: out, env }), examples.length);
  },

  dialect: {
    extension: '.go',
    comment: /\/\/.*$/gm,
    operation: (operationId) => new RegExp(`^func \\(c \\*Client\\) ${pascal(operationId)}\\(`, 'm'),
    type: (schema) => new RegExp(`^type ${schema} `, 'm'),
    constant: (value) => new RegExp(`= "${literally(value)}"$`, 'm'),
    uuid: (property) => new RegExp(`\\b(uuid\\.UUID|\\w*UUID)\\s+\`json:"${literally(property)}"`),
    date: (property) => new RegExp(`\\b(time\\.Time|\\w*Date)\\s+\`json:"${literally(property)}"`),
    file: (property) => new RegExp(`MultipartFile\\s+\`json:"${literally(property)}"`),
    union: (schema) => [new RegExp(`^func \\(s ${schema}\\) Is`, 'm')],
  },
};

/** ogen declares no types that only skipped operations use. */
const declaredTypes = (out: string): Set<string> => {
  const text = readFileSync(join(out, 'client', 'oas_schemas_gen.go'), 'utf8');
  return new Set([...text.matchAll(/^type (\w+) /gm)].map(([, name = '']) => name));
};

const decode = (examples: readonly Example[], types: ReadonlySet<string>): string => `package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"kyc.test/matrix/client"
)

func try[T any](folder string, index int) {
	answer := map[string]any{"index": index}
	text, _ := os.ReadFile(filepath.Join(folder, fmt.Sprintf("%d.json", index)))
	var body T
	if err := json.Unmarshal(text, &body); err != nil {
		answer["error"] = err.Error()
	} else {
		answer["value"] = &body
	}
	line, err := json.Marshal(answer)
	if err != nil {
		line, _ = json.Marshal(map[string]any{"index": index, "error": err.Error()})
	}
	fmt.Println(string(line))
}

func main() {
${examples.flatMap(({ schema }, index) => (types.has(schema) ? [`\ttry[client.${schema}](os.Args[1], ${index})`] : [])).join('\n')}
}
`;
