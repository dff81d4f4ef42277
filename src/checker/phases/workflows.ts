/**
 * What only a sequence shows: the Arazzo workflows beside the spec, run by Redocly Respect. It judges what the workflow
 * asks for; each answer on the way is held against the document by the judge of the other phases, which sees formats,
 * headers and media types too.
 */
import { join } from 'node:path';
import type { JsonObject, Operation } from '../../openapi/document.js';
import type { SentRequest } from '../../openapi/exchange.js';
import { createMatcher } from '../../openapi/match.js';
import { installLine, isInstalled } from '../../openapi/peer-packages.js';
import { readExecuted } from './workflows/executed.js';
import { inputsOf, type Inputs } from './workflows/inputs.js';
import { planWorkflows, type Journey } from './workflows/plan.js';
import { openRelay, type Relay } from './workflows/relay.js';
import { runRespect } from './workflows/respect.js';
import { writeWorkflowFolder } from './workflows/workflow-folder.js';
import { notRun, rowOf, rowsOf, together } from './workflows/verdict.js';
import type { Workflow, Workflows } from './workflows/arazzo.js';
import { callOf, refusalOf } from '../recipes/calls.js';
import type { Planned } from '../planned.js';
import type { CaseResult, RunError } from '../report.js';
import type { PhaseResult, Phase, Run } from '../run.js';
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

export const workflowsPhase: Phase = { name: 'workflows', plan: planPhase, run: runWorkflows };

function planPhase(run: Run): Planned[] {
  return wantedWorkflows(run).flatMap((journey) => {
    const ready = readinessOf(run, journey);
    return journey.steps.map((step): Planned => {
      if ('reason' in ready) return { ...rowOf(step), reason: ready.reason, calls: [] };
      return { ...rowOf(step), calls: [callOf(step.operation, run.recipes)] };
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

async function runWorkflows(run: Run): Promise<PhaseResult> {
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
    found[index].cases.forEach((row) => run.bail.observe(row));
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
  const troubles: string[] = [];
  const waits = ready.flatMap(({ journey }) => journey.steps.filter((step) => step.waits));
  const relay = await openRelay(run.gateway, async (request) => {
    const isRetry = waits.some(({ operation }) => isRequestOf(operation, request));
    const trouble = waiting && isRetry && (await caseContext.control(waiting));
    if (trouble) troubles.push(trouble);
  });
  const workflowFolder = await writeWorkflowFolder({
    workflows,
    document: run.document,
    inputs: new Map(ready.map(({ journey, inputs }): [string, JsonObject] => [journey.workflowId, inputs.open])),
    skipWaits: waiting !== undefined,
  });
  try {
    const files = [...new Set(ready.map(({ journey }) => journey.file))];
    const result = await runRespect({
      files: files.map((file) => join(workflowFolder.folder, file)),
      servers: Object.fromEntries(workflowFolder.sources.map((name) => [name, relay.url])),
      inputs: Object.assign({}, ...ready.map(({ inputs }) => inputs.secret)) as Record<string, string>,
      without: ['SCHEMA_CHECK', 'STATUS_CODE_CHECK', 'CONTENT_TYPE_CHECK'],
      timeout: patience,
      signal: run.signal,
    });
    const { cases, errors } = readResult(run, ready, relay, result.report);
    const strays = [...new Set(result.elsewhere)].map((host) => `a workflow turned to ${host} and was kept from it`);
    return { cases, errors: [...errors, ...[...strays, ...new Set(troubles)].map(errorOf)] };
  } finally {
    await relay.close();
    await workflowFolder.remove();
  }
}

function readResult(run: Run, ready: readonly Ready[], { exchanged }: Relay, report: string | undefined): PhaseResult {
  const rowsWhen = (reason: string): CaseResult[] => ready.flatMap(({ journey }) => notRun(journey, reason));
  if (report === undefined) {
    const problems = run.signal?.aborted ? [] : ['Respect ended without a report: the workflows are not judged'];
    return { cases: rowsWhen('the run ended before this case'), errors: problems.map(errorOf) };
  }
  const executed = readExecuted(report).flatMap(([, workflows]) => workflows);
  const tried = together(executed, exchanged);
  if (!tried) {
    const problem = `Respect tells of other requests than the ${exchanged.length} that came: the workflows are not judged`;
    return { cases: rowsWhen('what was sent is not known'), errors: [errorOf(problem)] };
  }
  const problems: string[] = [];
  const rows = ready.flatMap(({ journey }) => {
    const index = executed.findIndex(({ workflowId }) => workflowId === journey.workflowId);
    const found = executed[index];
    if (found) return rowsOf(run.responseValidator, journey, found.passed, tried[index] ?? []);
    problems.push(`the workflow ${journey.workflowId} was to be run and was not`);
    return notRun(journey, 'Respect did not run it');
  });
  return { cases: rows, errors: problems.map(errorOf) };
}

const errorOf = (message: string): RunError => ({ code: 'workflows', message });

const isRequestOf = (operation: Operation, { method, target }: SentRequest): boolean =>
  'route' in (createMatcher([operation])(method, target.split('?', 1)[0] ?? '') ?? {});

const chunk = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
