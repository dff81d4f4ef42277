/** Reads the JSON that Respect writes: what it did, try by try. */

/** The response header by which Respect's report names the exchange of a try. */
export const exchangeHeader = 'x-contract-exchange';

/** One request of a step, or one attempt at it. */
export interface ReportedAttempt {
  /** As in the plan: `kycToPassed/signUp/register`. */
  name: string;
  /** Undefined when no answer came, or no request could be made. */
  status: number | undefined;
  /** What the answer carried in `exchangeHeader`. */
  exchangeId?: string | undefined;
  /** What Respect found wrong, in the terms of the workflow; empty for a try that it passed. */
  failedCriteria: string[];
}

export interface Executed {
  workflowId: string;
  passed: boolean;
  /** Hosts out of reach and the like included, requests of workflows within too. */
  attempts: ReportedAttempt[];
}

interface Check {
  name: string;
  status: string;
  severity: string;
  condition?: string;
  message?: string;
}

type Entry = { stepId: string } & (
  | { type: 'step'; response?: { statusCode?: number; headers?: Record<string, string> }; checks?: Check[] }
  | { type: 'workflow'; executedSteps: Entry[] }
);

interface Report {
  files: Record<string, { executedWorkflows: { workflowId: string; status: string; executedSteps: Entry[] }[] }>;
}

/**
 * By name of the file, in the order in which they ran.
 * @param written What the workflows' authors wrote, by the condition that Respect was given in its place.
 */
export function readExecuted(
  json: string,
  written: ReadonlyMap<string, string> = new Map(),
): [file: string, workflows: Executed[]][] {
  const { files } = JSON.parse(json) as Report;
  return Object.entries(files).map(([file, { executedWorkflows }]) => [
    file,
    executedWorkflows.map(({ workflowId, status, executedSteps }) => ({
      workflowId,
      passed: status === 'success',
      attempts: triesOf(executedSteps, workflowId, written),
    })),
  ]);
}

function triesOf(entries: readonly Entry[], prefix: string, written: ReadonlyMap<string, string>): ReportedAttempt[] {
  return entries.flatMap((entry): ReportedAttempt[] => {
    const name = `${prefix}/${entry.stepId}`;
    if (entry.type === 'workflow') return triesOf(entry.executedSteps, name, written);
    return [
      {
        name,
        status: entry.response?.statusCode,
        exchangeId: entry.response?.headers?.[exchangeHeader],
        failedCriteria: criterionViolations(entry.checks ?? [], written),
      },
    ];
  });
}

/** Respect's own messages repeat what it got, which may be a person's; the workflow's conditions do not. */
function criterionViolations(checks: readonly Check[], written: ReadonlyMap<string, string>): string[] {
  const broken = checks.filter(({ status, severity }) => status !== 'success' && severity !== 'off');
  const conditions = broken.flatMap(({ condition }) =>
    condition ? [`expected ${written.get(condition) ?? condition}`] : [],
  );
  // What the step cannot hand on after that needs no telling.
  return conditions.length > 0 ? conditions : broken.map(({ name }) => `the step could not be done (${name})`);
}
