/** OpenAPI Generator, a Java program for many languages. */
import { join } from 'node:path';
import { runProgram } from './program.js';

export const version = '7.25.0';
export const needs = ['java', 'mvn'] as const;

const jar = (home: string) => join(home, `openapi-generator-cli-${version}.jar`);

export async function installGenerator(home: string): Promise<void> {
  await runProgram('mvn', [
    '--batch-mode',
    '--quiet',
    'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy',
    `-Dartifact=org.openapitools:openapi-generator-cli:${version}`,
    `-DoutputDirectory=${home}`,
  ]);
}

export interface Generation {
  generator: string;
  document: string;
  out: string;
  properties: string[];
  options?: string[];
}

/** Returns its warnings without those that it prints for every document. */
export async function generateWith(
  home: string,
  { generator, document, out, properties, options = [] }: Generation,
): Promise<string[]> {
  const output = await runProgram('java', [
    ...['-jar', jar(home), 'generate', '-g', generator, '-i', document, '-o', out],
    `--additional-properties=${['hideGenerationTimestamp=true', ...properties].join(',')}`,
    ...options,
  ]);
  const warnings = output.split('\n').filter((line) => /\b(WARN|ERROR)\b/.test(line) && !harmless.test(line));
  return [...new Set(warnings.map((line) => line.replace(/^.* - /, '').replaceAll(`${out}/`, '')))];
}

const harmless = /support is still in beta|cannot be used as an? |complex example|Failed to get the schema name: null/;
