/** Runs workflows with Redocly Respect as they are, its own checks included. */
import { readExecuted } from '../../../src/checker/phases/workflows/executed.js';
import { runRespect as run, type RespectRun as Run } from '../../../src/checker/phases/workflows/respect.js';

export interface RespectRun extends Run {
  /** What Respect wrote as JSON. */
  report: string;
  /** What it says of each workflow, in the order in which they ran. */
  workflows: WorkflowResult[];
}

export interface WorkflowResult {
  workflowId: string;
  passed: boolean;
  /** The workflow's own steps that were executed; one that is another workflow counts once. */
  steps: string[];
  /** Requests sent, those of workflows within included. */
  requests: number;
}

/** @param servers URL by name of the source description. A name that no document has is ignored by Respect. */
export async function runRespect(
  files: readonly string[],
  servers: Record<string, string>,
  inputs: Record<string, unknown>,
): Promise<RespectRun> {
  // A workflow that waits for what will not come would go on for three minutes.
  const { report = '{"files":{}}', ...ended } = await run({ files, servers, inputs, timeout: 60 });
  const workflows = readExecuted(report)
    .flatMap(([, workflows]) => workflows)
    .map(({ workflowId, passed, attempts }) => ({
      workflowId,
      passed,
      steps: [...new Set(attempts.map(({ name }) => name.split('/')[1] as string))],
      requests: attempts.filter(({ status }) => status !== undefined).length,
    }));
  return { ...ended, report, workflows };
}
