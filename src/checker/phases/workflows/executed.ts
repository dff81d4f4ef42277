/** Reads the JSON report of Respect, attempt by attempt. */

/** The response header that names the exchange of an attempt in Respect's report. */
export const exchangeHeader = 'x-contract-exchange';

/** One request of a step, or one attempt at it. */
export interface ReportedAttempt {
  /** As in the plan: `kycToPassed/signUp/register`. */
  name: string;
  /** Undefined when no answer came, or no request could be made. */
  status: number | undefined;
  /** The value of `exchangeHeader` in the response. */
  exchangeId?: string | undefined;
  /** The criteria that failed, in the terms of the workflow; empty for an attempt that passed. */
  failedCriteria: string[];
}

export interface Executed {
  workflowId: string;
  passed: boolean;
  /** Every request, also of workflows within workflows and of those that failed to connect. */
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
 * @param written the authors' conditions, by the condition that Respect was given instead
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

/** Respect's own messages may quote personal data of a response; the conditions of the workflow do not. */
function criterionViolations(checks: readonly Check[], written: ReadonlyMap<string, string>): string[] {
  const broken = checks.filter(({ status, severity }) => status !== 'success' && severity !== 'off');
  const conditions = broken.flatMap(({ condition }) =>
    condition ? [`expected ${written.get(condition) ?? condition}`] : [],
  );
  // Outputs that are missing after a failure are not reported.
  return conditions.length > 0 ? conditions : broken.map(({ name }) => `the step could not be done (${name})`);
}
