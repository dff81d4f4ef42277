/** Compiles and runs Java and Kotlin programs with Maven. */
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from './program.js';

/** Compiles the project of a folder, and saves the class path of its libraries. */
export async function compileWithMaven(folder: string): Promise<void> {
  const classpath = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath';
  await runProgram('mvn', ['--batch-mode', '--quiet', 'compile', classpath, '-Dmdep.outputFile=classpath'], {
    cwd: folder,
  });
}

/** Runs a compiled class of the folder. Returns its stdout. */
export function runClass(folder: string, name: string, argument: string): Promise<string> {
  const classpath = [join('target', 'classes'), readFileSync(join(folder, 'classpath'), 'utf8')].join(delimiter);
  return runProgram('java', ['-cp', classpath, name, argument], { cwd: folder });
}
