/** Runs the mocha suite that an SDK of Sila's for JavaScript ships, as it is, against a server on this machine. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/openapi/providers.js';

export interface Result {
  /** Title of the `describe` that the test is in. */
  suite: string;
  title: string;
  outcome: 'passed' | 'failed' | 'skipped';
  /** Of a failure. */
  message?: string;
}

const here = join(packageRoot, 'contract-tests', 'sdks');

/**
 * @param modules the `node_modules` folder
 * @param suites titles of the top-level `describe`s to run
 */
export async function runMocha(
  { modules, name, suites }: { modules: string; name: string; suites: readonly string[] },
  port: string,
): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kyc-contracts-sdk-'));
  const results = join(folder, 'results');
  const args = [
    join(modules, 'mocha', 'bin', 'mocha.js'),
    ...['--require', join(here, 'redirect.cjs')],
    ...['--require', '@babel/register'],
    ...['--reporter', join(here, 'reporter.cjs')],
    ...['--grep', `^(${suites.join('|')}) `, '--exit'],
  ];
  const env = { ...process.env, SANDBOX_PORT: port, RESULTS: results, BABEL_CACHE_PATH: join(folder, 'babel.json') };
  try {
    const said = await new Promise<string>((resolve, reject) => {
      const child = spawn(process.execPath, args, { cwd: join(modules, name), env, timeout: 280_000 });
      let text = '';
      child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
      child.stdout.resume();
      child.on('error', reject);
      child.on('close', () => resolve(text));
    });
    // A title may begin as another one does.
    return linesOf(results, said)
      .map((line) => JSON.parse(line) as Result)
      .filter(({ suite }) => suites.includes(suite));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws {Error} with what the suite said, where it did not run at all */
function linesOf(file: string, said: string): string[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n');
  } catch {
    throw new Error(`the suite ran no test: ${said.slice(0, 2000)}`);
  }
}
