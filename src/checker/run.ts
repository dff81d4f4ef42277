/** What the phases of one check share, and what each of them returns. */
import type { Background } from './background.js';
import type { Bail } from './bail.js';
import type { ControlApi } from './control.js';
import type { Credentials } from '../openapi/credentials.js';
import type { JsonObject, Operation } from '../openapi/document.js';
import type { DriverName, OpenDriver } from './drivers/driver.js';
import type { Gateway } from './http/gateway.js';
import type { Workflows } from './phases/workflows/arazzo.js';
import type { ResponseValidator } from './validate/response.js';
import type { Recipes } from './recipes/recipe.js';
import type { Records } from './records/made-record.js';
import type { ResourceForm } from './records/procedures.js';
import type { Planned } from './planned.js';
import type { CaseResult, RunError } from './report.js';
import type { PhaseName, Selection } from './selection.js';
import type { Shard } from './shard.js';
import type { Shown } from './shown.js';
import { StepFailed } from './step-failed.js';

export interface Run {
  document: JsonObject;
  operations: readonly Operation[];
  responseValidator: ResponseValidator;
  /** The way to the implementation. */
  gateway: Gateway;
  /** The implementation's control API, where it has one. */
  control: ControlApi | undefined;
  recipes: Recipes;
  /** The document as one of resources, where it is one of procedures. */
  resources: ResourceForm | undefined;
  /** What makes the records that requests are about, where no recipe says so; none before they are learned. */
  records: Records;
  /** How long the implementation takes for what it does after its answers. */
  background: Background;
  /** Which members the implementation shows. */
  shown: Shown;
  /** Undefined where there are none. */
  workflows: Workflows | undefined;
  /** The user's values. */
  credentials: Credentials;
  /** Of another client; empty where none is known. */
  otherCredentials: Credentials;
  /** The target answers with the response that `Prefer: code=…, example=…` names, as Prism does. */
  honoursPrefer: boolean;
  /** What sends the requests of the examples. @default 'dredd' */
  driver?: DriverName | OpenDriver | undefined;
  selection: Selection;
  /** Which part of the cases of each phase; undefined for all of them. */
  shard?: Shard | undefined;
  /** Only what neither creates nor changes anything is sent. */
  readOnly: boolean;
  bail: Bail;
  /** Called while a phase runs, with how many of its cases are done. */
  progress: ((phase: PhaseName, done: number, all: number) => void) | undefined;
  signal: AbortSignal | undefined;
}

/** Why a case was not exercised that the run did not reach. */
export const endedBefore = 'the run ended before this case';

/** Why nothing more is to be sent; undefined while the run goes on. */
export const endOf = ({ signal, bail }: Pick<Run, 'signal' | 'bail'>): string | undefined =>
  signal?.aborted ? endedBefore : bail.reason;

/** @throws {StepFailed} where the document has no such operation. */
export function operationNamed({ operations }: Pick<Run, 'operations'>, operationId: string): Operation {
  const found = operations.find((one) => one.operationId === operationId);
  if (!found) throw new StepFailed(`the document has no operation "${operationId}"`);
  return found;
}

/** The same run about resources, for what the check derives from paths and methods. */
export const asResources = (run: Run): Run =>
  run.resources ? { ...run, document: run.resources.document, operations: run.resources.operations } : run;

export interface PhaseResult {
  cases: CaseResult[];
  errors: RunError[];
}

export interface Phase {
  name: PhaseName;
  /** What `run` would do with the same run, without sending anything. */
  plan: (run: Run) => Planned[];
  /** Adds to `found` as it goes: where it throws, what it has found so far counts. */
  run: (run: Run, found: PhaseResult) => Promise<void>;
}
