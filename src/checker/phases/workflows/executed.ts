/** Reads the JSON that Respect writes: what it did, try by try. */

/** One request of a step, or one attempt at it. */
export interface Try {
  /** As in the plan: `kycToPassed/signUp/register`. */
  name: string;
  /** Undefined when no answer came, or no request could be made. */
  status: number | undefined;
  /** What Respect found wrong, in the terms of the workflow; empty for a try that it passed. */
  complaints: string[];
}

export interface Executed {
  workflowId: string;
  passed: boolean;
  /** Hosts out of reach and the like included, requests of workflows within too. */
  tries: Try[];
}

interface Check {
  name: string;
  status: string;
  severity: string;
  condition?: string;
  message?: string;
}

type Entry = { stepId: string } & (
  { type: 'step'; response?: { statusCode?: number }; checks?: Check[] } | { type: 'workflow'; executedSteps: Entry[] }
);

interface Report {
  files: Record<string, { executedWorkflows: { workflowId: string; status: string; executedSteps: Entry[] }[] }>;
}

/** By name of the file, in the order in which they ran. */
export function readExecuted(json: string): [file: string, workflows: Executed[]][] {
  const { files } = JSON.parse(json) as Report;
  return Object.entries(files).map(([file, { executedWorkflows }]) => [
    file,
    executedWorkflows.map(({ workflowId, status, executedSteps }) => ({
      workflowId,
      passed: status === 'success',
      tries: triesOf(executedSteps, workflowId),
    })),
  ]);
}

function triesOf(entries: readonly Entry[], prefix: string): Try[] {
  return entries.flatMap((entry): Try[] => {
    const name = `${prefix}/${entry.stepId}`;
    if (entry.type === 'workflow') return triesOf(entry.executedSteps, name);
    return [{ name, status: entry.response?.statusCode, complaints: complaintsOf(entry.checks ?? []) }];
  });
}

/** Respect's own messages repeat what it got, which may be a person's; the workflow's conditions do not. */
function complaintsOf(checks: readonly Check[]): string[] {
  const broken = checks.filter(({ status, severity }) => status !== 'success' && severity !== 'off');
  const conditions = broken.flatMap(({ condition }) => (condition ? [`expected ${condition}`] : []));
  // What the step cannot hand on after that needs no telling.
  return conditions.length > 0 ? conditions : broken.map(({ name }) => `the step could not be done (${name})`);
}
