/**
 * The contract check: plans every documented response, has Dredd exercise what can be exercised, judges each real
 * response against the document, and counts at the end whether everything that was planned was judged.
 */
import { CliError } from '../openapi/cli-error.js';
import { Bail } from './bail.js';
import { assumeControl, keepState, reachControl, type ControlOptions } from './control.js';
import type { Coverage } from './validate/coverage.js';
import type { Credentials } from '../openapi/credentials.js';
import { type JsonObject, operationsOf } from '../openapi/document.js';
import type { DriverName } from './drivers/driver.js';
import { openGateway, type Gateway } from './http/gateway.js';
import { guard, notJudged } from './guard.js';
import type { Fetch } from './http/in-process.js';
import { workflowsPhase } from './phases/workflows.js';
import type { Workflows } from './phases/workflows/arazzo.js';
import { compileResponseSchemas, type ResponseValidator } from './validate/response.js';
import { negatives } from './phases/negatives.js';
import { probeTarget } from './http/prefer.js';
import type { Recipes } from './recipes/recipe.js';
import { propertyNames } from './validate/redact.js';
import { positives } from './phases/positives.js';
import { relations } from './phases/relations.js';
import type { Planned } from './planned.js';
import { Relations } from './relations/exchange.js';
import type { Row } from './report.js';
import { checkRequirements, unexercised } from './requirement.js';
import type { Findings, Phase, Run } from './run.js';
import { checkSelection, type PhaseName, type Selection } from './selection.js';
import { examples } from './phases/examples.js';
import { detectWrongTarget } from './wrong-target.js';
import { TargetClock } from './http/target-clock.js';
import { refuseUnusable } from './usable.js';
import { createResponseValidator } from './validate/schema.js';
import { applySeverity } from './validate/severity.js';

export interface CheckOptions {
  /** Bundled OpenAPI 3.0 or 3.1 document. */
  document: JsonObject;
  /** Base URL of the implementation; paths of the document are appended. */
  url: URL;
  recipes: Recipes;
  /** Journeys to go, besides. */
  workflows?: Workflows | undefined;
  credentials: Credentials;
  /** Whether the target honours `Prefer`; found out by a probe when undefined. */
  honoursPrefer?: boolean;
  /** Where and how the implementation's control API is found; without it, what only that brings about is left out. */
  control?: ControlOptions;
  /** Seconds that one exchange may take. */
  timeout: number;
  /** Bytes that a response body may have. */
  maxBodySize: number;
  /** What sends the requests of the examples. @default 'dredd' */
  driver?: DriverName | undefined;
  /** @default everything */
  selection?: Selection;
  /** Whether only what neither creates nor changes anything is sent. @default false */
  readOnly?: boolean;
  /** What must be exercised (`requirement.ts`). @default nothing */
  required?: readonly string[];
  /** Whether the run ends at the first failure. @default false */
  bail?: boolean;
  /** Cases at once, in phases that do not go in order. @default 2 */
  concurrency?: number;
  /** Whether the target stays as the run leaves it; otherwise a control API restores what was before. @default false */
  keep?: boolean;
  /** Is told what the user should know and no row says, in a sentence. */
  onWarning?: (warning: string) => void;
  /** Is told what the run is about to do, before it does. */
  onPlan?: (planned: readonly Planned[]) => void;
  /** Is told when a phase begins, and again with its rows when it has ended. */
  onPhase?: (phase: PhaseName, rows?: readonly Row[]) => void;
  progress?: Run['progress'];
  signal?: AbortSignal;
  /** The implementation, and its control API, as a function in this process; `url` then says only what its paths are below. */
  fetch?: Fetch;
  /** A broken clause that is only assumed fails the check, too. @default false: it is a warning */
  strict?: boolean;
  /** Is told what of the document was seen in responses. */
  coverage?: Coverage;
}

/** A phase ended in an error that nobody foresaw, or cannot go on: `cause` says why, `rows` are those of before. */
export class CheckAborted extends Error {
  override name = 'CheckAborted' as const;
  readonly rows: readonly Row[];

  constructor(rows: readonly Row[], cause: unknown) {
    super('the check broke off', { cause });
    this.rows = rows;
  }
}

/**
 * One row a case, in the document's order; a row of phase `guard` for whatever makes the run prove nothing.
 * @throws {CliError} exit code 3 when the target cannot be reached or never answers, 2 when the document is unusable, or
 *   selects or requires what is not there.
 * @throws {CheckAborted} when a phase throws, with what the phases before it have found.
 */
