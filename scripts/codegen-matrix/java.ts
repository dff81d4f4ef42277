/** Java: OpenAPI Generator with java.net.http, compiled by Maven. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/openapi/document.js';
import { readDecoded, writeExamples } from './decoded.js';
import type { Language } from './language.js';
import { compileWithMaven, runClass } from './maven.js';
import { valuesOrLists } from './obstacles.js';
import { generateWith, installGenerator, needs, version } from './openapi-generator.js';
import { camel, literally } from './words.js';

export const java: Language = {
  name: 'java',
  generator: 'openapi-generator java',
  version,
  needs: [...needs, 'javac'],
  install: installGenerator,

  async generate(home, document, out) {
    const properties = ['library=native', 'invokerPackage=kyc', 'apiPackage=kyc.api', 'modelPackage=kyc.model'];
    // Keeps a missing list as missing.
    properties.push('containerDefaultToNull=true');
    const mixed = valuesOrLists(JSON.parse(readFileSync(document, 'utf8')) as JsonObject);
    // The generator writes `List<UUID>.class` for the alternatives of such a property.
    const options = mixed.flatMap(([schema, property]) => ['--schema-mappings', `${schema}_${property}=Object`]);
    const warnings = await generateWith(home, { generator: 'java', document, out, properties, options });
    const folder = join(out, 'src', 'main', 'java', 'decode');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'Decode.java'), decode);
    return [
      ...warnings,
      ...mixed.map(
        ([schema, property]) => `compiles only with --schema-mappings ${schema}_${property}=Object: a value or a list`,
      ),
    ];
  },

  compile: (_, out) => compileWithMaven(out),

  async decode(_, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    return readDecoded(await runClass(out, 'decode.Decode', folder), examples.length);
  },

  dialect: {
    extension: '.java',
    comment: /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
    operation: (operationId) => new RegExp(`^  public \\S+ ${camel(operationId)}\\(`, 'm'),
    type: (schema) => new RegExp(`^public class ${schema}\\b`, 'm'),
    constant: (value) => new RegExp(`\\("${literally(value)}"\\)`),
    uuid: (property) => new RegExp(`^  private .*\\bUUID\\b.* ${camel(property)}\\b`, 'm'),
    date: (property) => new RegExp(`^  private .*\\bLocalDate\\b.* ${camel(property)}\\b`, 'm'),
    // A part of a form is an argument, with an underscore if the class has the same name.
    file: (property) => new RegExp(`\\bFile>? _?${camel(property)}\\b`),
    union: (schema, alternatives) =>
      alternatives.map((name) => new RegExp(`^    public ${schema}\\(${name} o\\)`, 'm')),
  },
};

const decode = `package decode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import kyc.ApiClient;

public class Decode {
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ObjectMapper mapper = new ApiClient().getObjectMapper();
    ObjectMapper plain = new ObjectMapper();
    int index = 0;
    for (var place : plain.readTree(folder.resolve("index.json").toFile())) {
      ObjectNode answer = plain.createObjectNode().put("index", index);
      try {
        Class<?> type = Class.forName("kyc.model." + place.get("schema").asText());
        Object body = mapper.readValue(Files.readString(folder.resolve(index + ".json")), type);
        answer.set("value", plain.readTree(mapper.writeValueAsString(body)));
      } catch (Exception error) {
        answer.put("error", error.getMessage().split("\\n")[0]);
      }
      System.out.println(plain.writeValueAsString(answer));
      index += 1;
    }
  }
}
`;
