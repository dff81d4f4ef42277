/**
 * The contract check: plans every documented response, exercises what can be exercised, and validates each real
 * response against the document. Whatever makes the run prove less than it should is a run error.
 */
import { CliError } from '../openapi/cli-error.js';
import { Background } from './background.js';
import { Bail } from './bail.js';
import { assumeControl, keepState, reachControl, type ControlOptions } from './control.js';
import { Coverage } from './validate/coverage.js';
import type { Credentials } from '../openapi/credentials.js';
import { isObject, type JsonObject, operationsOf } from '../openapi/document.js';
import type { SourcePositions } from '../openapi/source-positions.js';
import type { DriverName, OpenDriver } from './drivers/driver.js';
import { digestOfJson, type Shard, type ShardOfCheck } from './shard.js';
import { openGateway, type Gateway } from './http/gateway.js';
import type { CheckEvent } from './events.js';
import type { Fetch } from './http/in-process.js';
import { workflowsPhase } from './phases/workflows.js';
import type { Workflows } from './phases/workflows/arazzo.js';
import { compileResponseSchemas, type ResponseValidator } from './validate/response.js';
import { negatives } from './phases/negatives.js';
import { probeTarget } from './http/prefer.js';
import type { Recipes } from './recipes/recipe.js';
import { resourceFormOf } from './records/procedures.js';
import { learnRecords } from './records/learn.js';
import { noRecords } from './records/made-record.js';
import { propertyNames } from './validate/redact.js';
import { positives } from './phases/positives.js';
import { relations } from './phases/relations.js';
import type { Planned } from './planned.js';
import { Relations } from './relations/exchange.js';
import { proofErrors, sayLowCoverage, type CaseResult, type RunError } from './report.js';
import { ReportCollector, type CheckReport } from './reports/check-report.js';
import { checkRequirements, unexercised } from './requirement.js';
import { asResources, endedBefore, type Phase, type PhaseResult, type Run } from './run.js';
import { interrupted } from './http/malformed.js';
import { checkSelection, selects, type Selection } from './selection.js';
import { examples } from './phases/examples.js';
import { Shown } from './shown.js';
import { detectWrongTarget } from './wrong-target.js';
import { TargetClock } from './http/target-clock.js';
import { refuseUnusable } from '../openapi/usable.js';
import { createResponseValidator, unvalidatedOf } from './validate/schema.js';
import { applySeverity } from './validate/severity.js';

export interface CheckOptions {
  /** Bundled OpenAPI 3.0 or 3.1 document. */
  document: JsonObject;
  /** Base URL of the implementation; paths of the document are appended. */
  url: URL;
  recipes: Recipes;
  /** Arazzo workflows to run, too. */
  workflows?: Workflows | undefined;
  credentials: Credentials;
  /**
   * Credentials of another client, by security scheme: it must neither see nor change what the first one has made. Without
   * them that is not checked.
   */
  otherCredentials?: Credentials;
  /** Whether the target honours `Prefer`; found out by a probe when undefined. */
  honoursPrefer?: boolean;
  /** Where and how the implementation's control API is found; without it, cases that need it are skipped. */
  control?: ControlOptions;
  /** Seconds that one exchange may take. */
  timeout: number;
  /** Bytes that a response body may have. */
  maxBodySize: number;
  /** What sends the requests of the examples. @default 'dredd' */
  driver?: DriverName | OpenDriver | undefined;
  /** @default everything */
  selection?: Selection;
  /** Whether only what neither creates nor changes anything is sent. @default false */
  readOnly?: boolean;
  /** Which part of the cases. `mergeShards` then checks what must be exercised. @default all */
  shard?: Shard | undefined;
  /** What must be exercised (`requirement.ts`). @default nothing */
  required?: readonly string[];
  /** Per cent of the cases that must be exercised. @default 0 */
  minCoverage?: number;
  /** Whether the run ends at the first failure. @default false */
  bail?: boolean;
  /** Whether the target stays as the run leaves it; otherwise a control API restores what was before. @default false */
  keep?: boolean;
  signal?: AbortSignal;
  /** The implementation, and its control API, as a function in this process; `url` then says only what its paths are below. */
  fetch?: Fetch;
  /** A broken clause that is only assumed fails the check, too. @default false: it is a warning */
  strict?: boolean;
  /** What the report calls the document. @default its title */
  name?: string;
  /** Where the clauses of the document stand in its files. */
  positions?: SourcePositions | undefined;
}

/**
 * Checks an implementation: yields what it does and finds, as it happens.
 * @throws {CliError} exit code 3 when the target cannot be reached or never answers, 2 when the document is unusable, or
 *   selects or requires what is not there; and whatever a phase throws, after a run error and `finished`.
 */
