/** Rust with progenitor, checked by cargo. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { methods, type OpenApiDocument } from '../../src/openapi/openapi.js';
import { dereference } from '../../src/openapi/pointer.js';
import { readDecoded, writeExamples } from './decoded.js';
import type { Example } from './examples.js';
import type { Language } from './language.js';
import { runProgram } from './program.js';
import { literally, pascal, snake } from './words.js';

const version = '0.15.1';

/** One target folder for all documents, so that the dependencies are compiled once. */
const environment = (home: string) => ({ CARGO_TARGET_DIR: join(home, 'target'), CARGO_TERM_COLOR: 'never' });

export const progenitor: Language = {
  name: 'progenitor',
  generator: 'progenitor',
  version,
  needs: ['cargo'],

  async install(home) {
    const crate = [`cargo-progenitor@${version}`, '--locked', '--debug', '--root', home];
    await runProgram('cargo', ['install', '--quiet', ...crate], { env: environment(home) });
  },

  async generate(home, document, out) {
    const { content, notes } = withoutObstacles(JSON.parse(readFileSync(document, 'utf8')) as OpenApiDocument);
    const file = `${out}.json`;
    writeFileSync(file, JSON.stringify(content));
    const names = ['--name', 'kyc-client', '--version', '0.0.0'];
    await runProgram(join(home, 'bin', 'cargo-progenitor'), ['progenitor', '--input', file, '--output', out, ...names]);
    return notes;
  },

  async compile(home, out) {
    await runProgram('cargo', ['check', '--quiet'], { cwd: out, env: environment(home) });
  },

  async decode(home, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    mkdirSync(join(out, 'examples'));
    writeFileSync(join(out, 'examples', 'decode.rs'), decode(examples));
    const run = ['run', '--quiet', '--example', 'decode', '--', folder];
    return readDecoded(await runProgram('cargo', run, { cwd: out, env: environment(home) }), examples.length);
  },

  dialect: {
    extension: '.rs',
    comment: /\/\*[\s\S]*?\*\/|\/\/.*$/gm,
    operation: (operationId) => new RegExp(`pub (async )?fn ${snake(operationId)}\\b`),
    type: (schema) => new RegExp(`^    pub (struct|enum) ${pascal(schema)}\\b`, 'm'),
    constant: (value) => new RegExp(`"${literally(value)}"`),
    uuid: (property) => new RegExp(`pub ${snake(property)}:[^,]*::uuid::Uuid`),
    date: (property) => new RegExp(`pub ${snake(property)}:[^,]*chrono::naive::NaiveDate`),
    file: (property) => new RegExp(`pub ${snake(property)}:[^,]*(Vec<u8>|Body)`),
    union: (schema, alternatives) =>
      alternatives.map((name) => new RegExp(`pub enum ${pascal(schema)} \\{[^}]*\\b${pascal(name)}\\(`)),
  },
};

/** progenitor fails on a form, and on an operation with two kinds of failure or of success. */
function withoutObstacles(document: OpenApiDocument): { content: OpenApiDocument; notes: string[] } {
  const content = structuredClone(document);
  const forms: string[] = [];
  let failures = 0;
  for (const item of Object.values(content.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const body = operation.requestBody && dereference(content, operation.requestBody).node;
      if (body && Object.keys((body as { content: object }).content).some((type) => type.startsWith('multipart/'))) {
        forms.push(operation.operationId ?? '');
        delete item[method];
        continue;
      }
      const failing = Object.keys(operation.responses ?? {}).filter((status) => !status.startsWith('2'));
      if (failing.length > 1) failures += 1;
      for (const status of failing) delete operation.responses?.[status];
    }
  }
  return {
    content,
    notes: [
      ...(forms.length === 0 ? [] : [`taken only without ${forms.join(', ')}: it reads no forms`]),
      ...(failures === 0
        ? []
        : [`taken only without the failures of ${failures} operations: it knows one kind for each`]),
    ],
  };
}

const decode = (examples: readonly Example[]): string => `use kyc_client::types;

fn decode<T: serde::de::DeserializeOwned + serde::Serialize>(folder: &str, index: usize) {
    let text = std::fs::read_to_string(format!("{folder}/{index}.json")).unwrap();
    let answer = match serde_json::from_str::<T>(&text) {
        Ok(body) => serde_json::json!({ "index": index, "value": body }),
        Err(error) => serde_json::json!({ "index": index, "error": error.to_string() }),
    };
    println!("{answer}");
}

fn main() {
    let folder = std::env::args().nth(1).unwrap();
${examples.map(({ schema }, index) => `    decode::<types::${pascal(schema)}>(&folder, ${index});`).join('\n')}
}
`;
