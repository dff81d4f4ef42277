/** The sandbox with one thing broken around it, and what a check says of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { checkContract, type CaseResult } from '../../../src/checker/index.js';
import { inProcess } from '../../support/in-process.js';
import type { PhaseName } from '../../../src/checker/selection.js';
import { operationsOf, type Json } from '../../../src/openapi/document.js';
import { createSandbox } from '../../../src/sandbox/index.js';
import { isFor } from '../../mutants/intercept.js';

export interface Broken {
  provider?: string;
  phases: PhaseName[];
  /** Cases that are run. */
  operations?: string[];
  /** Whose answers are changed. @default all */
  of?: string;
  /** The request in place of the one that came. */
  ask?: (request: Request) => Request | Promise<Request>;
  /** The JSON of a success in place of what it would be; `asked` is the JSON of the request. */
  json?: (body: any, asked: any) => Json | undefined | void;
  /** The JSON of an event in place of what it would be. @default no event arrives */
  webhook?: (body: any) => Json;
  /** A header that no event has. */
  without?: string;
  /** A header that each event has with this value. */
  having?: readonly [name: string, value: () => string];
  /** Milliseconds that an event takes to a URL. */
  delay?: (url: string) => number;
  /** What the target takes the answer to an event for. @default the receiver's */
  taken?: (status: number) => number;
  /** As `--bail`. */
  bail?: boolean;
  /** The whole answer of the control API in place of what it would be. */
  control?: (response: Response, request: Request) => Promise<Response>;
  /** The whole answer in place of what it would be. */
  answer?: (response: Response, request: Request) => Response | Promise<Response>;
}

export async function check({
  provider = 'sila',
  phases,
  operations,
  of,
  ask,
  json,
  answer,
  webhook,
  without,
  having,
  delay,
  taken,
  bail = false,
  control,
}: Broken): Promise<CaseResult[]> {
  const sandbox = createSandbox({
    webhookFetch: async (url, init) => {
      if (!webhook) throw new TypeError('nobody');
      if (delay) await sleep(delay(String(url)));
      const headers = new Headers(init?.headers);
      if (without !== undefined) headers.delete(without);
      if (having) headers.set(having[0], having[1]());
      const body = JSON.stringify(webhook(readJson(String(init?.body))));
      const response = await fetch(url, { ...init, headers, body });
      return taken ? new Response(null, { status: taken(response.status) }) : response;
    },
  });
  const options = inProcess(provider);
  const { url } = options;
  const meant = operationsOf(options.document).filter(({ operationId }) => of === undefined || operationId === of);
  const isMeant = (request: Request) => meant.some((operation) => isFor(operation, url, request));
  const { cases } = await checkContract({
    ...options,
    timeout: 20,
    bail,
    selection: { phases, operations },
    fetch: async (request) => {
      if (!isMeant(request)) {
        const answered = await sandbox.fetch(request);
        return control ? control(answered, request) : answered;
      }
      const asked = request.clone();
      const response = await sandbox.fetch(ask ? await ask(request) : request);
      if (answer) return answer(response, asked);
      if (!json || !response.ok || !/json/.test(response.headers.get('content-type') ?? '')) return response;
      const body = (await response.json()) as Json;
      const changed = json(body, readJson(await asked.text()));
      const headers = new Headers(response.headers);
      headers.delete('content-length');
      return new Response(JSON.stringify(changed ?? body), { status: response.status, headers });
    },
  });
  return cases;
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** What is said of it, as a reader of the report sees it. */
export const complaints = (rows: readonly CaseResult[]): string[] =>
  rows.flatMap(({ outcome, violations }) =>
    outcome === 'failed' ? violations.map(({ pointer, message }) => `${pointer} ${message}`.trim()) : [],
  );
