/** Go: oapi-codegen, built and vetted. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, operationsOf, type JsonObject } from '../../src/openapi/document.js';
import { readDecoded, writeExamples } from './decoded.js';
import type { Example } from './examples.js';
import type { Language } from './language.js';
import { runProgram } from './program.js';
import { literally } from './words.js';

const version = '2.8.2';
const runtime = 'v1.8.0';
/** Uses the installed toolchain and downloads none; go.mod may be completed. */
export const goEnvironment = { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GOWORK: 'off' };
const env = goEnvironment;

export const go: Language = {
  name: 'go',
  generator: 'oapi-codegen',
  version,
  needs: ['go'],

  async install(home) {
    const target = `github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v${version}`;
    await runProgram('go', ['install', target], { cwd: home, env: { ...env, GOBIN: join(home, 'bin') } });
  },

  async generate(home, document, out) {
    const clashes = clashingNames(JSON.parse(readFileSync(document, 'utf8')) as JsonObject);
    const configuration = {
      package: 'client',
      generate: { models: true, client: true },
      output: join(out, 'client', 'client.go'),
      'output-options': {
        // Otherwise it omits schemas that only webhooks use, but still refers to them.
        'skip-prune': true,
        // Otherwise null and a missing value are the same.
        'nullable-type': true,
        ...(clashes.length > 0 && { 'response-type-suffix': 'Reply' }),
      },
    };
    writeFileSync(join(out, 'oapi-codegen.json'), JSON.stringify(configuration));
    mkdirSync(join(out, 'client'));
    const output = await runProgram(join(home, 'bin', 'oapi-codegen'), [
      ...['-config', join(out, 'oapi-codegen.json'), document],
    ]);
    writeFileSync(
      join(out, 'go.mod'),
      `module kyc.test/matrix\n\ngo 1.24\n\nrequire github.com/oapi-codegen/runtime ${runtime}\nrequire github.com/oapi-codegen/nullable v1.2.0\n`,
    );
    const needsOption =
      clashes.length === 0
        ? []
        : [
            `compiles only with -response-type-suffix: ${clashes.length} schemas have the names of its own types (${clashes[0]} …)`,
          ];
    return [...output.split('\n').filter((line) => line.trim() !== ''), ...needsOption];
  },

  async compile(_, out) {
    await runProgram('go', ['mod', 'tidy'], { cwd: out, env });
    await runProgram('go', ['build', './...'], { cwd: out, env });
    await runProgram('go', ['vet', './...'], { cwd: out, env });
  },

  async decode(_, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    mkdirSync(join(out, 'decode'));
    writeFileSync(join(out, 'decode', 'main.go'), decode(examples, parserSuffix(out)));
    return readDecoded(await runProgram('go', ['run', './decode', folder], { cwd: out, env }), examples.length);
  },

  dialect: {
    extension: '.go',
    comment: /\/\/.*$/gm,
    operation: (operationId) =>
      new RegExp(`^func \\(c \\*ClientWithResponses\\) ${title(operationId)}(WithBody)?WithResponse\\(`, 'm'),
    type: (schema) => new RegExp(`^type ${title(schema)} `, 'm'),
    constant: (value) => new RegExp(`= "${literally(value)}"$`, 'm'),
    uuid: (property) => new RegExp(`openapi_types\\.UUID\\]?\\s+\`json:"${literally(property)}[",]`),
    date: (property) => new RegExp(`openapi_types\\.Date\\]?\\s+\`json:"${literally(property)}[",]`),
    file: (property) => new RegExp(`openapi_types\\.File\\]?\\s+\`json:"${literally(property)}[",]`),
    // `As…` methods alone do not show which one is right.
    union: (schema) => [new RegExp(`^func \\(t ${title(schema)}\\) (Discriminator|ValueByDiscriminator)\\(`, 'm')],
  },
};

const title = (name: string): string => name.replace(/^./, (first) => first.toUpperCase());

/** The default type of the response of operation `kyc` is `KycResponse`, even if the document uses that name. */
function clashingNames(document: JsonObject): string[] {
  const components = isObject(document.components) ? document.components : {};
  const schemas = new Set(Object.keys(isObject(components.schemas) ? components.schemas : {}));
  return operationsOf(document)
    .map(({ operationId }) => `${title(operationId)}Response`)
    .filter((name) => schemas.has(name));
}

/** `ParseKycResponse`, or `ParseKycReply` if the names clash. */
const parserSuffix = (out: string): string =>
  /^func Parse\w+Reply\(/m.test(readFileSync(join(out, 'client', 'client.go'), 'utf8')) ? 'Reply' : 'Response';

/** Go cannot call a function by its name, so there is one line for each operation. */
const decode = (examples: readonly Example[], suffix: string): string => `package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"

	"kyc.test/matrix/client"
)

var parsers = map[string]any{
${[...new Set(examples.map(({ operationId }) => operationId))].map((id) => `\t"${id}": client.Parse${title(id)}${suffix},`).join('\n')}
}

func main() {
	var places []struct {
		OperationId string
		Status      int
	}
	text, _ := os.ReadFile(filepath.Join(os.Args[1], "index.json"))
	if err := json.Unmarshal(text, &places); err != nil {
		panic(err)
	}
	for index, place := range places {
		body, _ := os.ReadFile(filepath.Join(os.Args[1], fmt.Sprintf("%d.json", index)))
		answer := map[string]any{"index": index}
		if value, err := decode(place.OperationId, place.Status, body); err != nil {
			answer["error"] = err.Error()
		} else {
			answer["value"] = value
		}
		line, err := json.Marshal(answer)
		if err != nil {
			line, _ = json.Marshal(map[string]any{"index": index, "error": err.Error()})
		}
		fmt.Println(string(line))
	}
}

func decode(operation string, status int, body []byte) (any, error) {
	response := &http.Response{
		StatusCode: status,
		Header:     http.Header{"Content-Type": []string{"application/json"}},
		Body:       io.NopCloser(bytes.NewReader(body)),
	}
	results := reflect.ValueOf(parsers[operation]).Call([]reflect.Value{reflect.ValueOf(response)})
	if err, failed := results[1].Interface().(error); failed {
		return nil, err
	}
	field := results[0].Elem().FieldByName(fmt.Sprintf("JSON%d", status))
	if !field.IsValid() || field.IsNil() {
		return nil, fmt.Errorf("no field for this status")
	}
	return field.Interface(), nil
}
`;
