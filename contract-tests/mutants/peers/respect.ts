/**
 * Redocly Respect alone: the unchanged workflows with all of its own checks, against the mutant on a port. Each run is
 * a process of seconds, so it runs for some mutants only.
 */
import { join } from 'node:path';
import { serveSandbox } from '../../../src/sandbox/serve.js';
import { sandboxUrls } from '../../../src/sandbox/urls.js';
import { defaults } from '../../../src/sandbox/sila/settings.js';
import { runRespect } from '../../../src/checker/phases/workflows/respect.js';
import type { Fetch } from '../../../src/checker/http/in-process.js';
import { play, type Subject } from '../subject.js';

/** Seconds. A workflow that waits for a missing result would run for three minutes. */
const patience = 30;

/** The workflows with a step of the operation itself; setup steps by other operations do not count. */
export const workflowsWith = ({ workflows }: Subject, operationId: string): string[] =>
  [...(workflows?.descriptions ?? [])].flatMap(([file, description]) =>
    JSON.stringify(description.workflows).includes(`"operationId":"${operationId}"`) ? [file] : [],
  );

/** Whether Respect fails; undefined if it also fails on the sound implementation. */
export async function respectTells(subject: Subject, operationId: string, mutant: Fetch): Promise<boolean | undefined> {
  const files = workflowsWith(subject, operationId);
  if (files.length === 0) return false;
  if (await passes(subject, files, mutant)) return false;
  return (await passes(subject, files, play(subject).fetch)) ? true : undefined;
}

async function passes(subject: Subject, files: readonly string[], fetch: Fetch): Promise<boolean> {
  const { provider, workflows } = subject;
  const hurried = { ...play(subject), fetch: (request: Request) => hurry(subject, fetch, request) };
  const served = await serveSandbox(hurried as ReturnType<typeof play>, { port: 0 });
  const [app] = defaults.apps;
  const now = Math.floor(Date.now() / 1000);
  try {
    const { exitCode } = await runRespect({
      files: files.map((file) => join(workflows?.folder ?? '', file)),
      servers: { [provider]: sandboxUrls(served.url).get(provider) ?? '' },
      inputs: { created: now, now, clientId: app?.clientId, clientSecret: app?.clientSecret },
      timeout: patience,
    });
    return exitCode === 0;
  } finally {
    await served.close();
  }
}

/** Moves the clock by some seconds with each status request, since verifications take 33. */
async function hurry({ control }: Subject, fetch: Fetch, request: Request): Promise<Response> {
  if (request.method === 'GET') {
    const body = JSON.stringify({ seconds: 20 });
    const headers = { 'content-type': 'application/json' };
    await fetch(new Request(`${control.url.href}/clock/advance`, { method: 'POST', headers, body }));
  }
  return fetch(request);
}
