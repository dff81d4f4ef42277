/**
 * `npm test`: runs the checks that a change usually breaks, in named and timed stages. The first stage that fails ends
 * the run with its exit code. Slow tests are in `npm test -- --all`.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../src/openapi/providers.js';

const usage = `Usage: npm test -- [--all | --no-tests]

Every stage prints its name and its seconds. Exit code: that of the first stage that fails.

  --all       also the tests named *.long.test.ts (every state of every page in a browser, the release, mutants,
              printed commands and the like) and the tests on other Nodes
  --no-tests  only the stages before them: format, lint, types, generated files`;

interface Stage {
  name: string;
  command: readonly string[];
}

const repository = ['node', '--import', 'tsx', 'scripts/repository.ts'];

/** These stages only read, so several run at once, longest first. */
const readers: readonly Stage[] = [
  { name: 'types', command: ['node', 'node_modules/typescript-7/bin/tsc'] },
  { name: 'generated', command: [...repository, 'generate', '--check'] },
  { name: 'lint', command: [...repository, 'lint'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'changes', command: [...repository, 'changes', '--check'] },
  { name: 'lint code', command: ['oxlint'] },
];
/** This stage mostly waits for the registry and the disk, so it costs little beside the readers. */
const runtimes = { name: 'runtimes', command: ['node', '--import', 'tsx', 'contract-tests/consumers/install.ts'] };
const build = { name: 'build', command: ['node', '--import', 'tsx', 'scripts/build.ts'] };
const quickTests = { name: 'tests', command: ['vitest', 'run', '--project', 'sources', '--project', 'package'] };
const allTests = { name: 'all tests', command: ['vitest', 'run', '--project', '!postgres'] };
const otherNodes = {
  name: 'tests on other Nodes',
  command: ['node', '--import', 'tsx', 'contract-tests/consumers/every-node.ts'],
};

const { all, tests } = options();
const begun = Date.now();
await Promise.all([atOnce(readers, availableParallelism()), ...(tests ? [run(runtimes, false)] : [])]);
for (const stage of [build, ...(tests ? (all ? [allTests, otherNodes] : [quickTests]) : [])]) await run(stage, true);
console.error(`all of it: ${secondsSince(begun)}`);

function options(): { all: boolean; tests: boolean } {
  try {
    const { values } = parseArgs({
      options: { all: { type: 'boolean' }, 'no-tests': { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    return { all: values.all ?? false, tests: !values['no-tests'] };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

async function atOnce(stages: readonly Stage[], workers: number): Promise<void> {
  const waiting = [...stages];
  const work = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) await run(stage, false);
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** @param live whether the output is shown at once, or at the end. Ends the process if the stage fails. */
async function run({ name, command }: Stage, live: boolean): Promise<void> {
  const [program = '', ...args] = command;
  const start = Date.now();
  if (live) console.error(`${name} ...`);
  const onWindows = process.platform === 'win32';
  const child = spawn(program, args, {
    cwd: packageRoot,
    stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${join(packageRoot, 'node_modules', '.bin')}${onWindows ? ';' : ':'}${process.env['PATH']}`,
    },
    shell: onWindows,
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
  const status = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  process.stderr.write(Buffer.concat(said));
  if (status !== 0) {
    console.error(`${name}: FAILED after ${secondsSince(start)} (${command.join(' ')})`);
    process.exit(status);
  }
  console.error(`${name}: ${secondsSince(start)}`);
}

function secondsSince(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
