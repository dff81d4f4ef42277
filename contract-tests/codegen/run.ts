/** Runs one generator on one document, in a folder of its own that sees the installed generators. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Generator } from './generator.js';
import { projectFolder } from './install.js';

/** The generator did not take the document: what it printed says why. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
}

/** Generators that end with 0 all the same say what is wrong in words or signs like these. */
const complaint = /\b(error|failed|exception|cannot|could not|does not exist)\b|[⚠✗❌]|error:/i;

const quiet = { DO_NOT_TRACK: '1', SCARF_ANALYTICS: 'false', KUBB_DISABLE_TELEMETRY: '1', NO_COLOR: '1', CI: '1' };

/**
 * Puts the document into `folder` and what the generator makes of it into `folder/out`.
 * @throws {Refusal} when it ends with another code than 0, complains, or emits nothing.
 */
export async function run(generator: Generator, document: object, folder: string, modules: string): Promise<void> {
  mkdirSync(join(folder, 'out'), { recursive: true });
  symlinkSync(modules, join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document, null, 2));
  for (const file of ['kubb.js', 'no-network.cjs']) cpSync(join(projectFolder, file), join(folder, file));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');

  const { code, output } = await node(folder, generator.program, ...generator.arguments('openapi.json'));
  if (code !== 0 || complaint.test(output)) {
    throw new Refusal(`${generator.package} ended with ${code}:\n${output}`);
  }
  const emitted = emittedFiles(folder);
  if (emitted.length === 0) throw new Refusal(`${generator.package} emitted nothing:\n${output}`);
  for (const file of emitted) uncoverErrors(file);
}

/** Every TypeScript file below `folder/out`. */
export function emittedFiles(folder: string): string[] {
  return readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, 'out', file));
}

/** swagger-typescript-api tells the compiler not to look at what it emits. */
function uncoverErrors(file: string): void {
  const text = readFileSync(file, 'utf8');
  if (text.includes('@ts-nocheck')) writeFileSync(file, text.replace(/^\s*\/\/ @ts-nocheck$/m, ''));
}

function node(folder: string, program: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--require', './no-network.cjs', program, ...args], {
    cwd: folder,
    // Nothing inherited but where programs are: NODE_OPTIONS of the test runner are not for generators.
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: folder, ...quiet },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, output }));
  });
}
