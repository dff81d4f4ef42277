/** Problems of a document: printed as `file:line:column what is wrong`, one line each. */
import { relative } from 'node:path';
import type { Source } from '@redocly/openapi-core';
import { AliasError } from './alias-bomb.js';
import { CliError } from './cli-error.js';
import type { Redocly } from './redocly.js';

export interface Problem {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** A problem at a key of a source file, such as `#/paths/~1kyc/$ref`. */
export function problemAt(redocly: Redocly, source: Source, pointer: string, message: string): Problem {
  const { start } = redocly.getLineColLocation({ source, pointer, reportOnKey: true });
  return { file: source.absoluteRef, line: start.line, column: start.col, message };
}

/** Moves the position from the end of js-yaml's message to the front. */
export function syntaxProblem(error: InstanceType<Redocly['YamlParseError']>): Problem {
  const message = error.message.replace(/ in ".*" \(\d+:\d+\)$/, '').replace(/ \(\d+:\d+\)$/, '');
  return {
    file: error.source.absoluteRef,
    line: error.line || 1,
    column: error.col || 1,
    message: error.originalError instanceof AliasError ? message : `is not well-formed YAML or JSON: ${message}`,
  };
}

/** @throws {CliError} exit code 2, for any problem */
export function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new CliError([...new Set(problems.map(toLine))].join('\n'), 2);
}

function toLine({ file, line, column, message }: Problem): string {
  return `${relative(process.cwd(), file)}:${line}:${column} ${message}`;
}
