/** Runs a composite action as far as a machine without GitHub can: its own shell steps, with the runner's environment. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../../src/openapi/providers.js';

export interface Action {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
}

interface Step {
  name: string;
  if?: string;
  uses?: string;
  shell: string;
  run: string;
  env?: Record<string, string>;
  'working-directory'?: string;
}

export const action = parse(readFileSync(join(packageRoot, 'action.yml'), 'utf8')) as Action;

/** What the steps of a run have put out, by name. */
export const outputsOf = (workspace: string): Record<string, string> =>
  Object.fromEntries(
    readFileSync(join(workspace, '.runner', 'output'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );

export interface StepResult {
  name: string;
  /** Null for a step that was left out. */
  exitCode: number | null;
  output: string;
}

/**
 * @param workspace a folder of its own: the checkout that the action works on.
 * @param command a program to run in place of the one that was installed.
 */
export async function runAction(
  given: Record<string, string>,
  workspace: string,
  command?: string,
): Promise<StepResult[]> {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']);
  const inputs = { ...Object.fromEntries(defaults), ...given } as Record<string, string>;
  const temp = join(workspace, '.runner');
  mkdirSync(temp, { recursive: true });
  const environmentFile = join(temp, 'env');
  writeFileSync(environmentFile, '');
  const results: StepResult[] = [];
  let hasFailed = false;
  for (const step of action.runs.steps) {
    const condition = step.if ?? 'success()';
    // Without a status function of its own, a condition means "and nothing has failed".
    const isDue = Boolean(evaluate(condition, inputs)) && (condition.includes('always()') || !hasFailed);
    if (!isDue) {
      results.push({ name: step.name, exitCode: null, output: '' });
      continue;
    }
    const exported = readFileSync(environmentFile, 'utf8').split('\n').filter(Boolean);
    const result = await runStep(step, resolve(workspace, fill(step['working-directory'] ?? '.', inputs)), {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: packageRoot,
      GITHUB_ENV: environmentFile,
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      ...Object.fromEntries(exported.map((line) => line.split(/=(.*)/s).slice(0, 2))),
      ...(command !== undefined && { KYC_CONTRACTS_COMMAND: command }),
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, inputs)])),
    });
    hasFailed ||= result.exitCode !== 0;
    results.push(result);
  }
  return results;
}

/** As the runner does for `shell: bash`. */
function runStep({ name, run }: Step, cwd: string, env: Record<string, string>): Promise<StepResult> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], { cwd, env });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk));
  return new Promise((end) => child.once('close', (exitCode) => end({ name, exitCode: exitCode ?? -1, output })));
}

const fill = (text: string, inputs: Record<string, string>): string =>
  text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(evaluate(expression, inputs)));

/** The little of GitHub's expressions that the action uses is JavaScript but for the dashes of inputs' names. */
function evaluate(expression: string, inputs: Record<string, string>): unknown {
  const script = expression.replace(/^\$\{\{|\}\}$/g, '').replaceAll(/inputs\.([a-z-]+)/g, 'inputs["$1"]');
  return new Function('inputs', 'always', 'success', `return ${script}`)(
    inputs,
    () => true,
    () => true,
  );
}
