/**
 * `npm test`: every check of this repository, stage by stage, the quick ones first. Each is named and timed as it passes;
 * the first that fails ends the run with its exit code. `npm test -- --until NAME` stops after a stage.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../src/openapi/providers.js';

const repository = ['node', '--import', 'tsx', 'scripts/repository.ts'];

const stages: readonly { name: string; command: readonly string[] }[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint code', command: ['oxlint'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'generated', command: [...repository, 'generate', '--check'] },
  { name: 'changes', command: [...repository, 'changes', '--check'] },
  { name: 'lint', command: [...repository, 'lint'] },
  { name: 'types', command: ['tsc'] },
  { name: 'build', command: ['node', '--import', 'tsx', 'scripts/build.ts'] },
  { name: 'tests', command: ['vitest', 'run'] },
  { name: 'tests on other Nodes', command: ['node', '--import', 'tsx', 'contract-tests/consumers/every-node.ts'] },
];

const [flag, last] = process.argv.slice(2);
const names = stages.map(({ name }) => name);
if (flag !== undefined && (flag !== '--until' || !names.includes(last!))) {
  console.error(`npm test knows one option: --until STAGE, one of ${names.join(', ')}`);
  process.exit(2);
}

const path = `${join(packageRoot, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH']}`;
const begun = Date.now();
const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
for (const [index, { name, command }] of stages.entries()) {
  const [program = '', ...args] = command;
  const start = Date.now();
  console.error(`[${index + 1}/${stages.length}] ${name} ...`);
  const { status } = spawnSync(program, args, {
    cwd: packageRoot,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`[${index + 1}/${stages.length}] ${name}: FAILED after ${seconds(start)} (${command.join(' ')})`);
    process.exit(status ?? 1);
  }
  console.error(`[${index + 1}/${stages.length}] ${name}: ${seconds(start)}`);
  if (name === last) break;
}
console.error(`all of it: ${seconds(begun)}`);
