/**
 * Runs the Arazzo workflows beside the document with Redocly Respect. Respect checks their criteria; each response is
 * validated as in the other phases.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { installLine, isInstalled } from '../../openapi/peer-packages.js';
import { inputsOf, laterBy, type Inputs } from './workflows/inputs.js';
import { withPartTypes } from './workflows/part-types.js';
import { planWorkflows, type PlannedWorkflow } from './workflows/plan.js';
import { runWorkflows, type SendStep, type WorkflowRun } from './workflows/run-workflows.js';
import { notRun, identityOf, resultsOf } from './workflows/verdict.js';
import type { Workflow, Workflows } from './workflows/arazzo.js';
import { callOf, refusalOf } from '../recipes/calls.js';
import type { Planned } from '../planned.js';
import type { RunError } from '../report.js';
import { endedBefore, type Phase, type PhaseResult, type Run } from '../run.js';
import { CaseContext } from '../case-context.js';
import { selects } from '../selection.js';
import { ofShard } from '../shard.js';

/**
 * Steps with waits that share one process. A process takes seconds to start, so that there is one where the clock can be
 * moved; elsewhere a wait takes minutes, and two processes wait at once.
 */
const waitsAtMost = { moved: Infinity, real: 2 };

/** The package of Respect. */
const respectPackage = '@redocly/cli';

/** Seconds for the workflows of one process: a provider's verification takes minutes. */
const workflowTimeout = 900;

/**
 * How often a step is repeated for work in the background before the target's clock is moved, and after how many
 * milliseconds.
 */
const looks = { count: 20, pause: 50 };

interface Ready {
  planned: PlannedWorkflow;
  inputs: Inputs;
}

export const workflowsPhase: Phase = { name: 'workflows', plan: planPhase, run: runPhase };

function planPhase(run: Run): Planned[] {
  return wantedWorkflows(run).flatMap((planned) => {
    const ready = readinessOf(run, planned);
    return planned.steps.map((step): Planned => {
      if ('reason' in ready) return { ...identityOf(step), reason: ready.reason, calls: [] };
      return { ...identityOf(step), calls: [callOf(step.operation, run.recipes)] };
    });
  });
}

/** A workflow is run as a whole or not at all. */
function wantedWorkflows({ workflows, operations, selection, shard }: Run): PlannedWorkflow[] {
  if (!workflows) return [];
  const wanted = planWorkflows(workflows, operations).filter(({ steps }) =>
    steps.some((step) => selects(selection, { phase: 'workflows', ...step })),
  );
  return ofShard(shard, wanted);
}

function readinessOf(run: Run, planned: PlannedWorkflow): Inputs | { reason: string } {
  if (run.honoursPrefer) return { reason: 'the target answers what "Prefer" names and keeps no state' };
  if (!isInstalled(respectPackage)) return { reason: `workflows need Redocly: ${installLine([respectPackage])}` };
  const reason = refusalOf(
    run,
    planned.steps.map(({ operation }) => callOf(operation, run.recipes)),
  );
  if (reason !== undefined) return { reason };
  const workflows = run.workflows as Workflows;
  return inputsOf(workflowOf(workflows, planned), workflows, run);
}

async function runPhase(run: Run, found: PhaseResult): Promise<void> {
  const { workflows } = run;
  if (!workflows) return;
  const wanted = wantedWorkflows(run);
  const batches = batchesOf(wanted, movesClock(run) ? waitsAtMost.moved : waitsAtMost.real);
  let done = 0;
  const results: PhaseResult[] = [];
  // The clock is shared by all cases of the target.
  const width = movesClock(run) ? 1 : 2;
  const next = async (index: number): Promise<void> => {
    const batch = batches[index];
    if (!batch) return;
    run.progress?.('workflows', done, wanted.length);
    results[index] = await runBatch(run, workflows, batch);
    results[index].cases.forEach((result) => run.bail.observe(result));
    done += batch.length;
    await next(index + width);
  };
  try {
    await Promise.all(Array.from({ length: width }, (_, index) => next(index)));
  } finally {
    for (const { cases, errors } of results.filter((one) => one !== undefined)) {
      found.cases.push(...cases);
      found.errors.push(...errors);
    }
  }
}

const movesClock = ({ workflows, control, readOnly }: Run): boolean =>
  !readOnly && control !== undefined && workflows?.whileWaiting !== undefined;