export async function checkContract(options: CheckOptions): Promise<Row[]> {
  const { signal } = options;
  const { operations, responseValidator } = understand(options);
  const clock = new TargetClock();
  const gateway = await openGateway({ ...options, target: options.url, clock });
  let restore: Awaited<ReturnType<typeof keepState>>;
  try {
    const honoursPrefer = options.honoursPrefer ?? (await probe(gateway, operations));
    const control = honoursPrefer ? undefined : await reachControl(options.control, { ...options, clock });
    const run = prepareRun(options, { operations, responseValidator, gateway, control, honoursPrefer });
    options.onPlan?.(planRun(run, options));
    if (control && options.control && !options.keep && !options.readOnly) {
      restore = await keepState(control, { ...options, target: options.control.url, signal: undefined });
    }
    const found: Findings[] = [];
    const withSeverity = () =>
      found.flatMap((one) => one.rows).map((row) => applySeverity(options.document, row, options));
    for (const phase of wantedPhases(run)) {
      try {
        options.onPhase?.(phase.name);
        const findings = await phase.run(run);
        options.onPhase?.(phase.name, findings.rows);
        found.push(findings);
      } catch (error) {
        if (error instanceof CliError && found.length === 0) throw error;
        throw new CheckAborted(withSeverity(), error);
      }
    }
    const rows = withSeverity();
    const problems = [
      ...found.flatMap((one) => one.problems),
      ...unexercised(options.required ?? [], rows),
      ...[detectWrongTarget(rows) ?? []].flat(),
    ];
    return [...rows, ...guard(rows, problems, signal), ...unjudgedRows(run)];
  } finally {
    const warning = await restore?.();
    if (warning) options.onWarning?.(warning);
    await gateway.close();
  }
}

/** Clauses of the document that nothing is held against, said once each: they fail no check. */
const unjudgedRows = ({ responseValidator }: Run): Row[] =>
  [...responseValidator.validator.unjudged].map(([pointer, reason]) => notJudged(`not judged: ${reason} (${pointer})`));

/**
 * What `checkContract` would do, without asking the target anything: where it has to be asked, a real implementation
 * with the control API of the options is assumed.
 * @throws {CliError} exit code 2, as `checkContract` does.
 */
export function planContract(options: CheckOptions): Planned[] {
  const { operations, responseValidator } = understand(options);
  const gateway = { now: () => Math.floor(Date.now() / 1000) } as Gateway;
  const { honoursPrefer = false } = options;
  const control = honoursPrefer ? undefined : assumeControl(options.control);
  return planRun(prepareRun(options, { operations, responseValidator, gateway, control, honoursPrefer }), options);
}

function understand({
  document,
  selection = {},
  coverage,
}: CheckOptions): Pick<Run, 'operations' | 'responseValidator'> {
  refuseUnusable(document);
  const operations = operationsOf(document);
  const responseValidator: ResponseValidator = {
    document,
    validator: createResponseValidator(document),
    propertyNames: propertyNames(document),
    coverage,
  };
  coverage?.expect(document, operations);
  compileResponseSchemas(
    responseValidator,
    operations.flatMap(({ responses }) => [...responses.values()]),
  );
  checkSelection(selection, operations);
  return { operations, responseValidator };
}

type Found = Pick<Run, 'operations' | 'responseValidator' | 'gateway' | 'control' | 'honoursPrefer'>;

function prepareRun(options: CheckOptions, found: Found): Run {
  const { document, recipes, workflows, credentials, selection = {}, readOnly = false, bail = false } = options;
  const { concurrency = 2, driver, progress, signal } = options;
  const { operations, gateway, responseValidator } = found;
  if (!found.honoursPrefer) {
    const { propertyNames } = responseValidator;
    responseValidator.relations = new Relations({ document, operations, propertyNames, now: () => gateway.now() });
  }
  const templates = { driver, selection, readOnly, concurrency, bail: new Bail(bail), progress, signal };
  return { ...found, document, recipes, workflows, credentials, ...templates };
}

/** In this order. */
const phases: readonly Phase[] = [examples, negatives, positives, relations, workflowsPhase];

const wantedPhases = ({ selection: { phases: wanted = [] } }: Run): Phase[] =>
  phases.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

function planRun(run: Run, { required = [] }: CheckOptions): Planned[] {
  const planned = wantedPhases(run).flatMap((phase) => phase.plan(run));
  const isSelective = Object.values(run.selection).some((names) => names && names.length > 0);
  if (planned.length === 0 && isSelective)
    throw new CliError('nothing is left of the selection: no case is all of it', 2);
  checkRequirements(required, planned, run.operations);
  return planned;
}

async function probe(...[gateway, operations]: Parameters<typeof probeTarget>): Promise<boolean> {
  const found = await probeTarget(gateway, operations);
  if ('failure' in found) throw new CliError(`${found.failure.message}: is it running, and is --url right?`, 3);
  return found.honoursPrefer;
}