export async function* check(options: CheckOptions): AsyncGenerator<CheckEvent, void> {
  const events: CheckEvent[] = [];
  let wake = (): void => {};
  let isOver = false;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const work = runCheck({ ...options, signal }, (event) => {
    events.push(event);
    wake();
  }).finally(() => {
    isOver = true;
    wake();
  });
  work.catch(() => {});
  try {
    for (;;) {
      const event = events.shift();
      if (event) yield event;
      else if (isOver) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    await work;
  } finally {
    // A consumer that stops reading ends the check, which then restores what it has changed.
    stop.abort();
    await work.catch(() => {});
  }
}

/** The same as one report. @throws as `check` does. */
export async function checkContract(options: CheckOptions): Promise<CheckReport> {
  const collector = new ReportCollector();
  for await (const event of check(options)) collector.on(event);
  return collector.reports[0] as CheckReport;
}

async function runCheck(options: CheckOptions, emit: (event: CheckEvent) => void): Promise<void> {
  const { url, document, positions } = options;
  const startedAt = new Date();
  const name = options.name ?? titleOf(document);
  emit({
    type: 'started',
    name,
    target: url.href,
    startedAt,
    positions,
    ...(options.shard && { shard: shardOf(options, options.shard) }),
  });
  const coverage = new Coverage();
  try {
    await runPhases(options, coverage, emit);
  } catch (error) {
    // The message of an unexpected error may quote a request or a response.
    const why = error instanceof CliError ? error.message : `the check broke off (${(error as Error).name})`;
    emit({ type: 'runError', error: { code: 'aborted', message: `${why}: this report is partial` } });
    throw error;
  } finally {
    emit({ type: 'finished', seconds: (Date.now() - startedAt.getTime()) / 1000, coverage: coverage.responses() });
  }
}

async function runPhases(options: CheckOptions, coverage: Coverage, emit: (event: CheckEvent) => void): Promise<void> {
  const { url, document } = options;
  const { operations, responseValidator } = prepareDocument(options, coverage);
  const clock = new TargetClock();
  const bail = new Bail(options.bail ?? false, (result) => applySeverity(document, result, options));
  const onSilence = (what: string): void => bail.fallSilent(`${url.host} has stopped answering: ${what}`);
  const gateway = await openGateway({ ...options, target: url, clock, onSilence });
  let restore: (() => Promise<string | undefined>) | undefined;
  try {
    const honoursPrefer = options.honoursPrefer ?? (await probe(gateway, operations));
    const skew = clock.skew();
    if (skew !== undefined) emit({ type: 'warning', message: skew });
    const control = honoursPrefer ? undefined : await reachControl(options.control, { ...options, clock });
    const run = prepareRun(options, { operations, responseValidator, gateway, control, honoursPrefer, bail });
    run.progress = (phase, done, all) => emit({ type: 'progress', phase, done, all });
    // What cannot be planned is said before anything is sent.
    const isLearning = wantedPhases(run).some(({ name }) => name !== 'workflows');
    const planned = planRun(run, options, isLearning);
    if (control && options.control && !options.keep && !options.readOnly) {
      const kept = await keepState(control, { ...options, target: options.control.url, signal: undefined });
      if (typeof kept === 'string') emit({ type: 'warning', message: kept });
      else restore = kept;
    }
    if (isLearning) run.records = await learnRecords(asResources(run));
    const isPlannedAgain = run.records.of.size > 0 || planned.length === 0;
    emit({ type: 'planned', planned: isPlannedAgain ? planRun(run, options) : planned });
    let cases: CaseResult[] = [];
    let errors: RunError[] = [];
    for (const phase of wantedPhases(run)) {
      emit({ type: 'phaseStarted', phase: phase.name });
      const began = Date.now();
      const found: PhaseResult = { cases: [], errors: [] };
      try {
        await phase.run(run, found);
      } finally {
        const results = found.cases
          .map((one) => (options.signal?.aborted ? withoutInterruption(one) : one))
          .map((one) => applySeverity(document, one, options));
        results.forEach((result) => emit({ type: 'caseFinished', result }));
        emit({ type: 'phaseFinished', phase: phase.name, seconds: (Date.now() - began) / 1000, cases: results });
        cases = cases.concat(results);
        errors = errors.concat(found.errors);
      }
    }
    const { refusal, silence } = bail;
    if (silence !== undefined) throw new CliError(silence, 3);
    const refused: RunError[] = refusal === undefined ? [] : [{ code: 'sign-in-refused', message: refusal }];
    const wrongTarget = detectWrongTarget(cases, document, url);
    // One shard does not show whether all of them exercise enough.
    const { required = [], minCoverage = 0 } = options.shard ? {} : options;
    const all = [...refused, ...errors, ...unexercised(required, cases), ...wrongTarget];
    const low = sayLowCoverage(cases, minCoverage);
    if (low !== undefined && !options.signal?.aborted)
      emit({ type: 'runError', error: { code: 'low-coverage', message: low } });
    const proof = proofErrors(cases, options.signal).filter(
      ({ code }) => !options.shard || code !== 'nothing-exercised',
    );
    [...all, ...proof].forEach((error) => emit({ type: 'runError', error }));
    for (const unvalidated of unvalidatedOf(document)) emit({ type: 'unvalidated', unvalidated });
  } finally {
    const message = await restore?.();
    if (message) emit({ type: 'warning', message });
    await gateway.close();
  }
}

/** A case that the user interrupted says nothing of the target. */
const withoutInterruption = (result: CaseResult): CaseResult =>
  result.violations.some(({ message }) => message.endsWith(interrupted.message))
    ? { ...result, outcome: 'skipped', reason: endedBefore, violations: [] }
    : result;

function shardOf(options: CheckOptions, shard: Shard): ShardOfCheck {
  const { document, selection = {}, readOnly = false, strict = false, honoursPrefer = null } = options;
  const { required = [], minCoverage = 0, recipes, bail = false } = options;
  const decisive = [selection, readOnly, strict, honoursPrefer, required, minCoverage, bail, recipes.fixtures];
  return { ...shard, document: digestOfJson(document), options: digestOfJson(decisive), required, minCoverage };
}

const titleOf = ({ info }: JsonObject): string =>
  isObject(info) && typeof info.title === 'string' ? info.title : 'the document';

/**
 * What `checkContract` would do, without asking the target anything: where it has to be asked, a real implementation
 * with the control API of the options is assumed.
 * @throws {CliError} exit code 2, as `checkContract` does.
 */
export function planContract(options: CheckOptions): Planned[] {
  const { operations, responseValidator } = prepareDocument(options);
  const gateway = { now: () => Math.floor(Date.now() / 1000) } as Gateway;
  const { honoursPrefer = false } = options;
  const control = honoursPrefer ? undefined : assumeControl(options.control);
  const bail = new Bail(false);
  const parts = { operations, responseValidator, gateway, control, honoursPrefer, bail };
  return planRun(prepareRun(options, parts), options);
}

function prepareDocument(
  { document, selection = {} }: CheckOptions,
  coverage?: Coverage,
): Pick<Run, 'operations' | 'responseValidator'> {
  refuseUnusable(document);
  const operations = operationsOf(document);
  const responseValidator: ResponseValidator = {
    document,
    validator: createResponseValidator(document),
    propertyNames: propertyNames(document),
    coverage,
  };
  coverage?.expect(document, operations);
  checkSelection(selection, operations);
  const selected = operations.flatMap((operation) =>
    [...operation.responses].flatMap(([status, response]) =>
      selects({ ...selection, phases: [] }, { phase: 'examples', operation, status }) ? [response] : [],
    ),
  );
  compileResponseSchemas(responseValidator, selected);
  return { operations, responseValidator };
}

type RunParts = Pick<Run, 'operations' | 'responseValidator' | 'gateway' | 'control' | 'honoursPrefer' | 'bail'>;

function prepareRun(options: CheckOptions, parts: RunParts): Run {
  const {
    document,
    recipes,
    workflows,
    credentials,
    otherCredentials = {},
    selection = {},
    readOnly = false,
  } = options;
  const { driver, signal, shard } = options;
  const { operations, gateway, responseValidator, honoursPrefer } = parts;
  if (!honoursPrefer) {
    const { propertyNames } = responseValidator;
    responseValidator.relations = new Relations({ document, operations, propertyNames, now: () => gateway.now() });
  }
  return {
    ...parts,
    document,
    recipes,
    resources: resourceFormOf(document, operations),
    records: noRecords,
    workflows,
    credentials,
    otherCredentials,
    driver,
    selection,
    shard,
    readOnly,
    background: new Background(),
    shown: new Shown(),
    progress: undefined,
    signal,
  };
}

/** In this order. */
const phases: readonly Phase[] = [examples, negatives, positives, relations, workflowsPhase];

const wantedPhases = ({ selection: { phases: wanted = [] } }: Run): Phase[] =>
  phases.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

/** @param mayGrow whether there may be more cases once it is known which records can be made */
function planRun(run: Run, { required = [] }: CheckOptions, mayGrow = false): Planned[] {
  const planOf = (shard: Run['shard']) => wantedPhases(run).flatMap((phase) => phase.plan({ ...run, shard }));
  const planned = planOf(undefined);
  const { operations = [], statuses = [], tags = [] } = run.selection;
  const isSelective = [operations, statuses, tags].some(({ length }) => length > 0);
  if (planned.length === 0 && mayGrow) return [];
  if (planned.length === 0 && isSelective)
    throw new CliError('no case matches --operation, --status, --tag and --phase together', 2);
  checkRequirements(required, planned, run.operations);
  return run.shard ? planOf(run.shard) : planned;
}

async function probe(...[gateway, operations]: Parameters<typeof probeTarget>): Promise<boolean> {
  const found = await probeTarget(gateway, operations);
  if ('failure' in found) throw new CliError(`${found.failure.message}: is it running, and is --url right?`, 3);
  return found.honoursPrefer;
}