async function runBatch(run: Run, workflows: Workflows, batch: readonly PlannedWorkflow[]): Promise<PhaseResult> {
  const ready = new Map<PlannedWorkflow, Inputs>();
  const reasons = new Map<PlannedWorkflow, string>();
  for (const planned of batch) {
    const { reason } = run.bail;
    const inputs = reason === undefined ? readinessOf(run, planned) : { reason };
    if ('reason' in inputs) reasons.set(planned, inputs.reason);
    else ready.set(planned, inputs);
  }
  const skipped = [...reasons].flatMap(([planned, reason]) => notRun(planned, reason));
  if (ready.size === 0) return { cases: skipped, errors: [] };
  const { cases, errors } = await runReady(
    run,
    workflows,
    [...ready].map(([planned, inputs]) => ({ planned, inputs })),
  );
  return { cases: [...cases, ...skipped], errors };
}

const workflowOf = ({ descriptions }: Workflows, { file, workflowId }: PlannedWorkflow): Workflow =>
  descriptions.get(file)?.workflows.find((one) => one.workflowId === workflowId) as Workflow;

async function runReady(run: Run, workflows: Workflows, ready: readonly Ready[]): Promise<PhaseResult> {
  const caseContext = new CaseContext(run);
  const { whileWaiting } = workflows;
  const waiting = movesClock(run) && whileWaiting ? whileWaiting : undefined;
  const steps = ready.flatMap(({ planned }) => planned.steps);
  const operations = new Map(steps.map((step) => [step.tag, step]));
  const began = run.gateway.now();
  const times = ready.flatMap((one) => one.inputs.times);
  const waitErrors = new Set<string>();
  const isInBackground = (tag: string) => run.recipes.background.has(operations.get(tag)?.operation.operationId ?? '');
  let latest = { step: '', isAfterBackground: false, repeats: 0 };
  const send: SendStep = async (request, { step, isRepeated }) => {
    if (step !== latest.step) latest = { step, isAfterBackground: isInBackground(latest.step), repeats: 0 };
    if (waiting && isRepeated && operations.get(step)?.waits) {
      latest.repeats += 1;
      if (latest.isAfterBackground && latest.repeats <= looks.count) {
        await sleep(looks.pause, undefined, { signal: run.signal }).catch(() => {});
      } else {
        const waitError = await caseContext.runStep(waiting);
        if (waitError) waitErrors.add(waitError);
      }
    }
    const age = run.gateway.now() - began;
    const current = laterBy(age, times, request);
    const planned = operations.get(step);
    return run.gateway.send({
      ...(planned ? withPartTypes(planned.operation, current) : current),
      expects: planned?.status,
    });
  };
  const files = {
    workflows,
    document: run.document,
    names: [...new Set(ready.map(({ planned }) => planned.file))],
    operations,
    skipWaits: waiting !== undefined,
  };
  const inputs = new Map(ready.map(({ planned, ...given }) => [planned.workflowId, given.inputs]));
  const ran = await runWorkflows(files, inputs, send, { timeout: workflowTimeout, signal: run.signal });
  const { cases, errors } = readResult(run, ready, ran);
  return { cases, errors: [...errors, ...[...ran.problems, ...waitErrors].map(errorOf)] };
}

function readResult(run: Run, ready: readonly Ready[], { executed }: WorkflowRun): PhaseResult {
  if (!executed) {
    const problems = run.signal?.aborted ? [] : ['Respect ended without a report: the workflows are not validated'];
    const cases = ready.flatMap(({ planned }) => notRun(planned, endedBefore));
    return { cases, errors: problems.map(errorOf) };
  }
  const problems: string[] = [];
  const results = ready.flatMap(({ planned }) => {
    const found = executed.find(({ workflowId }) => workflowId === planned.workflowId);
    if (found) return resultsOf(run.responseValidator, planned, found, { movesClock: movesClock(run) });
    problems.push(`the workflow ${planned.workflowId} was to be run and was not`);
    return notRun(planned, 'Respect did not run it');
  });
  return { cases: results, errors: problems.map(errorOf) };
}

const errorOf = (message: string): RunError => ({ code: 'workflows', message });

/** Workflows with waits run last, so that the others do not use old values. */
function batchesOf(wanted: readonly PlannedWorkflow[], most: number): PlannedWorkflow[][] {
  const waitsOf = ({ steps }: PlannedWorkflow) => steps.filter(({ waits }) => waits).length;
  const batches: PlannedWorkflow[][] = [];
  let waits = 0;
  for (const one of [...wanted].sort((a, b) => waitsOf(a) - waitsOf(b))) {
    const own = waitsOf(one);
    if (batches.length === 0 || (own > 0 && waits + own > most)) {
      batches.push([]);
      waits = 0;
    }
    batches.at(-1)?.push(one);
    waits += own;
  }
  return batches;
}
