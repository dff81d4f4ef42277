/** Runs the checks on an implementation in this process: the phases of the engine, on the cases of one operation. */
import { operationsOf } from '../engine/document.js';
import { openGateway, send } from '../engine/gateway.js';
import type { Fetch } from '../engine/in-process.js';
import { planCases, type Case } from '../engine/plan.js';
import type { Exchange, SentRequest } from '../engine/exchange.js';
import type { Row } from '../engine/report.js';
import type { Phase, Run } from '../engine/run.js';
import { TargetClock } from '../engine/target-clock.js';
import { runTransactions } from '../engine/transactions.js';
import type { Subject } from './subject.js';

export const phases: Readonly<Record<string, Phase>> = { transactions: runTransactions };

export interface Inspection {
  rows: Row[];
  /** What was planned in the first phase, each with what it got. */
  exchanges: { planned: Case; exchange: Exchange }[];
}

/** Seconds and bytes that a mutant may use up. */
const limits = { timeout: 5, maxBodySize: 1024 * 1024 };

export async function inspect(
  subject: Subject,
  implementation: Fetch,
  operationId: string | undefined,
  names: readonly string[] = Object.keys(phases),
): Promise<Inspection> {
  const { document, operations, judge, recipes, url } = subject;
  const clock = new TargetClock();
  const way = { ...limits, clock, fetch: implementation };
  const gateway = await openGateway({ ...way, target: url });
  try {
    const control = {
      document: subject.control.document,
      operations: new Map(operationsOf(subject.control.document).map((one) => [one.operationId, one])),
      send: (request: SentRequest) => send({ ...way, target: subject.control.url }, request),
    };
    const run: Run = {
      ...{ document, operations, judge, gateway, control, recipes, credentials: {} },
      ...(operationId !== undefined && { selection: { operations: new Set([operationId]) } }),
      honoursPrefer: false,
      signal: undefined,
    };
    const rows: Row[] = [];
    for (const name of names) {
      const found = await (phases[name] as Phase)(run);
      if (found.problems.length > 0) throw new Error(`the checks broke down: ${found.problems.join(', ')}`);
      rows.push(...found.rows);
    }
    const exchanges = planCases(run).flatMap((planned, index) => {
      const exchange = gateway.exchangeOf(String(index));
      return exchange ? [{ planned, exchange }] : [];
    });
    return { rows, exchanges };
  } finally {
    await gateway.close();
  }
}
