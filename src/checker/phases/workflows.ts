/**
 * What only a sequence shows: the Arazzo workflows beside the spec, run by Redocly Respect. It judges what the workflow
 * asks for; each answer on the way is held against the document by the judge of the other phases, which sees formats,
 * headers and media types too.
 */
import { installLine, isInstalled } from '../../openapi/peer-packages.js';
import { inputsOf, type Inputs } from './workflows/inputs.js';
import { planWorkflows, type Journey } from './workflows/plan.js';
import { runWorkflows, type SendStep, type WorkflowRun } from './workflows/run-workflows.js';
import { notRun, identityOf, resultsOf } from './workflows/verdict.js';
import type { Workflow, Workflows } from './workflows/arazzo.js';
import { callOf, refusalOf } from '../recipes/calls.js';
import type { Planned } from '../planned.js';
import type { RunError } from '../report.js';
import { endedBefore, type Phase, type PhaseResult, type Run } from '../run.js';
import { CaseContext } from '../case-context.js';
import { selects } from '../selection.js';

/** Workflows in one process: it takes a second to start, and what its inputs say of the time grows old meanwhile. */
const batchSize = 6;

/** Brings Respect. */
const respectPackage = '@redocly/cli';

/** Seconds that the workflows of one process may take: a verdict of a provider takes minutes. */
const patience = 900;

interface Ready {
  journey: Journey;
  inputs: Inputs;
}

export const workflowsPhase: Phase = { name: 'workflows', plan: planPhase, run: runPhase };

function planPhase(run: Run): Planned[] {
  return wantedWorkflows(run).flatMap((journey) => {
    const ready = readinessOf(run, journey);
    return journey.steps.map((step): Planned => {
      if ('reason' in ready) return { ...identityOf(step), reason: ready.reason, calls: [] };
      return { ...identityOf(step), calls: [callOf(step.operation, run.recipes)] };
    });
  });
}

/** A journey goes as a whole, or not at all. */
function wantedWorkflows({ workflows, operations, selection }: Run): Journey[] {
  if (!workflows) return [];
  return planWorkflows(workflows, operations).filter(({ steps }) =>
    steps.some((step) => selects(selection, { phase: 'workflows', ...step })),
  );
}

function readinessOf(run: Run, journey: Journey): Inputs | { reason: string } {
  if (run.honoursPrefer) return { reason: 'the target answers what "Prefer" names and keeps no state' };
  if (!isInstalled(respectPackage)) return { reason: `workflows need Redocly: ${installLine([respectPackage])}` };
  const reason = refusalOf(
    run,
    journey.steps.map(({ operation }) => callOf(operation, run.recipes)),
  );
  if (reason !== undefined) return { reason };
  const workflows = run.workflows as Workflows;
  return inputsOf(workflowOf(workflows, journey), workflows, run);
}

async function runPhase(run: Run): Promise<PhaseResult> {
  const { workflows } = run;
  if (!workflows) return { cases: [], errors: [] };
  const wanted = wantedWorkflows(run);
  const batches = chunk(wanted, batchSize);
  let done = 0;
  const found: PhaseResult[] = [];
  // Who moves the clock moves it for everybody.
  const width = movesClock(run) ? 1 : Math.min(run.concurrency, 2);
  const next = async (index: number): Promise<void> => {
    const batch = batches[index];
    if (!batch) return;
    run.progress?.('workflows', done, wanted.length);
    found[index] = await runBatch(run, workflows, batch);
    found[index].cases.forEach((result) => run.bail.observe(result));
    done += batch.length;
    await next(index + width);
  };
  await Promise.all(Array.from({ length: width }, (_, index) => next(index)));
  return { cases: found.flatMap((one) => one.cases), errors: found.flatMap((one) => one.errors) };
}

const movesClock = ({ workflows, control, readOnly }: Run): boolean =>
  !readOnly && control !== undefined && workflows?.whileWaiting !== undefined;

async function runBatch(run: Run, workflows: Workflows, batch: readonly Journey[]): Promise<PhaseResult> {
  const ready = new Map<Journey, Inputs>();
  const reasons = new Map<Journey, string>();
  for (const journey of batch) {
    const { reason } = run.bail;
    const inputs = reason === undefined ? readinessOf(run, journey) : { reason };
    if ('reason' in inputs) reasons.set(journey, inputs.reason);
    else ready.set(journey, inputs);
  }
  const skipped = [...reasons].flatMap(([journey, reason]) => notRun(journey, reason));
  if (ready.size === 0) return { cases: skipped, errors: [] };
  const { cases, errors } = await runReady(
    run,
    workflows,
    [...ready].map(([journey, inputs]) => ({ journey, inputs })),
  );
  return { cases: [...cases, ...skipped], errors };
}

const workflowOf = ({ descriptions }: Workflows, { file, workflowId }: Journey): Workflow =>
  descriptions.get(file)?.workflows.find((one) => one.workflowId === workflowId) as Workflow;

async function runReady(run: Run, workflows: Workflows, ready: readonly Ready[]): Promise<PhaseResult> {
  const caseContext = new CaseContext(run);
  const { whileWaiting } = workflows;
  const waiting = movesClock(run) && whileWaiting ? whileWaiting : undefined;
  const steps = ready.flatMap(({ journey }) => journey.steps);
  const waits = new Set(steps.filter((step) => step.waits).map(({ tag }) => tag));
  const troubles = new Set<string>();
  const send: SendStep = async (request, { step, isRepeated }) => {
    const trouble = waiting && isRepeated && waits.has(step) && (await caseContext.runStep(waiting));
    if (trouble) troubles.add(trouble);
    return run.gateway.send(request);
  };
  const files = {
    workflows,
    document: run.document,
    names: [...new Set(ready.map(({ journey }) => journey.file))],
    operations: new Map(steps.map((step) => [step.tag, step])),
    skipWaits: waiting !== undefined,
  };
  const inputs = new Map(ready.map(({ journey, ...given }) => [journey.workflowId, given.inputs]));
  const ran = await runWorkflows(files, inputs, send, { timeout: patience, signal: run.signal });
  const { cases, errors } = readResult(run, ready, ran);
  return { cases, errors: [...errors, ...[...ran.problems, ...troubles].map(errorOf)] };
}

function readResult(run: Run, ready: readonly Ready[], { executed }: WorkflowRun): PhaseResult {
  if (!executed) {
    const problems = run.signal?.aborted ? [] : ['Respect ended without a report: the workflows are not judged'];
    const cases = ready.flatMap(({ journey }) => notRun(journey, endedBefore));
    return { cases, errors: problems.map(errorOf) };
  }
  const problems: string[] = [];
  const results = ready.flatMap(({ journey }) => {
    const found = executed.find(({ workflowId }) => workflowId === journey.workflowId);
    if (found) return resultsOf(run.responseValidator, journey, found.passed, found.tries);
    problems.push(`the workflow ${journey.workflowId} was to be run and was not`);
    return notRun(journey, 'Respect did not run it');
  });
  return { cases: results, errors: problems.map(errorOf) };
}

const errorOf = (message: string): RunError => ({ code: 'workflows', message });

const chunk = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
