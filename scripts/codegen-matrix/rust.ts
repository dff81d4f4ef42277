/** Rust: OpenAPI Generator, checked by cargo. progenitor accepts no form and no operation with two kinds of failure. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationsOf, type JsonObject } from '../../src/openapi/document.js';
import { readDecoded, writeExamples } from './decoded.js';
import type { Example } from './examples.js';
import type { Language } from './language.js';
import { operationsWithObjectParts } from './obstacles.js';
import { generateWith, installGenerator, needs, version } from './openapi-generator.js';
import { runProgram } from './program.js';
import { literally, pascal, snake } from './words.js';

/** One target folder for all documents, so that the dependencies are compiled once. */
const environment = (home: string) => ({ CARGO_TARGET_DIR: join(home, 'target'), CARGO_TERM_COLOR: 'never' });

export const rust: Language = {
  name: 'rust',
  generator: 'openapi-generator rust',
  version,
  needs: [...needs, 'cargo'],
  install: installGenerator,

  async generate(home, document, out) {
    const properties = ['packageName=kyc-client'];
    const content = JSON.parse(readFileSync(document, 'utf8')) as JsonObject;
    // For such a part it names a type that does not exist.
    const refused = operationsWithObjectParts(content);
    const taken = operationsOf(content).flatMap(({ operationId }) =>
      refused.includes(operationId) ? [] : [operationId],
    );
    const options = refused.length === 0 ? [] : ['--openapi-normalizer', `FILTER=operationId:${taken.join('|')}`];
    const warnings = await generateWith(home, { generator: 'rust', document, out, properties, options });
    return [
      ...warnings,
      ...refused.map((operation) => `compiles only without ${operation}: a part of its form is an object`),
    ];
  },

  async compile(home, out) {
    // Without default features, which require a TLS library of the operating system.
    await runProgram('cargo', ['check', '--quiet', '--no-default-features'], { cwd: out, env: environment(home) });
  },

  async decode(home, out, examples) {
    const folder = writeExamples(`${out}-examples`, examples);
    const crate = `${out}-decode`;
    mkdirSync(join(crate, 'src'), { recursive: true });
    writeFileSync(join(crate, 'Cargo.toml'), manifest);
    writeFileSync(join(crate, 'src', 'main.rs'), decode(join(out, 'src', 'models', 'mod.rs'), examples));
    const output = await runProgram('cargo', ['run', '--quiet', '--', folder], { cwd: crate, env: environment(home) });
    return readDecoded(output, examples.length);
  },

  dialect: {
    extension: '.rs',
    comment: /\/\*[\s\S]*?\*\/|\/\/.*$/gm,
    operation: (operationId) => new RegExp(`^pub async fn ${snake(operationId)}\\(`, 'm'),
    type: (schema) => new RegExp(`^pub (struct|enum) ${pascal(schema)}\\b`, 'm'),
    constant: (value) => new RegExp(`rename = "${literally(value)}"`),
    uuid: (property) => new RegExp(`^    pub ${snake(property)}: .*uuid::Uuid`, 'm'),
    date: (property) => new RegExp(`^    pub ${snake(property)}: .*chrono::NaiveDate`, 'm'),
    file: (property) => new RegExp(`\\b${snake(property)}: (Option<|Vec<)*(std::path::PathBuf|models::File)`),
    union: (schema, alternatives) =>
      alternatives.map((name) => new RegExp(`^pub enum ${pascal(schema)} \\{[^}]*\\b${pascal(name)}\\(`, 'm')),
  },
};

/** Only the models: the client needs TLS libraries to link with. */
const manifest = `[package]
name = "decode"
version = "0.0.0"
edition = "2021"

[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_repr = "0.1"
serde_with = { version = "3", default-features = false, features = ["base64", "std", "macros"] }
uuid = { version = "1", features = ["serde", "v4"] }
chrono = { version = "0.4", features = ["serde"] }
`;

const decode = (models: string, examples: readonly Example[]): string => `#![allow(unused)]
#[path = ${JSON.stringify(models)}]
pub mod models;

fn decode<T: serde::de::DeserializeOwned + serde::Serialize>(folder: &str, index: usize) {
    let text = std::fs::read_to_string(format!("{folder}/{index}.json")).unwrap();
    let answer = match serde_json::from_str::<T>(&text) {
        Ok(body) => format!("{{\\"index\\":{index},\\"value\\":{}}}", serde_json::to_string(&body).unwrap()),
        Err(error) => format!("{{\\"index\\":{index},\\"error\\":{}}}", serde_json::to_string(&error.to_string()).unwrap()),
    };
    println!("{answer}");
}

fn main() {
    let folder = std::env::args().nth(1).unwrap();
${examples.map(({ schema }, index) => `    decode::<models::${pascal(schema)}>(&folder, ${index});`).join('\n')}
}
`;
