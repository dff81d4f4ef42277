/** Java programs that Maven compiles: Java and Kotlin alike. */
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from './program.js';

/** Compiles the project of a folder, and keeps the class path of its libraries. */
export async function compileWithMaven(folder: string): Promise<void> {
  const classpath = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath';
  await runProgram('mvn', ['--batch-mode', '--quiet', 'compile', classpath, '-Dmdep.outputFile=classpath'], {
    cwd: folder,
  });
}

/** Runs a class of what was compiled there; its stdout. */
export function runClass(folder: string, name: string, argument: string): Promise<string> {
  const classpath = [join('target', 'classes'), readFileSync(join(folder, 'classpath'), 'utf8')].join(delimiter);
  return runProgram('java', ['-cp', classpath, name, argument], { cwd: folder });
}
