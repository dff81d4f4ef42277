/**
 * The contract check: plans every documented response, has Dredd exercise what can be exercised, judges each real
 * response against the document, and counts at the end whether everything that was planned was judged.
 */
import { CliError } from '../../scripts/cli-error.js';
import { reachControl, type ControlOptions } from './control.js';
import type { Credentials } from './credentials.js';
import { type JsonObject, operationsOf } from './document.js';
import { openGateway } from './gateway.js';
import { guard } from './guard.js';
import type { Fetch } from './in-process.js';
import { runNegatives } from './negatives.js';
import { prepareJudge, type Judge } from './judge.js';
import { probeTarget } from './prefer.js';
import type { Recipes } from './recipe.js';
import { propertyNames } from './redact.js';
import type { Row } from './report.js';
import type { Findings, Phase, Run } from './run.js';
import { runTransactions } from './transactions.js';
import { TargetClock } from './target-clock.js';
import { createResponseValidator } from './validator.js';

export interface CheckOptions {
  /** Bundled OpenAPI 3.0 or 3.1 document. */
  document: JsonObject;
  /** Base URL of the implementation; paths of the document are appended. */
  url: URL;
  recipes: Recipes;
  credentials: Credentials;
  /** Whether the target honours `Prefer`; found out by a probe when undefined. */
  honoursPrefer?: boolean;
  /** Where and how the implementation's control API is found; without it, what only that brings about is left out. */
  control?: ControlOptions;
  /** Seconds that one exchange may take. */
  timeout: number;
  /** Bytes that a response body may have. */
  maxBodySize: number;
  /** @default everything */
  selection?: { phases?: readonly Row['phase'][] };
  signal?: AbortSignal;
  /** The implementation, and its control API, as a function in this process; `url` then says only what its paths are below. */
  fetch?: Fetch;
}

/**
 * One row a case, in the document's order; a row of phase `guard` for whatever makes the run prove nothing.
 * @throws {CliError} exit code 3 when the target cannot be reached or never answers, 2 when the document is unusable.
 */
export async function checkContract(options: CheckOptions): Promise<Row[]> {
  const { document } = options;
  const operations = operationsOf(document);
  const judge: Judge = {
    document,
    validator: createResponseValidator(document),
    propertyNames: propertyNames(document),
  };
  prepareJudge(
    judge,
    operations.flatMap(({ responses }) => [...responses.values()]),
  );
  const clock = new TargetClock();
  const gateway = await openGateway({ ...options, target: options.url, clock });
  try {
    const honoursPrefer = options.honoursPrefer ?? (await probe(gateway, operations));
    const control = honoursPrefer ? undefined : await reachControl(options.control, { ...options, clock });
    const { recipes, credentials, signal } = options;
    const run: Run = { document, operations, judge, gateway, control, recipes, credentials, honoursPrefer, signal };
    const found: Findings[] = [];
    for (const phase of wantedPhases(options.selection?.phases)) found.push(await phase(run));
    const rows = found.flatMap((one) => one.rows);
    const problems = found.flatMap((one) => one.problems);
    return [...rows, ...guard(rows, problems, signal)];
  } finally {
    await gateway.close();
  }
}

/** In this order. */
const phases: readonly [Row['phase'], Phase][] = [
  ['transactions', runTransactions],
  ['negatives', runNegatives],
];

const wantedPhases = (wanted: readonly Row['phase'][] = []): Phase[] =>
  phases.filter(([name]) => wanted.length === 0 || wanted.includes(name)).map(([, phase]) => phase);

async function probe(...[gateway, operations]: Parameters<typeof probeTarget>): Promise<boolean> {
  const found = await probeTarget(gateway, operations);
  if ('failure' in found) throw new CliError(`${found.failure.message}: is it running, and is --url right?`, 3);
  return found.honoursPrefer;
}
