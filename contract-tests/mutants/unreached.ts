/**
 * `npm run unreached -- PROVIDER`: branches of the sandbox that no request of the check reaches. Each may be a rule
 * whose violation would not be noticed, and its mutants would never differ. Acceptable ones need other settings, only
 * the control API, or a defect.
 */
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { inProcess } from '../support/in-process.js';
import { readWorkflows } from '../../src/checker/phases/workflows/arazzo.js';
import { checkContract } from '../../src/checker/index.js';
import { listMocked, packageRoot } from '../../src/openapi/providers.js';
import { reportError } from '../../src/cli/run-verbs.js';

interface Unreached {
  /** Relative to `src/sandbox/<provider>/`. */
  file: string;
  /** Empty for an anonymous function. */
  function: string;
  /** The code before it, as executed: without types, and with little whitespace. */
  before: string;
  code: string;
}

/**
 * Runs a whole check against the sandbox in this process. Blocks are counted only in code that is loaded after the
 * start.
 */
async function findUnreached(provider: string): Promise<Unreached[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Debugger.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  try {
    const { createSandbox } = await import('../../src/sandbox/index.js');
    const sandbox = createSandbox();
    await checkContract({
      ...inProcess(provider),
      workflows: readWorkflows(join(packageRoot, 'spec', provider, 'workflows')),
      timeout: 30,
      fetch: (request) => sandbox.fetch(request),
    });
    await sandbox.close();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const found: Unreached[] = [];
    for (const { scriptId, url, functions } of result) {
      const [, file] = url.split(`/src/sandbox/${provider}/`);
      if (file === undefined) continue;
      const { scriptSource } = await session.post('Debugger.getScriptSource', { scriptId });
      found.push(...unreachedIn(file.replace(/\?.*/, ''), scriptSource, functions));
    }
    return found;
  } finally {
    session.disconnect();
  }
}

interface CoveredFunction {
  functionName: string;
  ranges: readonly { startOffset: number; endOffset: number; count: number }[];
}

/** Of nested ranges only the outermost. */
function unreachedIn(file: string, source: string, functions: readonly CoveredFunction[]): Unreached[] {
  const idle = functions
    .flatMap(({ functionName, ranges }) => ranges.map((range) => ({ ...range, functionName })))
    .filter(({ count }) => count === 0)
    .sort((one, other) => one.startOffset - other.startOffset || other.endOffset - one.endOffset);
  let end = 0;
  return idle.flatMap(({ startOffset, endOffset, functionName }) => {
    if (startOffset < end) return [];
    end = endOffset;
    const before = source.slice(Math.max(0, startOffset - 80), startOffset);
    return [{ file, function: functionName, before, code: source.slice(startOffset, endOffset) }];
  });
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

try {
  await new Command('unreached')
    .addArgument(new Argument('<provider>').choices(listMocked()))
    .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2))
    .addHelpText(
      'after',
      '\nWrites a line each: file, function, what stands before, and >>>the branch<<<. It takes a whole check.',
    )
    .action(async (name: string) => {
      for (const { file, function: of, before, code } of await findUnreached(name))
        console.log(`${file} ${of}: ${oneLine(before)} >>>${oneLine(code).slice(0, 200)}<<<`);
    })
    .parseAsync();
} catch (error) {
  reportError(error);
}
