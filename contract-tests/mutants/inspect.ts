/** Runs the checks on an implementation in this process: the phases of the engine, on the cases of one operation. */
import { operationsOf } from '../../src/openapi/document.js';
import type { Exchange, SentRequest } from '../../src/openapi/exchange.js';
import { openDredd } from '../../src/checker/drivers/dredd.js';
import { openDirect, type DriverName, type OpenDriver } from '../../src/checker/drivers/driver.js';
import { openGateway, send } from '../../src/checker/http/gateway.js';
import type { Fetch } from '../../src/checker/http/in-process.js';
import { workflowsPhase } from '../../src/checker/phases/workflows.js';
import { negatives } from '../../src/checker/phases/negatives.js';
import { positives } from '../../src/checker/phases/positives.js';
import { relations } from '../../src/checker/phases/relations.js';
import { planCases, type Case } from '../../src/checker/plan.js';
import { noRecords } from '../../src/checker/records/made-record.js';
import { Background } from '../../src/checker/background.js';
import { Shown } from '../../src/checker/shown.js';
import { Bail } from '../../src/checker/bail.js';
import type { CaseResult } from '../../src/checker/report.js';
import type { PhaseResult, Run } from '../../src/checker/run.js';
import { Relations } from '../../src/checker/relations/exchange.js';
import { selects } from '../../src/checker/selection.js';
import { TargetClock } from '../../src/checker/http/target-clock.js';
import { examples } from '../../src/checker/phases/examples.js';
import { fromReceived, toAnswer, type Answer } from './answer.js';
import { sentJson, type Recorded } from './causes/recorded.js';
import { isFor } from './intercept.js';
import type { Subject } from './subject.js';

const phases = { examples, negatives, positives, relations, workflows: workflowsPhase };

export type CheckPhase = keyof typeof phases;

export interface Inspection {
  rows: CaseResult[];
  /** The cases of the first phase with a response. */
  cases: { planned: Case; answer: Answer }[];
  /** All responses of the provider, including those of setup steps. */
  traffic: Recorded[];
}

/** Limits of a mutant, in seconds and bytes. */
const limits = { timeout: 5, maxBodySize: 1024 * 1024 };

const drivers: Record<DriverName, OpenDriver> = { dredd: openDredd, direct: openDirect };

/**
 * @param operationId the operation whose cases are run.
 * @default all
 * @param driver sends the cases of the first phase.
 */
export async function inspect(
  subject: Subject,
  implementation: Fetch,
  operationId?: string,
  phase: CheckPhase = 'examples',
  driver: DriverName = 'dredd',
): Promise<Inspection> {
  const { document, operations, responseValidator, recipes, workflows, url } = subject;
  const traffic: Inspection['traffic'] = [];
  const watched: Fetch = async (request) => {
    const operation = operations.find((one) => isFor(one, url, request));
    const sent = operation && sentJson(await request.clone().text());
    const response = await implementation(request);
    if (operation) traffic.push({ operation, sent, answer: await toAnswer(response.clone()) });
    return response;
  };
  const clock = new TargetClock();
  const way = { ...limits, clock, fetch: watched };
  const gateway = await openGateway({ ...way, target: url });
  try {
    const control = {
      document: subject.control.document,
      operations: new Map(operationsOf(subject.control.document).map((one) => [one.operationId, one])),
      send: (request: SentRequest) => send({ ...way, target: subject.control.url }, request),
    };
    const exchanges = new Map<number, Exchange>();
    const openDriver: OpenDriver = async (...given) => {
      const opened = await drivers[driver](...given);
      const send = async (index: number, request: SentRequest) => {
        const exchange = await opened.send(index, request);
        exchanges.set(index, exchange);
        return exchange;
      };
      return { ...opened, send };
    };
    // The effect of an operation shows where it is a setup step, in the cases of other operations.
    const isFixture = phase === 'relations';
    const selection = operationId === undefined || isFixture ? {} : { operations: [operationId] };
    const fixtures = Object.entries(recipes.fixtures).filter(
      ([, fixture]) =>
        operationId === undefined || fixture.stays === true || JSON.stringify(fixture).includes(`"${operationId}"`),
    );
    const related = new Relations({
      ...{ document, operations, propertyNames: responseValidator.propertyNames, now: () => clock.now() },
    });
    const run: Run = {
      responseValidator: { ...responseValidator, relations: related },
      ...{ document, operations, gateway, control, workflows, selection },
      recipes: isFixture ? { ...recipes, fixtures: Object.fromEntries(fixtures) } : recipes,
      ...{ credentials: {}, otherCredentials: {}, honoursPrefer: false, readOnly: false },
      driver: openDriver,
      // Other checkers see the whole first phase; after it one failure is enough.
      records: noRecords,
      resources: undefined,
      background: new Background(),
      shown: new Shown(),
      bail: new Bail(phase !== 'examples'),
      progress: undefined,
      signal: undefined,
    };
    const found: PhaseResult = { cases: [], errors: [] };
    await phases[phase].run(run, found);
    const { cases: rows, errors } = found;
    if (errors.length > 0) throw new Error(`the checks broke down: ${errors.map(({ message }) => message).join(', ')}`);
    const wanted = planCases(run).filter((planned) => selects(selection, { phase: 'examples', ...planned }));
    const cases = wanted.flatMap((planned, index) => {
      const exchange = exchanges.get(index);
      return exchange && 'response' in exchange ? [{ planned, answer: fromReceived(exchange.response) }] : [];
    });
    return { rows, cases, traffic };
  } finally {
    await gateway.close();
  }
}
